from fastapi.testclient import TestClient

from pricing.app import app


def test_the_third_is_half_the_price() -> None:
    answer = TestClient(app).post("/totals", json=[{"cents": 1000, "quantity": 3}])
    assert answer.json() == {"cents": 2500}
