"""The scenarios of scripts/bench --all beyond the read rounds."""

import dataclasses
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import allocations
import footprint
import storm
import writes
from goals import Chapter, Goal, median, report, say
from run import ONE_ACCOUNT, PIPELINED, Candidate, call, free_port

HASHES = ("bcrypt:12", "argon2id:19,2,1")


def measure(servers: list[Candidate], folder: Path, mongo: str, seconds: int) -> str:
    """Measures what the servers of the read rounds, which have ended, are good for beyond these; answers the report."""
    peers = {server.key: server for server in servers}
    chapters = [pipelining(servers)]
    running: list[Candidate] = []

    def start(server: Candidate, **environment: str) -> Candidate:
        """A server like this one, with a store of its own."""
        copy = dataclasses.replace(
            server, environment={**server.environment, **environment}, tokens=list(server.tokens), port=free_port(),
            process=None, rounds={})
        running.append(copy)
        copy.start(folder)
        return copy

    def leave() -> None:
        while running:
            running.pop().stop()

    try:
        embedded, stored = peers.get("sqlite"), peers.get("mongodb")
        if embedded:
            say("Starting what is changed ...")
            embedded = start(embedded, DATABASE_URL=f"sqlite:{folder}/goals.db")
            embedded.log_in()
        if stored:
            uri = urlunsplit(urlsplit(mongo)._replace(path="/users_goals"))
            stored = start(stored, DATABASE_URL=uri)
            stored.log_in()
        chapters.append(writes.measure(embedded, stored, mongo, folder))
        if stored:
            stored.stop()
        if embedded:
            chapters += [allocations.measure(embedded, folder), footprint.measure(embedded, folder, seconds)]
        leave()
        if "sqlite" in peers:
            chapters.append(storms(peers, start))
    finally:
        leave()
    return report(chapters)


def storms(peers: dict[str, Candidate], start) -> Chapter:
    """Registers the accounts of a storm on servers of their own, and measures it."""
    subjects: dict[str, list[storm.Subject]] = {}
    for kind in HASHES:
        say(f"Registering {storm.ACCOUNTS} accounts by {kind} ...")
        store = f"sqlite:{peers['sqlite'].directory}/storm-{kind.partition(':')[0]}.db"
        server = start(peers["sqlite"], DATABASE_URL=store, PASSWORD_HASH=kind)
        subjects[kind] = [storm.enlist(server, call)]
    if "fastapi" in peers:
        say(f"Registering {storm.ACCOUNTS} accounts by {HASHES[0]} with FastAPI ...")
        server = start(peers["fastapi"], MONGODB_DATABASE="users_storm_fastapi", BCRYPT_ROUNDS="12")
        subjects[HASHES[0]].append(storm.enlist(server, call))
    return storm.measure(subjects)


def pipelining(servers: list[Candidate]) -> Chapter:
    """What pipelining gains by the read rounds, which have its table."""
    goals = []
    for server in servers:
        if server.key != "sqlite":
            continue
        rounds = {workload.name: rounds for workload, rounds in server.rounds.items()}
        alone, together = (median([each.rate for each in rounds[workload.name]])
                           for workload in (ONE_ACCOUNT, PIPELINED))
        goals.append(Goal("16 pipelined requests, embedded: twice the figure without", f"{together / alone:.2f}",
                          together >= 2 * alone))
    return Chapter("Pipelining", [], goals)
