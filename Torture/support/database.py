"""What is really stored, read past the service."""

import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from shutil import copy

import bson
import pymongo

from .person import Person
from .promise import promise

Documents = dict[str, list[dict]]


def of_mongodb(uri: str, database: str) -> Documents:
    """The collections `users` and `audit`."""
    with pymongo.MongoClient(uri) as client:
        return {name: list(client[database][name].find()) for name in ("users", "audit")}


def of_sqlite(path: Path, is_live: bool) -> Documents:
    """The same of the embedded engine, from a copy, so that the service finds its files as it left them."""
    with tempfile.TemporaryDirectory() as folder:
        copy = backed_up(path, Path(folder)) if is_live else copied(path, Path(folder))
        with closing(sqlite3.connect(copy)) as connection:
            return {name: [bson.decode(row[0]) for row in connection.execute(f'SELECT document FROM "{name}"')]
                    for name in ("users", "audit")}


def check_integrity(path: Path) -> None:
    """SQLite's own check, and that the entries of indexes and the documents fit each other. Nothing may run on it."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(sqlite3.connect(copied(path, Path(folder)))) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            promise(found == [("ok",)], f"PRAGMA integrity_check: {found[:5]}")
            names = {name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if ".collections" not in names:
                return
            for name, count in connection.execute('SELECT name, documents FROM ".collections"').fetchall():
                stored, = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
                promise(stored == count, f"{name} has {stored} documents, and counts {count}")
            for name in names:
                collection = name.partition(".")[0]
                if collection and "." in name:
                    orphans, = connection.execute(
                        f'SELECT count(*) FROM "{name}" WHERE row NOT IN (SELECT row FROM "{collection}")').fetchone()
                    promise(orphans == 0, f"{name} has {orphans} entries of documents that are not there")


def backed_up(path: Path, folder: Path) -> Path:
    """A copy of a database that is in use: a checkpoint may come between the copies of its files."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source, \
            closing(sqlite3.connect(folder / "copy.db")) as copy:
        source.backup(copy)
    return folder / "copy.db"


def copied(path: Path, folder: Path) -> Path:
    """A copy of the files that an ended process has left."""
    for suffix in ("", "-wal"):
        if Path(f"{path}{suffix}").exists():
            copy(f"{path}{suffix}", folder / f"copy.db{suffix}")
    return folder / "copy.db"


def check(documents: Documents, persons: list[Person]) -> None:
    """Holds the store against what was acknowledged: nothing lost, nothing twice."""
    accounts = defaultdict(list)
    for document in documents["users"]:
        accounts[document["email"]].append(document)
    events = defaultdict(lambda: defaultdict(int))
    for entry in documents["audit"]:
        events[entry.get("user_id")][entry["event"]] += 1
    for document in documents["users"]:
        # What has not moved to the audit yet; an entry keeps its id when it moves, so none counts twice.
        known = {entry["_id"] for entry in documents["audit"]} if document.get("outbox") else set()
        for entry in document.get("outbox", []):
            audit = entry.get("audit") or {}
            if "event" in audit and audit.get("_id", entry.get("id")) not in known:
                events[document["_id"]][audit["event"]] += 1
    for person in persons:
        found = accounts[person.email]
        promise(len(found) <= 1, f"{person.email} has {len(found)} accounts")
        promise(len(found) == 1 or not person.is_registered, f"{person.email} is lost")
        if found:
            check_person(person, found[0], events[found[0]["_id"]])


def check_person(person: Person, account: dict, events: dict[str, int]) -> None:
    if person.is_registered:
        promise(account["username"] == person.email.partition("@")[0], f"{person.email} is {account['username']}")
        promise(account.get("display_name") in person.names, f"{person.email} is called {account.get('display_name')}")
        least, most = person.version + person.edits, person.version + person.edits + person.open_edits
        promise(least <= account["version"] <= most,
                f"{person.email} has version {account['version']} after {person.edits} edits, {person.open_edits} open")
    sessions = len(account.get("sessions", []))
    promise(sessions >= min(len(person.sessions), 50),
            f"{person.email} has {sessions} of {len(person.sessions)} sessions")
    promise(events["user_created"] == 1, f"{person.email} was created {events['user_created']} times by the audit")
    logins = events["authn_login_success"]
    promise(person.logins <= logins <= person.logins + person.open_logins,
            f"{person.email} logged in {person.logins} times, {person.open_logins} open; {logins} by the audit")
