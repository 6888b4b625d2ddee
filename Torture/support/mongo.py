"""Replica sets of scripts/mongod, and what can happen to their members."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pymongo

from .promise import promise

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Member:
    """One mongod."""

    port: int
    pid: int
    command: list[str]
    child: subprocess.Popen | None = None

    def send(self, number: int) -> None:
        os.kill(self.pid, number)

    @property
    def is_running(self) -> bool:
        if self.child is not None:
            return self.child.poll() is None
        with contextlib.suppress(OSError):
            return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        return False

    def wait_for_end(self, within: float = 20) -> None:
        deadline = time.monotonic() + within
        while self.is_running:
            promise(time.monotonic() < deadline, f"mongod {self.port} did not end within {within} s")
            time.sleep(0.02)


class ReplicaSet:
    """A set of this run's own; `place` is where the members' data is, /tmp otherwise."""

    def __init__(self, folder: Path, members: int = 1, secure: bool = False, place: Path | None = None):
        self.folder = folder
        self.count = members
        self.secure = secure
        self.place = place
        self.uri = ""
        self.members: list[Member] = []

    def start(self) -> None:
        self.uri = self._script("start", *(["--secure"] if self.secure else []), str(self.count))
        pids = [int(line) for line in (self.folder / "pids").read_text().split()]
        for pid in pids:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")[:-1]
            self.members.append(Member(int(command[command.index("--port") + 1]), pid, command))

    def stop(self) -> None:
        self._script("stop")

    def _script(self, *words: str) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "USERS_MONGOD_DIR": str(self.folder)}
        if self.place is not None:
            environment["TMPDIR"] = str(self.place)
        done = subprocess.run([ROOT / "scripts/mongod", *words], env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True)
        promise(done.returncode == 0, f"scripts/mongod {' '.join(words)}: exit status {done.returncode}")
        return done.stdout.strip()

    @property
    def data(self) -> Path:
        return Path((self.folder / "data").read_text().strip())

    def uri_of(self, database: str) -> str:
        """The URI for the service: the database in its path, and where administrators are known."""
        parts = urlsplit(self.uri)
        return urlunsplit(parts._replace(path=f"/{database}"))

    def client(self, member: Member | None = None, **options) -> pymongo.MongoClient:
        """A client of the set, or of one member."""
        if member is None:
            return pymongo.MongoClient(self.uri, **options)
        parts = urlsplit(self.uri)
        user = parts.netloc.rpartition("@")
        query = "&".join(each for each in parts.query.split("&") if not each.startswith("replicaSet="))
        uri = urlunsplit(parts._replace(netloc=f"{user[0]}{user[1]}127.0.0.1:{member.port}", query=query, path="/"))
        return pymongo.MongoClient(uri, directConnection=True, **options)

    def primary(self) -> Member:
        with self.client(serverSelectionTimeoutMS=20_000) as client:
            client.admin.command("ping")
            return next(each for each in self.members if each.port == client.address[1])

    def step_down(self, seconds: int = 10) -> None:
        with self.client() as client:
            client.admin.command("replSetStepDown", seconds, secondaryCatchUpPeriodSecs=5)

    def restart(self, member: Member) -> None:
        """Starts a member that has ended, as it was started before."""
        with (self.folder / f"{member.port}.log").open("ab") as log:
            member.child = subprocess.Popen(member.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True)
        member.pid = member.child.pid
        # For scripts/mongod to end it.
        with (self.folder / "pids").open("a") as pids:
            pids.write(f"{member.pid}\n")

    def wait_until_whole(self, within: float = 60) -> None:
        """Waits until every member is primary or secondary again."""
        deadline = time.monotonic() + within
        states = []
        while time.monotonic() < deadline:
            with contextlib.suppress(pymongo.errors.PyMongoError), \
                    self.client(serverSelectionTimeoutMS=2000, socketTimeoutMS=2000) as client:
                states = [each["stateStr"] for each in client.admin.command("replSetGetStatus")["members"]]
                if sorted(states) == ["PRIMARY"] + ["SECONDARY"] * (self.count - 1):
                    return
            time.sleep(0.1)
        promise(False, f"the replica set is not whole within {within} s: {states}")


class PrimaryWatch:
    """Asks members for `hello`, 50 times a second, and notes when another one than the former primary takes writes.

    A primary takes none that a majority has to have, as the service asks for, before another member follows it.
    """

    def __init__(self, replica_set: ReplicaSet, former: Member):
        self.elected: float | None = None
        self.found: float | None = None
        self.is_over = threading.Event()
        others = [each for each in replica_set.members if each is not former]
        self.threads = [threading.Thread(target=self._watch, args=(replica_set, each), daemon=True) for each in others]
        for thread in self.threads:
            thread.start()

    def _watch(self, replica_set: ReplicaSet, member: Member) -> None:
        with replica_set.client(member, serverSelectionTimeoutMS=2000, socketTimeoutMS=20_000) as client:
            concern = pymongo.WriteConcern(w="majority", j=True)
            collection = client["torture"].get_collection("watch", write_concern=concern)
            while not self.is_over.is_set():
                with contextlib.suppress(pymongo.errors.PyMongoError):
                    if client.admin.command("hello").get("isWritablePrimary"):
                        self.elected = self.elected or time.monotonic()
                        collection.insert_one({})
                        self.found = self.found or time.monotonic()
                        return
                self.is_over.wait(0.02)

    def end(self) -> None:
        self.is_over.set()
        for thread in self.threads:
            thread.join()
