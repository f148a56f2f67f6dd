"""A reading process that misbehaves in the way that the name of the file asks for."""

import json
import os
import sys
import time

request = json.loads(sys.stdin.readline())
print('progress\t[0.5, "Đang đọc"]', flush=True)  # noqa: T201 - the process speaks on standard output
if request["name"] == "crash":
    os.abort()
if request["name"] == "sleep":
    time.sleep(60)
