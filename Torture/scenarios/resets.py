"""Connections are reset in the middle of bodies, and nothing of the requests is done or kept.

Promised: half a request does nothing, its handler ends, no descriptor stays open, and normal clients are answered
meanwhile.

Provoked: RST (SO_LINGER of 0) at a random byte of registrations, of uploads and of chunked bodies, while others
register.
"""

import asyncio
import random
import socket
import time
from pathlib import Path

from support import database
from support.case import Case
from support.client import multipart, render, reset
from support.crowd import Crowd
from support.person import API, Journal, Person
from support.promise import promise

ENGINES = ("sqlite", "mongodb")
IMAGE = Path(__file__).resolve().parents[2] / "Tests/ImagesTests/Resources/png/rgba.png"


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    crowd = Crowd(service, 4)
    state = {"over": False}
    clients = asyncio.create_task(crowd.run(until=lambda: state["over"]))
    while not any(person.sessions for person in crowd.everybody()):
        await asyncio.sleep(0.05)
        if clients.done():
            await clients
    token = next(person.sessions[-1].access for person in crowd.everybody() if person.sessions)
    count, names = case.amount(3000, 600), []
    for number in range(count):
        request, name = half(number, token)
        names += [name] if name else []
        await asyncio.to_thread(send_and_reset, service.port, request)
    state["over"] = True
    await clients
    deadline = time.monotonic() + 20
    # Those of the embedded database, or of the driver, are few.
    while service.descriptors() > 200:
        promise(time.monotonic() < deadline, f"{service.descriptors()} descriptors are open")
        await asyncio.sleep(0.1)
    stored = {document["email"] for document in (await asyncio.to_thread(case.documents, is_live=True))["users"]}
    promise(not stored.intersection(names), f"half a registration made {stored.intersection(names)}")
    await crowd.check()
    promise(crowd.journal.lost == 0 and crowd.journal.unavailable == 0, f"normal clients met with {crowd.journal}")
    await asyncio.sleep(1.5)
    database.check(await asyncio.to_thread(case.documents, is_live=True), crowd.everybody())
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity()
    return f"{count:,} bodies reset; {crowd.journal.total:,} writes of others acknowledged meanwhile, no trace of the halves"


def half(number: int, token: str) -> tuple[bytes, str | None]:
    """A part of a request that lacks its end, and the address that it would have registered."""
    person = Person(Journal(), "half")
    body = {"email": person.email, "username": f"half{number}", "password": person.password}
    match number % 3:
        case 0:
            request = render("POST", API + "/auth/register", body)
        case 1:
            content, fields = multipart("file", IMAGE.read_bytes())
            request = render("POST", "/users/me/avatar", content, token, fields)
            return request[:random.randrange(len(request) // 4, len(request))], None
        case _:
            whole = render("POST", API + "/auth/register", body)
            head, _, content = whole.partition(b"\r\n\r\n")
            lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
            chunk = f"{len(content):x}\r\n".encode() + content + b"\r\n0\r\n\r\n"
            request = b"\r\n".join(lines + [b"Transfer-Encoding: chunked"]) + b"\r\n\r\n" + chunk
    return request[:random.randrange(1, len(request) - 2)], person.email


def send_and_reset(port: int, request: bytes) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(request)
    # A reset overtakes what was not read yet; half of the time the service reads it first.
    if random.random() < 0.5:
        time.sleep(0.001)
    reset(connection)
