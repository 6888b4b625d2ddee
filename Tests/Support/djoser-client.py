"""A front end of Djoser's, written with requests as its authors would: one user from registration to deletion.

    djoser-client.py BASE MAILS   BASE is the service's address, MAILS the folder of smtp-server.py

Prints each step; ends with 1 at the first answer that is not Djoser's.
"""

import base64
import email
import email.policy
import pathlib
import re
import struct
import sys
import time
import zlib

import requests

BASE = sys.argv[1].rstrip("/") + "/auth"
MAILS = pathlib.Path(sys.argv[2])
seen = set()


def call(step, method, path, status, token=None, **options):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.request(method, BASE + path, headers=headers, timeout=30, **options)
    if answer.status_code != status:
        sys.exit(f"{step}: {answer.status_code} in place of {status}: {answer.text}")
    print(step, flush=True)
    return answer.json() if answer.content else None


def check(step, is_right, value):
    if not is_right:
        sys.exit(f"{step}: {value}")


def mailed_link(path):
    """The uid and the token of the next mail that has a link to the path."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for file in sorted(MAILS.glob("*.eml")):
            if file in seen:
                continue
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            text = message.get_body(("plain",)).get_content()
            link = re.search(rf"https://accounts\.example\.com/{path}/([\w-]+)/([\w-]+)", text)
            if link:
                seen.add(file)
                return {"uid": link[1], "token": link[2]}
        time.sleep(0.05)
    sys.exit(f"no mail with a link to /{path} arrived")


def png():
    """A picture of one pixel."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x10\x20\x30")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def log_in(username, password, status=200):
    return call(
        f"log in as {username}: {status}", "POST", "/jwt/create/", status,
        json={"username": username, "password": password})


first, second, third = "violet Harbor 17", "amber Lantern 23", "copper Meadow 42"
user = call(
    "register", "POST", "/users/", 201,
    json={"username": "testuser", "email": "test@example.com", "password": first, "re_password": first})
check("register", user["is_active"] is False and user["avatar"] is None, user)
log_in("testuser", first, 401)

link = mailed_link("activate")
check("uid", base64.urlsafe_b64decode(link["uid"] + "==").decode() == user["id"], link)
call("activate", "POST", "/users/activation/", 204, json=link)
call("activate again", "POST", "/users/activation/", 403, json=link)
tokens = log_in("testuser", first)
access = tokens["access"]

me = call(
    "edit", "PATCH", "/users/me/", 200, access, json={"first_name": "John", "last_name": "Doe"})
check("edit", (me["first_name"], me["last_name"]) == ("John", "Doe"), me)
me = call("upload an avatar", "PATCH", "/users/me/", 200, access, files={"avatar": ("me.png", png(), "image/png")})
picture = requests.get(requests.compat.urljoin(BASE, me["avatar"]), timeout=30)
check("avatar", picture.status_code == 200 and picture.headers["Content-Type"] == "image/png", me)

call(
    "change the password", "POST", "/users/set_password/", 204, access,
    json={"current_password": first, "new_password": second, "re_new_password": second})
log_in("testuser", first, 401)
call("ask for a reset", "POST", "/users/reset_password/", 204, json={"email": "test@example.com"})
call(
    "reset the password", "POST", "/users/reset_password_confirm/", 204,
    json={**mailed_link("password/reset/confirm"), "new_password": third, "re_new_password": third})
call("the old token is dead", "GET", "/users/me/", 401, access)
tokens = log_in("testuser", third)

renewed = call("refresh", "POST", "/jwt/refresh/", 200, json={"refresh": tokens["refresh"]})
call("verify", "POST", "/jwt/verify/", 200, json={"token": renewed["access"]})
access = renewed["access"]
call(
    "change the user name", "POST", "/users/set_username/", 204, access,
    json={"current_password": third, "new_username": "renamed", "re_new_username": "renamed"})
log_in("renamed", third)

call("delete oneself", "DELETE", "/users/me/", 204, access, json={"current_password": third})
call("the account is gone", "GET", "/users/me/", 401, access)
log_in("renamed", third, 401)
