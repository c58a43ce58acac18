import hashlib
import hmac
import os

from flask import Flask, abort, request

app = Flask(__name__)


@app.post("/payments")
def paid():
    expected = hmac.new(os.environ["WEBHOOK_KEY"].encode(), request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Signature", "")):
        abort(401)
    return "", 204
