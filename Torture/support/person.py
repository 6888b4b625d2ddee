"""A client who remembers what was acknowledged, and what was left open."""

import itertools
import time
from dataclasses import dataclass, field

from .client import Answer, Client, Lost
from .promise import promise

PASSWORD = "nine violet otters"
API = "/api/v1"


@dataclass
class Journal:
    """What all persons of a scenario met with."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    unavailable: int = 0
    lost: int = 0
    # When acknowledgements came, in seconds of the monotonic clock, beside who got them.
    times: list[tuple[float, str]] = field(default_factory=list)
    longest: float = 0

    def note(self, deed: str, name: str) -> None:
        self.acknowledged[deed] = self.acknowledged.get(deed, 0) + 1
        self.times.append((time.monotonic(), name))

    @property
    def total(self) -> int:
        return sum(self.acknowledged.values())


@dataclass
class Session:
    """A login, by its newest refresh token."""

    refresh: str
    access: str
    # Since when nobody knows whether the token was used; after 10 s the service has to take it for stolen.
    open_since: float | None = None


numbers = itertools.count(1)


@dataclass
class Person:
    """One account, and what is known of it. Every deed returns whether it was acknowledged.

    503, which must come with Retry-After, and a connection that breaks leave a deed open; any other status than those
    that can be is a broken promise, 500 before all.
    """

    journal: Journal
    prefix: str
    email: str = ""
    is_registered: bool = False
    may_be_registered: bool = False
    password: str = PASSWORD
    next_password: str | None = None
    former_password: str | None = None
    sessions: list[Session] = field(default_factory=list)
    logins: int = 0
    open_logins: int = 0
    names: set[str | None] = field(default_factory=lambda: {None})
    edits: int = 0
    open_edits: int = 0
    resets: int = 0
    open_resets: int = 0
    changes: int = 0
    change_attempts: int = 0
    version: int = 1
    count: int = 0

    def __post_init__(self) -> None:
        self.email = f"{self.prefix}-{next(numbers)}@example.com"

    async def _ask(self, client: Client, method: str, path: str, body: dict | None, expected: set[int],
                   token: str | None = None) -> Answer | None:
        start = time.monotonic()
        try:
            answer = await client.send(method, API + path, body, token)
        except Lost:
            self.journal.lost += 1
            return None
        self.journal.longest = max(self.journal.longest, time.monotonic() - start)
        if answer.status == 503:
            promise("retry-after" in answer.fields, f"{method} {path}: 503 without Retry-After")
            self.journal.unavailable += 1
            return None
        promise(answer.status in expected, f"{method} {path} of {self.email} was answered {answer}")
        return answer

    async def register(self, client: Client) -> bool:
        expected = {201, 409} if self.may_be_registered else {201}
        self.may_be_registered = True
        body = {"email": self.email, "username": self.email.partition("@")[0], "password": self.password}
        answer = await self._ask(client, "POST", "/auth/register", body, expected)
        if answer is None:
            return False
        self.is_registered = True
        self.journal.note("registration", self.prefix)
        return True

    async def log_in(self, client: Client) -> bool:
        """Logs in; where a change of the password was left open, this tells which one it is."""
        candidates = [self.password] if self.next_password is None else [self.next_password, self.password]
        for password in candidates:
            self.open_logins += 1
            expected = {200} if password == candidates[-1] else {200, 401}
            answer = await self._ask(
                client, "POST", "/auth/login", {"email": self.email, "password": password}, expected)
            if answer is None:
                return False
            self.open_logins -= 1
            if answer.status == 200:
                break
        self.logins += 1
        self._settle_password(password)
        self.sessions.append(Session(answer.json["refresh_token"], answer.json["access_token"]))
        self.journal.note("login", self.prefix)
        return True

    def _settle_password(self, password: str) -> None:
        if self.next_password is not None and password == self.next_password:
            self.former_password, self.password = self.password, password
            self.changes += 1
            # The change kept the session that made it and ended the others.
            del self.sessions[:-1]
        self.next_password = None

    async def refresh(self, client: Client) -> bool:
        session = self.sessions[-1]
        is_late = session.open_since is not None and time.monotonic() - session.open_since > 9
        expected = {200, 401} if is_late else {200}
        if session.open_since is None:
            session.open_since = time.monotonic()
        answer = await self._ask(client, "POST", "/auth/refresh", {"refresh_token": session.refresh}, expected)
        if answer is None:
            return False
        if answer.status == 401:
            self.sessions.pop()
            return True
        session.refresh, session.access = answer.json["refresh_token"], answer.json["access_token"]
        session.open_since = None
        self.journal.note("refresh", self.prefix)
        return True

    async def edit(self, client: Client) -> bool:
        self.count += 1
        name = f"edit {self.count}"
        self.names.add(name)
        self.open_edits += 1
        answer = await self._ask(
            client, "PATCH", "/users/me", {"display_name": name}, {200}, self.sessions[-1].access)
        if answer is None:
            return False
        promise(answer.json.get("display_name") == name, f"{self.email} edited {name}, and was answered {answer}")
        self.names = {name}
        self.edits += 1
        self.open_edits -= 1
        self.journal.note("edit", self.prefix)
        return True

    async def change_password(self, client: Client) -> bool:
        self.count += 1
        self.change_attempts += 1
        self.next_password = f"{PASSWORD} {self.count}"
        body = {"password": self.next_password, "current_password": self.password}
        answer = await self._ask(client, "PATCH", "/users/me", body, {200}, self.sessions[-1].access)
        if answer is None:
            return False
        self._settle_password(self.next_password)
        self.journal.note("password change", self.prefix)
        return True

    async def forget(self, client: Client) -> bool:
        """Asks for a mail that sets the password."""
        self.open_resets += 1
        answer = await self._ask(client, "POST", "/auth/password/forgot", {"email": self.email}, {202})
        if answer is None:
            return False
        self.open_resets -= 1
        self.resets += 1
        self.journal.note("mail", self.prefix)
        return True

    @property
    def mails(self) -> dict[str, tuple[int, int]]:
        """How many mails of each kind there must be at least, and may be at most.

        One that nobody has begun to send gives way to the next of its kind.
        """
        return {
            "verify_email": (int(self.is_registered), int(self.may_be_registered)),
            "reset_password": (min(self.resets, 1), self.resets + self.open_resets),
            "password_changed": (min(self.changes, 1), self.change_attempts),
        }

    async def check(self, client: Client) -> None:
        """Holds the account against what was acknowledged; settles what was left open. The service must be well."""
        if not self.may_be_registered:
            return
        if not self.is_registered:
            # Either nothing was done or all: then the password opens it, below.
            promise(await self.register(client), f"{self.email} could not be registered")
        else:
            answer = await client.send(
                "POST", API + "/auth/register", {"email": self.email, "username": "x", "password": self.password})
            promise(answer.status == 409, f"{self.email}, who is registered, was registered again: {answer}")
        sessions = list(self.sessions)
        promise(await self.log_in(client), f"{self.email} could not log in")
        if self.former_password is not None:
            answer = await client.send(
                "POST", API + "/auth/login", {"email": self.email, "password": self.former_password})
            promise(answer.status == 401, f"{self.email} logged in with the password before: {answer}")
        answer = await client.send("GET", API + "/users/me", token=self.sessions[-1].access)
        promise(answer.status == 200, f"the profile of {self.email}: {answer}")
        me = answer.json
        promise(me.get("display_name") in self.names, f"{self.email}, {sorted(map(str, self.names))} expected: {me}")
        least, most = self.version + self.edits, self.version + self.edits + self.open_edits
        promise(least <= me["version"] <= most,
                f"{self.email} was edited {self.edits} times, {self.open_edits} more are open: version {me['version']}")
        await self._check_sessions(client, [each for each in sessions if each in self.sessions])

    async def _check_sessions(self, client: Client, sessions: list[Session]) -> None:
        newest = self.sessions[-1]
        for session in sessions:
            # `refresh` uses the last one.
            self.sessions.remove(session)
            self.sessions.append(session)
            promise(await self.refresh(client), f"a session of {self.email} could not be used")
        if newest in self.sessions:
            self.sessions.remove(newest)
            self.sessions.append(newest)
