from pydantic import BaseModel


class Product(BaseModel):
    sku: str
    name: str
    cents: int


PRODUCTS = {
    p.sku: p
    for p in [
        Product(sku="KT-01", name="Kettle", cents=3490),
        Product(sku="TP-02", name="Teapot", cents=2750),
    ]
}
