"""Connections are reset in the middle of bodies, and nothing of the requests is done or kept.

Promised: half a request does nothing, its handler ends, no descriptor stays open, and normal clients are answered
meanwhile. Descriptors and running handlers are counted before the first reset, and are as many after the last.

Provoked: RST (SO_LINGER of 0) at a random byte of registrations, of uploads and of chunked bodies, while others
register.
"""

import asyncio
import random
import socket
import time

from support import avatar, database
from support.case import Case
from support.client import Client, multipart, render, reset
from support.crowd import Crowd
from support.metrics import Metrics
from support.person import API, Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
CLIENTS = 4


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    uploader = await prepare(service)
    before = await rest(service)
    crowd = Crowd(service, CLIENTS)
    state = {"over": False}
    clients = asyncio.create_task(crowd.run(until=lambda: state["over"]))
    count, names = case.amount(3000, 600), []
    for number in range(count):
        request, name = half(number, uploader.sessions[-1].access)
        names += [name] if name else []
        await asyncio.to_thread(send_and_reset, service.port, request)
    state["over"] = True
    await clients
    await rest(service, before)
    promise(await avatar_of(service, uploader) is None, "half an upload made an avatar")
    stored = {document["email"] for document in (await asyncio.to_thread(case.documents, is_live=True))["users"]}
    promise(not stored.intersection(names), f"half a registration made {stored.intersection(names)}")
    await crowd.check()
    promise(crowd.journal.lost == 0 and crowd.journal.unavailable == 0, f"normal clients met with {crowd.journal}")
    await asyncio.sleep(1.5)
    database.check(await asyncio.to_thread(case.documents, is_live=True), [uploader, *crowd.everybody()])
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity()
    return (f"{count:,} bodies reset; {crowd.journal.total:,} writes of others acknowledged meanwhile, no trace of the "
            "halves, no descriptor kept")


async def prepare(service: Service) -> Person:
    """Has the service open what it keeps, such as connections to its store, and registers who uploads."""
    uploader, client = Person(Journal(), "uploader"), Client(service.port)
    promise(await uploader.register(client) and await uploader.log_in(client), "the uploader could not log in")
    client.close()
    until = time.monotonic() + 2
    await Crowd(service, 4 * CLIENTS, name="early").run(until=lambda: time.monotonic() > until)
    return uploader


async def rest(service: Service, descriptors: int | None = None) -> int:
    """Waits until no connection but that which asks is open, no handler but its own runs, and as few descriptors are
    open as are given; answers how many.
    """
    client, deadline = Client(service.port), time.monotonic() + 20
    while True:
        metrics = await Metrics.ask(client)
        connections, running = metrics["http_connections_open"], metrics["http_requests_in_flight"]
        count = service.descriptors()
        if connections == running == 1 and count <= (count if descriptors is None else descriptors):
            client.close()
            return count
        promise(time.monotonic() < deadline, f"{connections:.0f} connections are open, {running:.0f} handlers run and "
                f"{count} descriptors are in use, {descriptors} before the resets")
        await asyncio.sleep(0.1)


async def avatar_of(service: Service, person: Person) -> str | None:
    client = Client(service.port)
    answer = await client.send("GET", API + "/users/me", token=person.sessions[-1].access)
    promise(answer.status == 200, f"the profile of {person.email}: {answer}")
    client.close()
    return answer.json.get("avatar_url")


def half(number: int, token: str) -> tuple[bytes, str | None]:
    """A part of a request that lacks its end, and the address that it would have registered."""
    person = Person(Journal(), "half")
    body = {"email": person.email, "username": f"half{number}", "password": person.password}
    match number % 3:
        case 0:
            request = render("POST", API + "/auth/register", body)
        case 1:
            content, fields = multipart("file", avatar.IMAGE)
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
