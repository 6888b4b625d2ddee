"""The service runs out of descriptors: it says so, keeps its connections, and recovers.

Promised: clients that are connected are answered as ever: their 99th percentile stays below twice its value and 10 ms.
A quarter of the descriptors is kept from clients, for the database and files.
The log says `accepting paused` once, and again only every ten seconds; nobody spins over the clients who can't be
accepted; as soon as connections go, those who wait are served, without a restart.

Provoked: `prlimit --nofile=96`, and more connections than that, which stay open.
"""

import asyncio
import time

from support.bystanders import Bystanders
from support.case import Case
from support.client import Client, read_answer, render
from support.person import Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
LIMIT = 96
RESERVED = LIMIT - LIMIT // 4
EXCESS = 150
BOUND = 0.010


async def run(case: Case) -> str:
    # As the service raises a soft limit by itself, it is the hard one.
    service = case.service(wrapper=["prlimit", f"--nofile={LIMIT}:{LIMIT}", "--"])
    await service.start()
    bystanders = Bystanders(service)
    await bystanders.register()
    before = await bystanders.measure(2)
    # Their connections are there before the others'.
    measuring = asyncio.create_task(bystanders.measure(seconds := case.amount(25, 8)))
    await asyncio.sleep(1)
    opened = [await asyncio.open_connection("127.0.0.1", service.port) for _ in range(EXCESS)]
    await asyncio.sleep(1)
    used = service.descriptors()
    promise(used >= RESERVED - 2, f"only {used} of {LIMIT} descriptors are in use")
    promise(used <= LIMIT - 8, f"{used} of {LIMIT} descriptors are in use, too few are left")
    start, spent = time.monotonic(), service.processor_time()
    waits = await measuring
    busy = (service.processor_time() - spent) / (time.monotonic() - start)
    promise(waits.p99 <= 2 * before.p99 + BOUND,
            f"p99 rose from {before.p99 * 1000:.1f} to {waits.p99 * 1000:.1f} ms")
    promise(busy < 0.9, f"the service takes {busy:.0%} of a processor while it can't accept")
    paused = check_log(service, seconds)
    late = time.monotonic()
    opened[-1][1].write(render("GET", "/health"))
    for _, writer in opened[:-1]:
        writer.close()
    answer = await asyncio.wait_for(read_answer(opened[-1][0]), 15)
    promise(answer.status == 200, f"a client that waited was answered {answer}")
    recovered = time.monotonic() - late
    opened[-1][1].close()
    await writes(service)
    promise(await service.end() == 0, "the service did not end well")
    return (f"{LIMIT} descriptors, {EXCESS + 16} clients: p99 of those connected {before.p99 * 1000:.1f} ms before, "
            f"{waits.p99 * 1000:.1f} ms meanwhile, {busy:.0%} of a processor; said {paused} times in {seconds} s; who "
            f"waited was served {recovered:.2f} s after others went")


def check_log(service: Service, seconds: float) -> int:
    entries = service.log()
    paused = [entry for entry in entries if entry["message"] == "accepting paused"]
    promise(bool(paused), "the log does not say that descriptors are used up")
    promise(len(paused) <= 1 + seconds // 10,
            f"the log says {len(paused)} times in {seconds} s that accepting is paused")
    others = [entry for entry in entries if entry["level"] in ("error", "critical", "text") and entry not in paused]
    promise(len(others) <= 20, f"the log has {len(others)} errors, such as {others[:3]}")
    return len(paused)


async def writes(service: Service) -> None:
    """A new client registers and logs in."""
    client, person = Client(service.port), Person(Journal(), "late")
    deadline = time.monotonic() + 10
    while not (await person.register(client) and await person.log_in(client)):
        promise(time.monotonic() < deadline, "nobody could register 10 s after there were descriptors")
        await asyncio.sleep(0.1)
    client.close()
