"""The primary of a MongoDB replica set steps down, and no acknowledged write is lost or doubled.

Promised: while 32 clients register, log in, refresh and edit, no answer is 500; what can't be answered is 503 with
Retry-After; all clients write again within 2 s of a new primary; every acknowledged write is there once.

Provoked: `replSetStepDown` on the primary of a set of three, over TLS and with SCRAM. The 2 s are counted from when
another member has taken a write that a majority has to have, which is tried as soon as its `hello` says that it is the
primary, and 50 times a second. In the end each account is looked at through the API and in the database.
"""

from support import failover
from support.case import Case

ENGINES = ("mongodb",)


async def run(case: Case) -> str:
    return await failover.run(
        case, fault=lambda replica_set, _: replica_set.step_down(), mend=lambda *_: None)
