"""Logins: how many of what the cores can hash, and what a storm of them leaves to others."""

import os
import time

from goals import PASSWORD, PATH, ROUNDS, Chapter, Goal, figure_of, load, median, program, register, say, spread, table

ACCOUNTS = 200
CONNECTIONS = 200
QUIET = 3  # seconds of GET /users/me without a storm
STORM = 20  # longer than a login may wait: one that is given up must not have been worked on
FRONT = 2  # seconds of a storm before GET /users/me begins
BESIDE = 5  # seconds of GET /users/me within a storm
REST = 60  # seconds at most until a server has done what clients left behind


class Subject:
    """A server with ACCOUNTS accounts of one hash."""

    def __init__(self, server, token: str):
        self.server, self.token = server, token
        self.alone: list[float] = []
        self.share: list[float] = []
        self.quiet: list = []
        self.stormy: list = []
        self.beside: list[float] = []

    def storm(self, seconds: int):
        return load(self.server.url + "/api/v1/auth/login", seconds, "logins.lua", connections=CONNECTIONS,
                    LOGINS=str(ACCOUNTS), PASSWORD=PASSWORD)

    def look(self, seconds: int):
        return load(self.server.url + PATH, seconds, token=self.token)

    def measure(self, ceiling: float) -> None:
        """One round."""
        self.quiet.append(self.look(QUIET).outcome)
        alone = self.storm(STORM).outcome.rate
        self.alone.append(alone)
        self.share.append(alone / ceiling)
        self.come_to_rest()
        storm = self.storm(FRONT + BESIDE)
        # Looked at once the first of them have begun to wait.
        load(self.server.url + PATH, FRONT, connections=1, token=self.token).outcome
        self.stormy.append(self.look(BESIDE).outcome)
        self.beside.append(storm.outcome.rate)
        self.come_to_rest()

    def come_to_rest(self) -> None:
        """Waits until the server is idle: it goes on hashing for clients that are gone, beside what comes next."""
        end, used = time.monotonic() + REST, self.server.cpu()
        while time.monotonic() < end:
            time.sleep(0.5)
            before, used = used, self.server.cpu()
            if used - before < 0.05:
                break

    def row(self) -> list[str]:
        return [
            self.server.label, spread(self.alone, 1), spread(self.share, 2), spread([each.rate for each in self.quiet]),
            spread([each.rate for each in self.stormy]), f"{self.kept:.2f}",
            f"{median([each.p99 for each in self.quiet]):.1f}", spread([each.p99 for each in self.stormy], 1),
            spread(self.beside, 1),
        ]

    @property
    def kept(self) -> float:
        """What GET /users/me keeps of its figure."""
        return median([storm.rate / quiet.rate for storm, quiet in zip(self.stormy, self.quiet)])

    def goals(self, name: str) -> list[Goal]:
        share, slowest = median(self.share), median([each.p99 for each in self.stormy])
        return [
            Goal(f"logins, {name}: 0.95 of what the cores can hash", f"{share:.2f}", share >= 0.95),
            Goal(f"p99 of `GET {PATH}` in a storm of logins, {name}: under 10 ms", f"{slowest:.1f} ms", slowest < 10),
            Goal(f"`GET {PATH}` in a storm of logins, {name}: over 0.5 of its quiet figure", f"{self.kept:.2f}",
                 self.kept > 0.5),
        ]


def measure(subjects: dict[str, list[Subject]]) -> Chapter:
    """Measures the subjects by the hash that their accounts have, in turns with what the cores can hash of it."""
    hasher = program("hash-ceiling", "-lcrypt", "-largon2")
    cores = str(os.cpu_count())
    ceilings: dict[str, list[float]] = {kind: [] for kind in subjects}
    for number in range(ROUNDS):
        for kind, group in subjects.items():
            ceiling = figure_of(hasher, kind, cores, "4")
            ceilings[kind].append(ceiling)
            for subject in group:
                subject.measure(ceiling)
                say(f"storm {number + 1}/{ROUNDS}, {kind}, {subject.server.key}: {subject.share[-1]:.2f} of "
                    f"{ceiling:.1f}/s, p99 {subject.stormy[-1].p99:.1f} ms, "
                    f"{subject.stormy[-1].rate / subject.quiet[-1].rate:.2f} kept")
    head = ["", "logins/s", "of the cores'", "quiet requests/s", "in a storm", "kept", "quiet p99 ms", "in a storm",
            "logins/s beside them"]
    tables, goals = [], []
    for kind, group in subjects.items():
        tables.append(f"`{kind}`, of which {cores} cores hash {spread(ceilings[kind], 1)} a second:")
        tables.append(table(head, [subject.row() for subject in group]))
        goals += group[0].goals(f"`{kind}`")
    title = f"Logins of {ACCOUNTS} accounts from {CONNECTIONS} connections, and `GET {PATH}` from 64 beside them"
    return Chapter(title, tables, goals)


def enlist(server, call) -> Subject:
    """Registers the accounts over HTTP."""
    register(server, call, ACCOUNTS)
    user = {"email": "bench1@example.com", "password": PASSWORD}
    return Subject(server, call("POST", server.url + "/api/v1/auth/login", user)["access_token"])
