"""Clients that never read cost little memory, and are closed in the end.

Promised: 500 such clients, each of whom asks for hundreds of answers, take a bounded amount of memory, since one answer
a connection is made at a time; 30 s without progress close a connection; others are answered meanwhile.

Provoked: 200 pipelined requests a connection for the largest document that there is, with a receive buffer of a few KiB
and no read.
"""

import asyncio
import contextlib
import socket
import time

from support.bystanders import Bystanders
from support.case import Case
from support.client import render, reset
from support.promise import promise

ENGINES = ("sqlite",)
CLIENTS = 500
REQUESTS = 200
# Of the service, in MiB: less than one answer a client.
GROWTH = 96
WRITE_TIMEOUT = 30


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    bystanders = Bystanders(service)
    await bystanders.register()
    before = await bystanders.measure(2)
    idle, memory = service.descriptors(), service.memory()
    connections = [await asyncio.to_thread(open_mute, service.port) for _ in range(CLIENTS)]
    start, most = time.monotonic(), 0.0
    during = None
    try:
        # Until the kernel takes no more, they get as much as it takes.
        await asyncio.sleep(2)
        during = await bystanders.measure(5)
        while service.descriptors() > idle:
            most = max(most, service.memory() - memory)
            promise(time.monotonic() < start + WRITE_TIMEOUT + 15,
                    f"{service.descriptors() - idle} connections that nobody reads from are still open")
            await asyncio.sleep(0.2)
        closed = time.monotonic() - start
    finally:
        for connection in connections:
            with contextlib.suppress(OSError):
                reset(connection)
    promise(most < GROWTH, f"the service grew by {most:.0f} MiB")
    promise(closed > WRITE_TIMEOUT - 10, f"the connections were closed after {closed:.0f} s already")
    promise(await service.end() == 0, "the service did not end well")
    return (f"{CLIENTS} clients took {most:.0f} MiB and were closed after {closed:.0f} s; p99 of others "
            f"{before.p99 * 1000:.1f} ms before, {during.p99 * 1000:.1f} ms meanwhile")


def open_mute(port: int) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(5)
    connection.connect(("127.0.0.1", port))
    connection.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        connection.send(render("GET", "/openapi.json") * REQUESTS)
    return connection
