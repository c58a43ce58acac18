import json
import sys

from flask import Flask, request

from collector.events import problems

app = Flask(__name__)


@app.get("/healthz")
def healthy():
    return {"status": "ok"}


@app.post("/events")
def collect():
    event = request.get_json()
    found = problems(event)
    if found:
        return {"problems": found}, 422
    json.dump(event, sys.stdout)
    sys.stdout.write("\n")
    return "", 202
