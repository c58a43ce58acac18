from flask import Flask, abort, jsonify, request

from src.store import OrderStore

app = Flask(__name__)
orders = OrderStore()


@app.post("/orders")
def place_order():
    order = orders.place(request.get_json())
    return jsonify(order), 201


@app.get("/orders/<order_id>")
def show_order(order_id: str):
    order = orders.find(order_id)
    if order is None:
        abort(404)
    return jsonify(order)
