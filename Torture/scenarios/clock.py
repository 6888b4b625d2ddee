"""The clock steps forward an hour, and back, and nothing but what is dated by it changes.

Promised: no crash, and no loop that spins or hangs. After a step forward access tokens of 15 minutes have expired
(401), sessions have not, and a refresh gives tokens that are good. After a step back tokens from before are good, those
from the hour ahead are not yet, a login gives good ones, and a refresh token that was used in the hour ahead is told as
stolen: its session ends, and its holder gets a mail. Nobody is locked out for the hour by limits that were counted in
it: logins, registrations and mails go on, the mails of those who register after a step back among them.
Time-outs run on: half a request is 408 after its ten seconds, however the clock steps meanwhile.

Provoked: Debian's libfaketime moves the program's clock, and no other's, while it runs; CLOCK_MONOTONIC goes on, as it
does when an operator or NTP sets a clock, and so do timers.
"""

import asyncio
import base64
import json
import subprocess
import time
from collections import Counter
from pathlib import Path

from support import mails
from support.case import Case
from support.client import Client, read_answer
from support.person import API, Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
LIBRARY = "faketime/libfaketimeMT.so.1"
TIMERS = Path(__file__).resolve().parents[1] / "support/timers.c"
HEAD_TIMEOUT = 10


class Clock:
    """The program's clock: a file that the library reads at every look at it."""

    def __init__(self, file: Path):
        self.file = file
        self.timers = file.with_name("timers.so")
        subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-o", self.timers, TIMERS], check=True)
        self.set("+0")

    def set(self, offset: str) -> None:
        draft = self.file.with_suffix(".new")
        draft.write_text(offset + "\n")
        draft.rename(self.file)

    @property
    def settings(self) -> dict[str, str]:
        library, = Path("/usr/lib").glob(f"*/{LIBRARY}")
        return {"LD_PRELOAD": f"{self.timers} {library}", "FAKETIME_TIMESTAMP_FILE": str(self.file),
                "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


async def run(case: Case) -> str:
    clock = Clock(case.folder / "clock")
    # By another program, in which the library sets a variable of its own: that moves the environment, and by its place
    # Swift finds the arguments.
    service = case.service({**clock.settings, "ACCESS_TOKEN_TTL": "15m", "RATE_LIMITS": "on"}, wrapper=["env"])
    case.ends.callback(forget_library, service)
    await service.start()
    slow = asyncio.create_task(half_a_request(service))
    traveller = await newcomer(service, "before")
    before, used = traveller.sessions[-1].access, traveller.sessions[-1].refresh
    await step(case, service, clock, "+3600", 3600)
    await look(service, before, 401)
    promise(await deed(service, traveller.refresh), "no refresh an hour later")
    ahead = traveller.sessions[-1].access
    await look(service, ahead, 200)
    latecomer = await newcomer(service, "later")
    # An outbox entry is dated: one that is left over when the clock steps back leaves an hour later.
    await mails.arrive(service, mails.owed([traveller, latecomer]), within=10)
    busy = [await is_calm(service)]
    await exhaust_registrations(service)
    await fail_logins(service, latecomer.email)
    await step(case, service, clock, "+0", 0)
    await look(service, before, 200)
    await look(service, ahead, 401)
    promise(await deed(service, traveller.log_in), "no login after the clock stepped back")
    await look(service, traveller.sessions[-1].access, 200)
    await is_theft(service, traveller, before, used)
    await look(service, traveller.sessions[-1].access, 200)
    again = await newcomer(service, "again")
    promise(await deed(service, latecomer.log_in), "who failed in the hour ahead is locked out still")
    stolen = Counter([mails.Mail(traveller.email, "session_reuse")])
    await mails.arrive(service, stolen + mails.owed([again]), within=10)
    await step(case, service, clock, "-3600", -3600)
    past = await newcomer(service, "past")
    await mails.arrive(service, mails.owed([past]), within=10)
    busy.append(await is_calm(service))
    await step(case, service, clock, "+0", 0)
    await look(service, traveller.sessions[-1].access, 200)
    waited = await slow
    busy.append(await is_calm(service))
    promise(service.is_running, "the service ended")
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity()
    mails.check(mails.arrived(service).values(), [traveller, latecomer, again, past])
    return (f"4 steps of an hour; half a request was 408 after {waited:.1f} s; mails went on after each; "
            f"{max(busy):.1%} of a processor at rest")


def forget_library(service: Service) -> None:
    """Removes what the library of a process that was killed leaves."""
    for kind in ("sem.faketime_sem", "faketime_shm"):
        Path(f"/dev/shm/{kind}_{service.pid}").unlink(missing_ok=True)


async def deed(service: Service, action) -> bool:
    client = Client(service.port)
    try:
        return await action(client)
    finally:
        client.close()


async def newcomer(service: Service, name: str) -> Person:
    person = Person(Journal(), name)
    promise(await deed(service, person.register), f"{name} could not register")
    promise(await deed(service, person.log_in), f"{name} could not log in")
    return person


async def step(case: Case, service: Service, clock: Clock, offset: str, seconds: int) -> None:
    """Moves the clock and waits until the answers' `Date` says so: every loop has seen it then."""
    clock.set(offset)
    client = Client(service.port)
    deadline = time.monotonic() + 5
    while True:
        answer = await client.send("GET", "/health")
        date = time.mktime(time.strptime(answer.fields["date"], "%a, %d %b %Y %H:%M:%S GMT")) - time.timezone
        if abs(date - time.time() - seconds) < 5:
            break
        promise(time.monotonic() < deadline, f"the answers' Date is {answer.fields['date']} after the step {offset}")
        await asyncio.sleep(0.05)
    client.close()
    case.say(f"the clock is at {offset} s")


async def look(service: Service, token: str, status: int) -> None:
    client = Client(service.port)
    answer = await client.send("GET", API + "/users/me", token=token)
    promise(answer.status == status, f"a token was judged {answer} rather than {status}")
    client.close()


async def exhaust_registrations(service: Service) -> None:
    """Registers until the limit of an address is reached."""
    client, journal = Client(service.port), Journal()
    for number in range(60):
        person = Person(journal, "many")
        answer = await client.send("POST", API + "/auth/register", {
            "email": person.email, "username": f"many{number}", "password": person.password})
        if answer.status == 429:
            client.close()
            return
    promise(False, "60 registrations at once were not limited")


async def fail_logins(service: Service, email: str) -> None:
    """Tries wrong passwords until the account is blocked for a while."""
    client = Client(service.port)
    for _ in range(60):
        answer = await client.send("POST", API + "/auth/login", {"email": email, "password": "a wrong password"})
        if answer.status == 429:
            client.close()
            return
    promise(False, "60 wrong passwords at once were not limited")


async def is_theft(service: Service, holder: Person, access: str, used: str) -> None:
    """A refresh token that was used before the step back ends its session, that of `access`, and no other."""
    client = Client(service.port)
    stolen, own = session_of(access), session_of(holder.sessions[-1].access)
    found = await sessions(client, holder)
    promise(found == {stolen, own}, f"{found} are the sessions before the theft, rather than {stolen} and {own}")
    answer = await client.send("POST", API + "/auth/refresh", {"refresh_token": used})
    promise(answer.status == 401, f"a refresh token that was used an hour ago by the clock then: {answer}")
    found = await sessions(client, holder)
    promise(found == {own}, f"{found} are the sessions after the theft, rather than {own} alone")
    client.close()


async def sessions(client: Client, person: Person) -> set[str]:
    """The ids of a person's sessions."""
    answer = await client.send("GET", API + "/users/me/sessions", token=person.sessions[-1].access)
    promise(answer.status == 200, f"the sessions of {person.email}: {answer}")
    return {each["id"] for each in answer.json}


def session_of(token: str) -> str:
    """The session that an access token names."""
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sid"]


async def half_a_request(service: Service) -> float:
    """Sends half a head, and waits for the 408."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: ")
    answer = await asyncio.wait_for(read_answer(reader), HEAD_TIMEOUT + 5)
    writer.close()
    waited = time.monotonic() - start
    promise(answer.status == 408 and HEAD_TIMEOUT - 1 < waited < HEAD_TIMEOUT + 2,
            f"half a request was answered {answer} after {waited:.1f} s")
    return waited


async def is_calm(service: Service) -> float:
    """What the idle service takes of a processor."""
    start, before = time.monotonic(), service.processor_time()
    await asyncio.sleep(2)
    busy = (service.processor_time() - before) / (time.monotonic() - start)
    promise(busy < 0.2, f"the idle service takes {busy:.0%} of a processor")
    return busy
