"""Slow clients take a thousand connections, and normal ones notice nothing.

Promised: the 99th percentile of normal requests rises by no more than 10 ms while slowhttptest does its worst, in each
of its four modes; every normal request is answered; afterwards all the slow connections are gone.

Provoked: Debian's slowhttptest with 1,000 connections: heads that never end (slowloris), bodies that never end, a head
with hundreds of ranges, and answers that are read a few bytes at a time, pipelined. Beside it 16 clients make 320
requests a second together.
"""

import asyncio
import contextlib
import os
import time

from support.bystanders import Bystanders
from support.case import Case
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite",)
CONNECTIONS = 1000
BOUND = 0.010
# The server gives half a request 10 s, and unread answers 30 s.
GONE_WITHIN = 45

MODES = {
    "slow heads": ["-H", "-i", "2"],
    "slow bodies": ["-B", "-i", "2", "-s", "8192"],
    "ranges": ["-R", "-a", "10", "-b", "3000"],
    "slow reads": ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"],
}


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    bystanders = Bystanders(service)
    await bystanders.register()
    await bystanders.measure(1)
    seconds = case.amount(30, 6)
    before = await bystanders.measure(case.amount(15, 4))
    case.say(f"p99 {before.p99 * 1000:.1f} ms before")
    idle = service.descriptors()
    figures = []
    for name, options in MODES.items():
        most, during = await attack(case, service, bystanders, options, seconds)
        case.say(f"{name}: p99 {during.p99 * 1000:.1f} ms, {most} connections")
        promise(during.p99 <= before.p99 + BOUND,
                f"{name}: p99 rose from {before.p99 * 1000:.1f} to {during.p99 * 1000:.1f} ms")
        figures.append(f"{name} {during.p99 * 1000:.1f} ms at up to {most} connections")
    gone = await wait_until_gone(service, idle)
    promise(await service.end() == 0, "the service did not end well")
    return (f"p99 {before.p99 * 1000:.1f} ms before; {'; '.join(figures)}; all connections gone {gone:.0f} s later")


async def attack(case: Case, service: Service, bystanders: Bystanders, options: list[str], seconds: int):
    """Runs slowhttptest, measures beside it, and answers how many connections it had at once at most, too."""
    path = "/openapi.json" if "-X" in options else "/api/v1/auth/login" if "-B" in options else "/health"
    with (case.folder / "slowhttptest.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            "slowhttptest", *options, "-c", str(CONNECTIONS), "-r", "500", "-l", str(seconds + 1), "-p", "2",
            "-u", f"http://127.0.0.1:{service.port}{path}", stdout=log, stderr=log, stdin=asyncio.subprocess.DEVNULL)
    try:
        watch = asyncio.create_task(most_sockets(process.pid, seconds))
        during = await bystanders.measure(seconds)
        most = await watch
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
    promise(most >= CONNECTIONS / 10, f"slowhttptest had only {most} connections: {options}")
    return most, during


async def most_sockets(attacker: int, seconds: float) -> int:
    until, most = time.monotonic() + seconds - 0.5, 0
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            most = max(most, len(os.listdir(f"/proc/{attacker}/fd")) - 4)
        await asyncio.sleep(0.2)
    return most


async def wait_until_gone(service: Service, idle: int) -> float:
    start = time.monotonic()
    while service.descriptors() > idle:
        promise(time.monotonic() < start + GONE_WITHIN, f"{service.descriptors() - idle} slow connections are still open")
        await asyncio.sleep(0.2)
    return time.monotonic() - start
