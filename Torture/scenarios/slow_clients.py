"""Slow clients take a thousand connections, and normal ones notice nothing.

Promised: the 99th percentile of normal requests stays below twice its value and 10 ms while slowhttptest does its
worst, in each of its four modes; every normal request is answered; afterwards all the slow connections are gone.

Provoked: Debian's slowhttptest with 1,000 connections: heads that never end (slowloris), bodies that never end, a head
with hundreds of ranges, and answers that are read a few bytes at a time, pipelined. Ranges are answered at once and
hold no connection: there it is requests that are counted, which come again and again. Beside it 16 clients make 320
requests a second together.
"""

import asyncio
import contextlib
import os
import time

from support import avatar
from support.bystanders import Bystanders
from support.case import Case
from support.client import Client
from support.metrics import Metrics
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite",)
CONNECTIONS = 1000
BOUND = 0.010
# The server gives half a request 10 s, and unread answers 30 s.
GONE_WITHIN = 45

JSON = ["-f", "application/json"]
# The path that each mode asks for, `{avatar}` being an upload, of which ranges are answered; and its options.
MODES = {
    "slow heads": ("/health", ["-H", "-i", "2"]),
    "slow bodies": ("/api/v1/auth/login", ["-B", "-i", "2", "-s", "8192", *JSON]),
    "ranges": ("{avatar}", ["-R", "-a", "10", "-b", "3000"]),
    "slow reads": ("/openapi.json", ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"]),
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
    picture = await upload(service, bystanders)
    for name, (path, options) in MODES.items():
        asked = await uploads_asked_for(service)
        most, during = await attack(case, service, bystanders, path.replace("{avatar}", picture), options, seconds)
        asked = await uploads_asked_for(service) - asked
        # Ranges are answered at once, and none of those connections stays.
        extent, unit = (asked, "requests") if name == "ranges" else (most, "connections")
        case.say(f"{name}: p99 {during.p99 * 1000:.1f} ms, {extent} {unit}")
        promise(extent >= CONNECTIONS / 2, f"{name}: slowhttptest had only {extent} {unit}")
        promise(during.p99 <= 2 * before.p99 + BOUND,
                f"{name}: p99 rose from {before.p99 * 1000:.1f} to {during.p99 * 1000:.1f} ms")
        figures.append(f"{name} {during.p99 * 1000:.1f} ms at up to {extent} {unit}")
    gone = await wait_until_gone(service, idle)
    promise(await service.end() == 0, "the service did not end well")
    return (f"p99 {before.p99 * 1000:.1f} ms before; {'; '.join(figures)}; all connections gone {gone:.0f} s later")


async def upload(service: Service, bystanders: Bystanders) -> str:
    """The path of an avatar."""
    client = Client(service.port)
    answer = await avatar.upload(client, bystanders.persons[0].sessions[-1].access)
    promise(answer.status == 200, f"an upload: {answer}")
    client.close()
    return answer.json["avatar_url"]


async def uploads_asked_for(service: Service) -> int:
    """How many requests for uploads have been answered so far."""
    client = Client(service.port)
    metrics = await Metrics.ask(client)
    client.close()
    return int(metrics.total("http_requests_total", 'route="/uploads/{name}"'))


async def attack(case: Case, service: Service, bystanders: Bystanders, path: str, options: list[str], seconds: int):
    """Measures while slowhttptest runs, again and again; answers how many connections it had at once at most, too."""
    attacker = asyncio.create_task(besiege(case, service, path, options, seconds))
    during = await bystanders.measure(seconds)
    return await attacker, during


async def besiege(case: Case, service: Service, path: str, options: list[str], seconds: int) -> int:
    until, most = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        with (case.folder / "slowhttptest.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                "slowhttptest", *options, "-c", str(CONNECTIONS), "-r", "500", "-l", str(seconds + 1), "-p", "2",
                "-u", f"http://127.0.0.1:{service.port}{path}",
                stdout=log, stderr=log, stdin=asyncio.subprocess.DEVNULL)
        try:
            while process.returncode is None and time.monotonic() < until:
                most = max(most, sockets(process.pid))
                await asyncio.sleep(0.2)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
    return most


def sockets(process: int) -> int:
    """How many descriptors a process has, beside those that every one has; none when it has ended."""
    with contextlib.suppress(OSError):
        return len(os.listdir(f"/proc/{process}/fd")) - 4
    return 0


async def wait_until_gone(service: Service, idle: int) -> float:
    start = time.monotonic()
    while service.descriptors() > idle:
        promise(time.monotonic() < start + GONE_WITHIN,
                f"{service.descriptors() - idle} slow connections are still open")
        await asyncio.sleep(0.2)
    return time.monotonic() - start
