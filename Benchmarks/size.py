"""Imports few and many accounts on each engine, and measures what requests cost beside each.

Started by scripts/bench --size.
"""

import argparse
import dataclasses
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from run import PASSWORD, PATH, Candidate, candidates, free_port, save, say, throwaway

SMALL = 1000
HASH = "$2b$04$vlrkWXi6HwMj13lrDkY8j.j769ivzsj5nXeqNbGeVSyN676C0Euoa"  # of PASSWORD, by bcrypt of cost 4
STEP = 7919  # a prime, by which addresses come in no order, as in an export
PAGE = 100
LIST = f"/api/v1/admin/users?limit={PAGE}"
SEARCH = f"{LIST}&q=user000012"  # ten accounts, whatever the size
ROUNDS, REQUESTS = 15, 20
MONGOD_CACHE = "4"  # GB; without this option mongod takes half of the machine's memory


def address(number: int) -> str:
    return f"user{number:07}@example.com"


def write_accounts(path: Path, count: int) -> None:
    """The accounts to import, one a line; the last one is an administrator."""
    with path.open("w") as output:
        for line in range(count):
            number = line * STEP % count
            output.write(
                f'{{"email":"{address(number)}","username":"User {number}","full_name":"User Number {number}",'
                f'"hashed_password":"{HASH}","created_at":"{2010 + line * 15 // count}-{line % 12 + 1:02}-'
                f'{line % 28 + 1:02}T{line % 24:02}:{line % 60:02}:{line // 60 % 60:02}.{line % 1000:03}Z"}}\n')
        output.write(json.dumps({"email": "admin@example.com", "is_admin": True, "hashed_password": HASH}) + "\n")


class Client:
    """One connection to a server, one request at a time."""

    def __init__(self, server: Candidate) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.token = ""

    def send(self, path: str, body: dict | None = None, token: str | None = None) -> tuple[dict, bytes, float]:
        """Fields and body of the answer, and how long it took, in milliseconds."""
        fields = {"Authorization": f"Bearer {token or self.token}", "Content-Type": "application/json"}
        started = time.perf_counter()
        self.connection.request("GET" if body is None else "POST", path, body and json.dumps(body), fields)
        response = self.connection.getresponse()
        answer = response.read()
        elapsed = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise SystemExit(f"{path}: {response.status} {answer[:500]!r}")
        return dict(response.getheaders()), answer, elapsed

    def log_in(self, email: str) -> str:
        answer = self.send("/api/v1/auth/login", {"email": email, "password": PASSWORD})[1]
        return json.loads(answer)["access_token"]


class Store:
    """A server over so many accounts, and the requests that are measured."""

    def __init__(self, server: Candidate, count: int) -> None:
        self.server, self.count = server, count
        self.times: dict[str, list[float]] = {}
        self.rate = 0.0

    def fill(self, file: Path) -> None:
        started = time.monotonic()
        done = subprocess.run(
            [self.server.command[0], "import", str(file)], env={**os.environ, **self.server.environment},
            cwd=self.server.directory, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"users import: {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
        self.rate = (self.count + 1) / (time.monotonic() - started)
        say(f"{self.server.key}: {self.rate:,.0f} accounts a second; {done.stdout.strip()}")

    def connect(self) -> None:
        self.client = Client(self.server)
        self.client.token = self.client.log_in("admin@example.com")
        self.tokens = [self.client.log_in(address(random.randrange(self.count))) for _ in range(REQUESTS)]
        self.far = self.cursor(self.count * 9 // 10 // PAGE)
        fields = self.client.send(LIST)[0]
        if fields["X-Total-Count"] != str(self.count + 1):
            raise SystemExit(f"{self.server.key} counts {fields['X-Total-Count']} of {self.count + 1} accounts")

    def cursor(self, page: int) -> str:
        """Where a page begins, found as a client finds it: page by page, which may be larger ones on the way."""
        path = f"/api/v1/admin/users?limit={PAGE}"
        while page > 0:
            pages = min(page, 10)
            link = self.client.send(path.replace(f"limit={PAGE}", f"limit={PAGE * pages}"))[0]["Link"]
            cursor = link.partition("cursor=")[2].partition(">")[0].partition("&")[0]
            path = f"{LIST}&cursor={cursor}"
            page -= pages
        return path

    def requests(self) -> dict:
        """What is measured, by name: a function of the request's number."""
        offset = min(90_000, self.count * 9 // 10)
        client = self.client
        return {
            "page 1": lambda _: client.send(LIST),
            "page 9,000, by cursor": lambda _: client.send(self.far),
            "one account and the total": lambda _: client.send("/api/v1/admin/users?limit=1"),
            "search of a prefix": lambda _: client.send(SEARCH),
            "login": lambda _: client.send(
                "/api/v1/auth/login", {"email": address(random.randrange(self.count)), "password": PASSWORD}),
            "me": lambda number: client.send(PATH, token=self.tokens[number % len(self.tokens)]),
            "first page of 10, by number": lambda _: client.send("/api/admin/user/settings?size=10&page=0"),
            "page 9,000 of 10, by number": lambda _: client.send(
                f"/api/admin/user/settings?size=10&page={offset // 10}"),
        }

    def measure(self, name: str) -> None:
        request = self.requests()[name]
        times = [request(number)[2] for number in range(REQUESTS)]
        self.times.setdefault(name, []).append(statistics.median(times))

    def cost(self, name: str) -> float:
        return statistics.median(self.times[name])


def report(pairs: dict[str, tuple[Store, Store]], count: int) -> str:
    """The ratios as Markdown."""
    lines = [f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {SMALL:,} and {count:,} accounts; medians, "
             "one request at a time"]
    for key, (small, large) in pairs.items():
        lines += ["", f"**{key}**, imported at {large.rate:,.0f} accounts/s:", "",
                  f"| | {SMALL:,} accounts, ms | {count:,} accounts, ms | ratio |", "|---|---:|---:|---:|"]
        for name in large.times:
            lines.append(f"| {name} | {small.cost(name):.2f} | {large.cost(name):.2f} | "
                         f"{large.cost(name) / small.cost(name):.2f} |")
        far = large.cost("page 9,000, by cursor") / large.cost("page 1")
        lines += ["", f"Page 9,000 costs {far:.2f} times what page 1 does."]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="size.py", description=__doc__)
    parser.add_argument("--only", required=True, help="sqlite, mongodb or both, by a comma")
    parser.add_argument("--accounts", type=int, default=1_000_000, help="in the large stores, at least 10,000")
    options = parser.parse_args()
    keys = [key for key in ("sqlite", "mongodb") if key in options.only.split(",")]
    if not keys or options.accounts < 10 * SMALL:
        parser.error("nothing to compare")
    os.environ["USERS_MONGOD_CACHE"] = MONGOD_CACHE
    pairs: dict[str, tuple[Store, Store]] = {}
    with throwaway("mongodb" in keys) as (folder, mongo, servers):
        for count in (SMALL, options.accounts):
            write_accounts(folder / f"{count}.ndjson", count)
        for engine in candidates(keys, folder, mongo):
            stores = []
            for count in (SMALL, options.accounts):
                url = (f"sqlite:{folder}/users-{count}.db" if engine.key == "sqlite"
                       else urlunsplit(urlsplit(mongo)._replace(path=f"/users_size_{count}")))
                server = dataclasses.replace(
                    engine, key=f"{engine.key}-{count}", environment={**engine.environment, "DATABASE_URL": url})
                servers.append(server)
                stores.append(Store(server, count))
                stores[-1].fill(folder / f"{count}.ndjson")
            for store in stores:
                store.server.port = free_port()
                store.server.start(folder)
                store.connect()
            # In turns, so that what else the machine does meets both.
            for _ in range(ROUNDS):
                for name in stores[0].requests():
                    for store in stores:
                        store.measure(name)
            for store in stores:
                store.server.stop()
            pairs[engine.key] = (stores[0], stores[1])
    save(report(pairs, options.accounts), "-size")
    return 0


if __name__ == "__main__":
    sys.exit(main())
