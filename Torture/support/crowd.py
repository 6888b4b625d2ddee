"""Clients who write without a pause, whatever happens to the service."""

import asyncio
import random
from collections.abc import Callable

from .client import Client
from .person import Journal, Person
from .service import Service

# How often each deed is done, beside the others.
MIXED = {"register": 2, "log_in": 3, "refresh": 4, "edit": 4, "change_password": 1, "forget": 1}
# Without those that end sessions, so that all sessions can be counted in the end.
KEEPING_SESSIONS = {"register": 2, "log_in": 3, "refresh": 4, "edit": 4}
# A further login ends an account's oldest session after 50.
MAXIMUM_LOGINS = 30


class Crowd:
    """As many clients as asked for, each with accounts of its own and a connection of its own."""

    def __init__(self, service: Service, size: int, name: str = "client", weights: dict[str, int] | None = None):
        self.service = service
        self.name = name
        self.journal = Journal()
        self.size = size
        self.weights = weights or MIXED
        self.persons: list[list[Person]] = [[] for _ in range(size)]
        self.is_over = False

    def everybody(self) -> list[Person]:
        return [person for persons in self.persons for person in persons]

    async def run(self, until: Callable[[], bool]) -> None:
        """Has all clients write until they are told that it is over."""
        async with asyncio.TaskGroup() as group:
            for place in range(self.size):
                group.create_task(self._work(place, until))

    async def _work(self, place: int, until: Callable[[], bool]) -> None:
        client = Client(self.service.port)
        try:
            while not until():
                if not await self._act(self.persons[place], place, client):
                    await asyncio.sleep(0.05)
        finally:
            client.close()

    async def _act(self, persons: list[Person], place: int, client: Client) -> bool:
        """One deed. What was left open is settled before anything else is done to that account."""
        if not persons or (persons[-1].is_registered and self._chooses("register")):
            persons.append(Person(self.journal, f"{self.name}{place}"))
        person = persons[-1] if not persons[-1].is_registered else random.choice(persons[-3:])
        if not person.is_registered:
            return await person.register(client)
        if person.next_password is not None or not person.sessions:
            return await person.log_in(client)
        if person.sessions[-1].open_since is not None:
            return await person.refresh(client)
        names = [name for name in self.weights if name != "register"]
        name, = random.choices(names, [self.weights[each] for each in names])
        if (name == "log_in" and person.logins + person.open_logins >= MAXIMUM_LOGINS) or \
                (name == "forget" and person.resets):
            name = "edit"
        return await getattr(person, name)(client)

    def _chooses(self, name: str) -> bool:
        return random.random() * sum(self.weights.values()) < self.weights[name]

    async def check(self, persons: list[Person] | None = None) -> None:
        """Holds accounts, all by default, against what was acknowledged, through the API."""
        waiting = list(self.everybody() if persons is None else persons)
        async with asyncio.TaskGroup() as group:
            for _ in range(8):
                group.create_task(self._check_some(waiting))

    async def _check_some(self, waiting: list[Person]) -> None:
        client = Client(self.service.port)
        while waiting:
            await waiting.pop().check(client)
        client.close()
