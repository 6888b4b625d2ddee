"""One scenario on one engine, with what it may use."""

import contextlib
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import database
from .mongo import ReplicaSet
from .service import Service


@dataclass
class Case:
    """Everything that it started is ended with it."""

    name: str
    engine: str
    program: Path
    folder: Path
    quick: bool
    shared: "SharedMongo"
    ends: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    started: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        print(f"    {self.name} {time.monotonic() - self.started:5.1f} s: {text}", file=sys.stderr, flush=True)

    def amount(self, full: int, quick: int) -> int:
        return quick if self.quick else full

    def service(self, settings: dict[str, str] | None = None, folder: Path | None = None,
                wrapper: list[str] | None = None) -> Service:
        """A service on the case's engine, not started yet; `folder` is where its files are."""
        folder = folder or self.folder
        settings = {"DATABASE_URL": self.database_url(folder), **(settings or {})}
        service = Service(self.program, folder, settings, wrapper)
        service.log_file = self.folder / "service.log"
        self.ends.callback(service.kill)
        return service

    def database_url(self, folder: Path) -> str:
        if self.engine == "mongodb":
            return self.shared.get().uri_of(self.database_name)
        return f"sqlite:{folder}/users.db"

    @property
    def database_name(self) -> str:
        return "torture_" + self.name.replace(":", "_")

    def replica_set(self, members: int = 1, secure: bool = False, place: Path | None = None) -> ReplicaSet:
        """A MongoDB of the case's own."""
        replica_set = ReplicaSet(self.folder / "mongod", members, secure, place)
        self.ends.callback(replica_set.stop)
        replica_set.start()
        return replica_set

    def documents(self, folder: Path | None = None, is_live: bool = False) -> database.Documents:
        """What the engine has stored; `is_live` when a service runs on it."""
        if self.engine == "mongodb":
            return database.of_mongodb(self.shared.get().uri, self.database_name)
        return database.of_sqlite((folder or self.folder) / "users.db", is_live)

    def check_integrity(self, folder: Path | None = None) -> None:
        """What the engine says of its own files."""
        if self.engine == "sqlite":
            database.check_integrity((folder or self.folder) / "users.db")


@dataclass
class SharedMongo:
    """The MongoDB of all cases that do not break it, started by the first that asks."""

    folder: Path
    replica_set: ReplicaSet | None = None

    def get(self) -> ReplicaSet:
        if self.replica_set is None:
            self.replica_set = ReplicaSet(self.folder)
            self.replica_set.start()
        return self.replica_set

    def stop(self) -> None:
        if self.replica_set is not None:
            self.replica_set.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
