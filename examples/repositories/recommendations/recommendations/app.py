from fastapi import FastAPI

from recommendations.model import Model

app = FastAPI(title="Recommendations")
model = Model(baskets=[["kettle", "teapot"], ["kettle", "mug"], ["teapot", "mug"]])


@app.get("/with/{product}")
def bought_with(product: str) -> list[str]:
    return model.bought_with(product)
