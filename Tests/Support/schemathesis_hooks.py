"""What schemathesis is told about the service: who calls, and ids of what is there.

Each case that may change an account has a user of its own, so that one that logs out, changes its password or deletes
itself locks none out.
"""

import itertools
import os

import requests
import schemathesis

BASE = os.environ["USERS_BASE_URL"]
PASSWORD = os.environ["ADMIN_PASSWORD"]
numbers = itertools.count(1)
session = requests.Session()


def post(path, body, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = session.post(BASE + path, json=body, headers=headers, timeout=30)
    answer.raise_for_status()
    return answer.json()


def log_in(email):
    return post("/api/v1/auth/login", {"email": email, "password": PASSWORD})


def make_user():
    email = f"user{next(numbers)}@schemathesis.example"
    post("/api/v1/auth/register", {"email": email, "username": "Jane", "password": PASSWORD})
    return log_in(email)


def make_service_token(permission="can.introspect"):
    draft = {"name": "checks", "permissions": [permission], "expires_at": "2030-01-01T00:00:00Z"}
    return post("/api/v1/admin/tokens", draft, admin)


def session_id(token):
    headers = {"Authorization": f"Bearer {token}"}
    answer = session.get(f"{BASE}/api/v1/users/me/sessions", headers=headers, timeout=30)
    answer.raise_for_status()
    return answer.json()[0]["id"]


admin = log_in(os.environ["ADMIN_EMAIL"])["access_token"]
reader = make_user()
introspector = make_service_token()["token"]
manager = make_service_token("can.manage_users")["token"]


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.path
    # Making one costs more than most cases: only those have one of their own that may change whom they are about.
    ends_session = path.endswith(("/logout", "/refresh")) or case.method == "DELETE"
    is_harmless = case.method == "GET" or ("/auth/" in path and not ends_session) or path == "/users"
    user = reader if is_harmless else make_user()
    token = user["access_token"]
    if "/admin/" in path:
        token = admin
    elif path.endswith("/introspect"):
        token = introspector
    elif path == "/users":
        token = manager
    elif path.startswith("/users/"):
        case.headers.setdefault("x-customer-id", user["user"]["id"])
    case.headers["Authorization"] = f"Bearer {token}"
    # Every other case is about something that exists.
    if next(numbers) % 2:
        return
    if "id" in (case.path_parameters or {}):
        is_token = path.startswith("/api/v1/admin/tokens/")
        case.path_parameters["id"] = make_service_token()["id"] if is_token else user["user"]["id"]
    if "sid" in (case.path_parameters or {}):
        case.path_parameters["sid"] = session_id(token)
    if isinstance(case.body, dict):
        if "refresh_token" in case.body:
            case.body["refresh_token"] = user["refresh_token"]
        if path.endswith("/introspect"):
            case.body["token"] = user["access_token"]
        if "current_password" in case.body:
            case.body["current_password"] = PASSWORD
