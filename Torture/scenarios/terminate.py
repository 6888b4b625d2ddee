"""SIGTERM under full load loses no accepted request.

Promised: the service ends with status 0 within ten seconds of the signal. Every request that it did has its answer: of
those that had none, because their connection was closed before they were read, nothing is in the store. Clients that
had connected and sent a request before the signal, waiting to be accepted still, are answered, too.

Provoked: SIGTERM while 64 clients write on connections that stay open, and 500 others have just connected and sent one
request each.
"""

import asyncio
import signal
import socket
import time

from support import database
from support.case import Case
from support.client import render
from support.crowd import Crowd
from support.person import API, Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
CLIENTS = 64
BURST = 500
# After the signal, in seconds.
ENDS_WITHIN = 10


async def run(case: Case) -> str:
    rounds, seconds, answered, closed, writes = case.amount(10, 2), [], 0, 0, 0
    for number in range(rounds):
        service = case.service()
        await service.start()
        crowd = Crowd(service, CLIENTS, name=f"round{number}-")
        clients = asyncio.create_task(crowd.run(until=lambda: not service.is_running))
        done, _ = await asyncio.wait([clients], timeout=1)
        if done:
            await clients
        signalled, found = await asyncio.to_thread(burst, service, number)
        status = await service.wait(ENDS_WITHIN)
        seconds.append(time.monotonic() - signalled)
        await clients
        promise(seconds[-1] <= ENDS_WITHIN, f"the service ended {seconds[-1]:.1f} s after the signal")
        promise(status == 0, f"the service ended with {status}: {service.last_words()}")
        answered += check_burst(case, found)
        closed += check_lost(case, crowd)
        writes += crowd.journal.total
        case.say(f"ended in {seconds[-1]:.2f} s, {crowd.journal.total} writes acknowledged")
    service = case.service()
    await service.start()
    crowd.service = service
    await crowd.check()
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity()
    return (f"{rounds} times: ended in {max(seconds):.1f} s at most; {writes:,} writes acknowledged; {answered:,} "
            f"clients that waited to be accepted were answered; {closed:,} requests met a closed connection, none of "
            "them was done")


def burst(service: Service, number: int) -> tuple[float, list[tuple[Person, bytes]]]:
    """Connects many clients at once, each with a registration, sends SIGTERM, and reads what they get; tells when it
    was sent, too.

    The service is stopped meanwhile, so that they all wait to be accepted when the signal comes.
    """
    service.send(signal.SIGSTOP)
    waiting = []
    for _ in range(BURST):
        person = Person(Journal(), f"burst{number}-")
        connection = socket.create_connection(("127.0.0.1", service.port), timeout=20)
        connection.sendall(render("POST", API + "/auth/register", {
            "email": person.email, "username": person.email.partition("@")[0], "password": person.password}))
        waiting.append((person, connection))
    signalled = time.monotonic()
    service.send(signal.SIGTERM)
    service.send(signal.SIGCONT)
    return signalled, [(person, receive(connection)) for person, connection in waiting]


def receive(connection: socket.socket) -> bytes:
    """All that comes until the end; nothing when the connection is reset."""
    received = b""
    try:
        while data := connection.recv(65536):
            received += data
    except ConnectionResetError:
        pass
    connection.close()
    return received


def check_burst(case: Case, found: list[tuple[Person, bytes]]) -> int:
    """Those who had sent their request before the signal have all been answered, and what they were told is true."""
    statuses = [received.split(b" ", 2)[1].decode() if received else "nothing" for _, received in found]
    # So many at once may be more passwords than can wait to be hashed, which is 503.
    promise(set(statuses) <= {"201", "503"}, f"{len(found)} clients that waited to be accepted were answered "
            + ", ".join(f"{each} {statuses.count(each)} times" for each in sorted(set(statuses))))
    stored = {document["email"] for document in case.documents()["users"]}
    for (person, _), status in zip(found, statuses):
        promise((person.email in stored) == (status == "201"), f"{person.email} was answered {status}, which is not so")
    return len(found)


def check_lost(case: Case, crowd: Crowd) -> int:
    """What the clients' connections were closed over, or refused, was not done: a request that is done is answered."""
    documents = case.documents()
    stored = {document["email"]: document for document in documents["users"]}
    for person in crowd.everybody():
        account = stored.get(person.email)
        if not person.is_registered:
            promise(account is None, f"{person.email} was registered, and not answered")
            continue
        promise(account["version"] == person.version + person.edits, f"{person.email} was edited, and not answered")
        # The check below allows for what was left open, and here nothing may be.
        person.open_logins = 0
    database.check(documents, crowd.everybody())
    return crowd.journal.lost
