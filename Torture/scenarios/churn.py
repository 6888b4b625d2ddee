"""20,000 connections are opened and dropped, one after the other, and leave nothing behind.

Promised: every one is accepted, no descriptor and no memory is kept, and the next request is answered as ever.

Provoked: a third is closed without a byte, a third after half a head, a third by RST after a request whose answer
nobody reads.
"""

import asyncio
import socket
import time

from support.case import Case
from support.client import Client, render, reset
from support.metrics import Metrics
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite",)
# Before the memory is looked at: the first ones have the allocator take what it goes on with.
FIRST = 1000
COUNT = 20_000
# What the allocator may keep, in MiB.
GROWTH = 24


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    client = Client(service.port)
    accepted, idle = await connections_accepted(client), service.descriptors()
    await asyncio.to_thread(churn, service.port, FIRST)
    await settle(service, client, idle, accepted + FIRST)
    memory = service.memory()
    start = time.monotonic()
    await asyncio.to_thread(churn, service.port, COUNT)
    seconds = time.monotonic() - start
    await settle(service, client, idle, accepted + FIRST + COUNT)
    growth = service.memory() - memory
    promise(growth < GROWTH, f"the service grew by {growth:.1f} MiB")
    promise((await client.send("GET", "/health")).status == 200, "/health is not 200")
    client.close()
    promise(await service.end() == 0, "the service did not end well")
    return f"{COUNT:,} connections in {seconds:.1f} s, all accepted, {growth:+.1f} MiB, no descriptor kept"


def churn(port: int, count: int) -> None:
    for number in range(count):
        connection = socket.socket()
        # Clients of many addresses: one has too few ports for all of these at once.
        connection.bind((f"127.0.0.{2 + number % 200}", 0))
        connection.settimeout(10)
        connection.connect(("127.0.0.1", port))
        if number % 3 == 0:
            connection.close()
        elif number % 3 == 1:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost")
            connection.close()
        else:
            connection.sendall(render("GET", "/openapi.json"))
            reset(connection)


async def settle(service: Service, client: Client, descriptors: int, accepted: int) -> None:
    """Waits until so many connections have been accepted in all, and no more descriptors are open than that."""
    deadline = time.monotonic() + 15
    while service.descriptors() > descriptors or await connections_accepted(client) < accepted:
        promise(time.monotonic() < deadline,
                f"{service.descriptors()} descriptors are open, {descriptors} were before; "
                f"{await connections_accepted(client)} connections were accepted, of {accepted}")
        await asyncio.sleep(0.05)


async def connections_accepted(client: Client) -> int:
    """All that the service has accepted so far, the client's own connection among them."""
    return int((await Metrics.ask(client))["http_connections_accepted_total"])
