from uuid import uuid4


class OrderStore:
    """Orders in memory; the database comes with the next release."""

    def __init__(self) -> None:
        self._orders: dict[str, dict] = {}

    def place(self, lines: list[dict]) -> dict:
        order = {"id": uuid4().hex, "state": "placed", "lines": lines}
        self._orders[order["id"]] = order
        return order

    def find(self, order_id: str) -> dict | None:
        return self._orders.get(order_id)
