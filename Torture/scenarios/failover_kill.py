"""The primary of a MongoDB replica set is killed, and no acknowledged write is lost or doubled.

Promised: as for one that steps down.

Provoked: `kill -9` of the primary's process; it is started again once the others have elected another one.
"""

import signal

from support import failover
from support.case import Case
from support.mongo import Member, ReplicaSet

ENGINES = ("mongodb",)


def kill(_: ReplicaSet, member: Member) -> None:
    member.send(signal.SIGKILL)


def restart(replica_set: ReplicaSet, member: Member) -> None:
    member.wait_for_end()
    replica_set.restart(member)


async def run(case: Case) -> str:
    return await failover.run(case, fault=kill, mend=restart)
