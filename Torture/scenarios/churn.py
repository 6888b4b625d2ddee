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
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite",)
COUNT = 20_000
# What the allocator may keep, in MiB.
GROWTH = 24


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    await asyncio.to_thread(churn, service.port, 1000)
    await settle(service, baseline := service.descriptors())
    idle, memory = service.descriptors(), service.memory()
    start = time.monotonic()
    await asyncio.to_thread(churn, service.port, COUNT)
    seconds = time.monotonic() - start
    await settle(service, min(idle, baseline))
    growth = service.memory() - memory
    promise(growth < GROWTH, f"the service grew by {growth:.1f} MiB")
    client = Client(service.port)
    promise((await client.send("GET", "/health")).status == 200, "/health is not 200")
    client.close()
    promise(await service.end() == 0, "the service did not end well")
    return f"{COUNT:,} connections in {seconds:.1f} s, {growth:+.1f} MiB, no descriptor kept"


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


async def settle(service: Service, descriptors: int) -> None:
    deadline = time.monotonic() + 15
    while service.descriptors() > descriptors:
        promise(time.monotonic() < deadline, f"{service.descriptors()} descriptors are open, {descriptors} were before")
        await asyncio.sleep(0.05)
