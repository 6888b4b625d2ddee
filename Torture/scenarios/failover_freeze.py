"""The primary of a MongoDB replica set freezes, and no acknowledged write is lost or doubled.

Promised: as for one that steps down, although the connections to the frozen one stay open, and are silent.

Provoked: SIGSTOP of the primary's process; SIGCONT once the others have elected another one, so that it wakes up and
still believes to be the primary.
"""

import signal

from support import failover
from support.case import Case

ENGINES = ("mongodb",)


async def run(case: Case) -> str:
    return await failover.run(
        case, fault=lambda _, member: member.send(signal.SIGSTOP), mend=lambda _, member: member.send(signal.SIGCONT))
