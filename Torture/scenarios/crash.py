"""The service is killed while it writes, 200 times, and keeps every acknowledged write.

Promised: after each start, every acknowledged registration, session, change of a password, edit and mail is there, and
nothing is half done or done twice: what was not acknowledged has happened or has not. SQLite's files pass its own check
as they were left, and `users store check` finds nothing in the end.

Provoked: `kill -9` at a random moment of mixed writes by 16 clients. After each start all accounts that were touched
since the one before are looked at, and some of the others; in the end all of them, through the API and in the database.
Mails are files of a folder, which is looked at as well: each is whole, and each that was acknowledged is there or still
in its account's outbox.
"""

import asyncio
import random
import subprocess
import time
from collections import Counter

from support import database, mails
from support.case import Case
from support.crowd import Crowd
from support.person import Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
CLIENTS = 16
# How long an outbox gives a mail to who claimed it, and died.
CLAIM = 150


async def run(case: Case) -> str:
    service = case.service()
    service.folder.mkdir(exist_ok=True)
    crowds: list[Crowd] = []
    kills = case.amount(200, 8)
    starts = []
    for number in range(kills):
        starts.append(await timed_start(service))
        await look_back(crowds)
        # Others each time, so that what has to be looked at stays little.
        crowd = Crowd(service, CLIENTS, name=f"life{number}-")
        crowds.append(crowd)
        await kill_amid_writes(service, crowd)
        case.check_integrity()
        if number % 20 == 19 or number == kills - 1:
            total = sum(each.journal.total for each in crowds)
            case.say(f"{number + 1} of {kills} kills, {total:,} writes acknowledged")
    starts.append(await timed_start(service))
    everybody = [person for crowd in crowds for person in crowd.everybody()]
    case.say(f"checking all {len(everybody)} accounts")
    for crowd in crowds:
        crowd.service = service
        await crowd.check()
    await asyncio.sleep(1.5)
    documents = await asyncio.to_thread(case.documents, is_live=True)
    database.check(documents, everybody)
    count = await check_mails(case, service, everybody)
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity()
    check_store(service)
    acknowledged = sum((Counter(each.journal.acknowledged) for each in crowds), Counter())
    counts = ", ".join(f"{count:,} {name}s" for name, count in sorted(acknowledged.items()))
    return (f"{kills} kills; acknowledged and kept: {counts}; {count:,} mails; "
            f"started in {sum(starts) / len(starts):.2f} s on average, {max(starts):.2f} s at most")


async def timed_start(service: Service) -> float:
    start = time.monotonic()
    await service.start()
    return time.monotonic() - start


async def look_back(crowds: list[Crowd]) -> None:
    """Checks the accounts of the life before, and some of the lives before that."""
    for crowd in crowds[-1:] + random.sample(crowds[:-1], min(2, len(crowds[:-1]))):
        await crowd.check(random.sample(crowd.everybody(), min(5, len(crowd.everybody())))
                          if crowd is not crowds[-1] else None)


async def kill_amid_writes(service: Service, crowd: Crowd) -> None:
    moment = time.monotonic() + random.uniform(0.02, 0.5)
    state = {"killed": False}
    clients = asyncio.create_task(crowd.run(until=lambda: state["killed"]))
    while time.monotonic() < moment and not clients.done():
        await asyncio.sleep(0.002)
    service.kill()
    state["killed"] = True
    await clients


async def check_mails(case: Case, service: Service, persons: list[Person]) -> int:
    """Every mail is in the folder, or waits in its account's outbox; a full run waits until none does.

    Answers how many are in the folder.
    """
    deadline = time.monotonic() + CLAIM + 60
    while True:
        # Before the folder: what leaves the outbox meanwhile is found there.
        waiting = mails.waiting(await asyncio.to_thread(case.documents, is_live=True))
        if case.quick or not waiting:
            break
        promise(time.monotonic() < deadline, f"{len(waiting)} mails wait still, {CLAIM} s after the last kill")
        await asyncio.sleep(2)
    arrived = mails.arrived(service)
    mails.check({**waiting, **arrived}.values(), persons)
    return len(arrived)


def check_store(service: Service) -> None:
    done = subprocess.run([str(service.program), "store", "check"], env=service.settings, cwd=service.folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    promise(done.returncode == 0, f"users store check: {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
