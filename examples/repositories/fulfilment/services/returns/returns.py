from datetime import date, timedelta

from flask import Flask, request

app = Flask(__name__)


@app.post("/returns")
def announce():
    bought = date.fromisoformat(request.get_json()["bought"])
    accepted = date.today() - bought <= timedelta(days=30)
    return {"accepted": accepted}, 201 if accepted else 409
