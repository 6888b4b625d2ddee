"""Sends the requests of the recording once more, each string field of each replaced in turn by what nobody means to send.

    mutate.py RECORDING BASE

The service must make active accounts at once (DJOSER_SEND_ACTIVATION_EMAIL=false). Prints how many requests were sent, and
ends with 1 when one was answered with 5xx, or not at all.
"""

import http.client
import itertools
import json
import sys
import urllib.parse

VALUES = [5, None, ["a"], {"a": 1}, "\U0001f600", "a" * 1_000_000, "a\0b"]
PASSWORD = "Kq7-violet-Harbor"

cases = json.load(open(sys.argv[1]))["profiles"]["seed"]["cases"]
connection = http.client.HTTPConnection(urllib.parse.urlsplit(sys.argv[2]).netloc, timeout=30)
numbers = itertools.count()


def send(method, path, body, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    try:
        connection.request(method, path, json.dumps(body).encode(), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0, b""


def new_token():
    name = f"mutant{next(numbers)}"
    user = {"username": name, "email": f"{name}@example.com", "password": PASSWORD, "re_password": PASSWORD}
    status, body = send("POST", "/auth/users/", user)
    if status != 201:
        sys.exit(f"a user could not be registered: {status} {body!r}")
    return json.loads(send("POST", "/auth/jwt/create/", {"username": name, "password": PASSWORD})[1])["access"]


def replacements(value):
    """The body again and again, with one string in it replaced."""
    for key, old in value.items():
        if isinstance(old, str):
            for new in VALUES:
                yield {**value, key: new}


token = new_token()
sent, failures = 0, []
for case in cases:
    request = case["request"]
    body = request.get("json")
    if not isinstance(body, dict):
        continue
    needs_token = any(name.lower() == "authorization" for name in request["headers"])
    for mutant in replacements(body):
        status, text = send(request["method"], request["path"], mutant, token if needs_token else None)
        if needs_token and status in (204, 401):
            # The user may be gone, or have another password.
            token = new_token()
        sent += 1
        if status == 0 or status >= 500:
            failures.append((case["case"], request["method"], request["path"], repr(mutant)[:200], status, text[:200]))

for failure in failures[:20]:
    print(*failure)
print(f"{sent} changed requests, {len(failures)} without a proper answer")
sys.exit(1 if failures or not sent else 0)
