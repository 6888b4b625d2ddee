"""Normal clients beside an attack, and how long they wait."""

import asyncio
import statistics
import time

from .client import Client, Lost
from .person import API, Journal, Person
from .promise import promise
from .service import Service

CLIENTS = 16
# Requests a second of each client.
RATE = 20


class Bystanders:
    """16 clients with connections of their own, who ask for their profile 320 times a second together."""

    def __init__(self, service: Service):
        self.service = service
        self.persons: list[Person] = []

    async def register(self) -> None:
        client = Client(self.service.port)
        for _ in range(CLIENTS):
            person = Person(Journal(), "bystander")
            promise(await person.register(client) and await person.log_in(client), "a bystander could not log in")
            self.persons.append(person)
        client.close()

    async def measure(self, seconds: float) -> "Waits":
        """Asks for so long; all answers must be 200."""
        waits: list[float] = []
        until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(self.persons):
                group.create_task(self._ask(person, number / CLIENTS / RATE, until, waits))
        return Waits(sorted(waits))

    async def _ask(self, person: Person, offset: float, until: float, waits: list[float]) -> None:
        client = Client(self.service.port, limit=10)
        due = time.monotonic() + offset
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            # From when it was due: an answer that comes late delays no measurement away.
            start = due
            try:
                answer = await client.send("GET", API + "/users/me", token=person.sessions[-1].access)
            except Lost as error:
                promise(False, f"a bystander lost its connection: {error}")
            promise(answer.status == 200, f"a bystander was answered {answer}")
            waits.append(time.monotonic() - start)
            due += 1 / RATE
        client.close()


class Waits:
    """How long answers took, in seconds."""

    def __init__(self, waits: list[float]):
        self.waits = waits

    def percentile(self, percent: float) -> float:
        return statistics.quantiles(self.waits, n=1000, method="inclusive")[round(percent * 10) - 1]

    @property
    def p99(self) -> float:
        return self.percentile(99)
