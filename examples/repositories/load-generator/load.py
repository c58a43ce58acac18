import os
import time
import urllib.request

TARGET = os.environ["TARGET"]
PER_SECOND = int(os.environ.get("PER_SECOND", "50"))

while True:
    urllib.request.urlopen(TARGET).read()
    time.sleep(1 / PER_SECOND)
