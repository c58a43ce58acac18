from fastapi import FastAPI, HTTPException

from catalog.products import PRODUCTS, Product

app = FastAPI(title="Catalogue")


@app.get("/products")
def list_products(q: str = "") -> list[Product]:
    return [p for p in PRODUCTS.values() if q.lower() in p.name.lower()]


@app.get("/products/{sku}")
def show_product(sku: str) -> Product:
    if sku not in PRODUCTS:
        raise HTTPException(status_code=404)
    return PRODUCTS[sku]
