import numpy as np


class Model:
    """How often two products are in the same basket."""

    def __init__(self, baskets: list[list[str]]) -> None:
        self.products = sorted({product for basket in baskets for product in basket})
        held = np.array([[product in basket for product in self.products] for basket in baskets], dtype=int)
        self.together = held.T @ held
        np.fill_diagonal(self.together, 0)

    def bought_with(self, product: str) -> list[str]:
        if product not in self.products:
            return []
        row = self.together[self.products.index(product)]
        return [self.products[i] for i in np.argsort(-row) if row[i] > 0]
