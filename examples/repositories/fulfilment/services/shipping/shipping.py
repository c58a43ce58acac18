from fastapi import FastAPI

app = FastAPI(title="Shipping")
PARCELS: dict[str, str] = {}


@app.put("/parcels/{number}")
def move(number: str, place: str) -> dict[str, str]:
    PARCELS[number] = place
    return {"number": number, "place": place}


@app.get("/parcels/{number}")
def where(number: str) -> dict[str, str]:
    return {"number": number, "place": PARCELS.get(number, "not handed over yet")}
