from fastapi import FastAPI
from pydantic import BaseModel, PositiveInt

from pricing.discounts import total

app = FastAPI(title="Pricing")


class Line(BaseModel):
    cents: PositiveInt
    quantity: PositiveInt = 1


@app.get("/healthz")
def healthy() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/totals")
def price(lines: list[Line]) -> dict[str, int]:
    return {"cents": total([(line.cents, line.quantity) for line in lines])}
