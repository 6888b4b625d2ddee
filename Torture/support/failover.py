"""What the scenarios of failover have in common: a set of three, 32 clients, and a primary that is lost."""

import asyncio
import time
from collections.abc import Callable

from . import database
from .case import Case
from .crowd import KEEPING_SESSIONS, Crowd
from .mongo import Member, PrimaryWatch, ReplicaSet
from .promise import promise

CLIENTS = 32
# After a new primary is there, in seconds.
BACK_WITHIN = 2.0
DATABASE = "failover"


async def run(case: Case, fault: Callable[[ReplicaSet, Member], None],
              mend: Callable[[ReplicaSet, Member], None]) -> str:
    """Loses the primary again and again while clients write, and looks whether all that was acknowledged is there.

    The set speaks TLS and asks for passwords, as one in production does.
    """
    replica_set = await asyncio.to_thread(case.replica_set, 3, True)
    service = case.service({"DATABASE_URL": replica_set.uri_of(DATABASE)})
    await service.start()
    crowd = Crowd(service, CLIENTS, weights=KEEPING_SESSIONS)
    state = {"over": False}
    clients = asyncio.create_task(crowd.run(until=lambda: state["over"]))
    gaps = []
    try:
        for number in range(case.amount(5, 1)):
            await pause(clients, 2)
            gaps.append(await lose_primary(case, replica_set, crowd, clients, fault, mend))
            await asyncio.to_thread(replica_set.wait_until_whole)
        await pause(clients, 1)
    finally:
        state["over"] = True
        await clients
    promise(service.is_running, "the service ended")
    case.say(f"checking {len(crowd.everybody())} accounts")
    await crowd.check()
    # The audit follows within a second.
    await asyncio.sleep(1.5)
    database.check(await asyncio.to_thread(database.of_mongodb, replica_set.uri, DATABASE), crowd.everybody())
    promise(await service.end() == 0, "the service did not end well")
    journal = crowd.journal
    return (f"{len(gaps)} primaries lost; back {max(each[0] for each in gaps):.2f} s after the next one, all clients "
            f"{max(each[1] for each in gaps):.2f} s; {journal.total:,} writes acknowledged, none lost or doubled; "
            f"{journal.unavailable} answers 503, none 500; longest answer {journal.longest:.1f} s")


async def lose_primary(case: Case, replica_set: ReplicaSet, crowd: Crowd, clients: asyncio.Task,
                       fault: Callable, mend: Callable) -> tuple[float, float]:
    """One failover: how long after the next primary the first client, and the last one, had a write acknowledged."""
    former = await asyncio.to_thread(replica_set.primary)
    watch = PrimaryWatch(replica_set, former)
    lost = time.monotonic()
    await asyncio.to_thread(fault, replica_set, former)
    try:
        deadline = time.monotonic() + 30
        while watch.found is None:
            promise(time.monotonic() < deadline, "no new primary within 30 s: that is no fault of the service")
            await pause(clients, 0.02)
        await pause(clients, BACK_WITHIN + 1.5)
        firsts = {}
        for at, name in crowd.journal.times:
            if at >= watch.found:
                firsts.setdefault(name, at - watch.found)
    finally:
        await asyncio.to_thread(watch.end)
        await asyncio.to_thread(mend, replica_set, former)
    promise(bool(firsts), "no write was acknowledged after a new primary was there")
    first, last = min(firsts.values()), max(firsts.values())
    case.say(f"a new primary after {watch.elected - lost:.2f} s, with a majority after {watch.found - lost:.2f} s; "
             f"{first:.2f} s later the first write, {last:.2f} s later {len(firsts)} of {CLIENTS} clients; "
             f"{crowd.journal.unavailable} answers 503 so far")
    promise(len(firsts) == CLIENTS and last <= BACK_WITHIN,
            f"only {sum(each <= BACK_WITHIN for each in firsts.values())} of {CLIENTS} clients could write "
            f"{BACK_WITHIN} s after a new primary was there")
    return first, last


async def pause(clients: asyncio.Task, seconds: float) -> None:
    """Lets the clients go on; one that met a broken promise ends the pause."""
    done, _ = await asyncio.wait([clients], timeout=seconds)
    if done:
        await clients
