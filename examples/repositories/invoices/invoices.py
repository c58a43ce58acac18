from flask import Flask, jsonify

app = Flask(__name__)
INVOICES = {}


@app.route("/invoices/<number>")
def show(number):
    return jsonify(INVOICES.get(number) or {"problem": "no such invoice"})
