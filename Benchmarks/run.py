"""Measures the service beside its peers. Started by scripts/bench, which installs and builds what this needs."""

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
PATH = "/api/v1/users/me"
CONNECTIONS = 64
TICKS = os.sysconf("SC_CLK_TCK")
KEYS = ("bare", "sqlite", "mongodb", "hummingbird", "fastapi")
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WARM_UP = 1  # seconds before each measured round
ACCOUNTS = 64
PASSWORD = "nine violet otters"


@dataclass(frozen=True)
class Workload:
    """How GET /api/v1/users/me is asked for."""

    name: str
    pipeline: int = 1
    accounts: int = 1


ONE_ACCOUNT = Workload(f"`GET {PATH}`")
MANY_ACCOUNTS = Workload(f"`GET {PATH}`, {ACCOUNTS} accounts in turn", accounts=ACCOUNTS)
PIPELINED = Workload(f"`GET {PATH}`, 16 pipelined", pipeline=16)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@dataclass
class Round:
    """What one run of wrk showed, and what the processors did meanwhile (in cores)."""

    rate: float
    p50: float
    p99: float
    errors: int
    server: float
    wrk: float
    other: float


@dataclass
class Candidate:
    """A server that answers GET /api/v1/users/me."""

    key: str
    label: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    directory: Path = ROOT
    has_accounts: bool = False
    uses_mongo: bool = False
    port: int = 0
    tokens: list[str] = field(default_factory=lambda: ["none"] * ACCOUNTS)
    process: subprocess.Popen | None = None
    rounds: dict[Workload, list[Round]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, logs: Path) -> None:
        """Starts the server and waits until it answers."""
        log = logs / f"{self.key}.log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [word.replace("{port}", str(self.port)) for word in self.command],
                env={**os.environ, **self.environment, "PORT": str(self.port)},
                cwd=self.directory, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
        deadline = time.monotonic() + 40
        while True:
            try:
                call("GET", self.url + "/health")
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{self.label} does not serve; its last words:\n{log.read_text()[-2000:]}")
                time.sleep(0.1)

    def log_in(self) -> None:
        """Registers the users and takes a token of each."""
        if not self.has_accounts:
            return
        for number in range(ACCOUNTS):
            user = {"email": email(number), "password": PASSWORD}
            call("POST", self.url + "/api/v1/auth/register", {**user, "username": f"Bench {number}"})
            self.tokens[number] = call("POST", self.url + "/api/v1/auth/login", user)["access_token"]

    def check(self) -> None:
        """Looks at the answers that are measured: each must be its user's."""
        for number, token in enumerate(self.tokens):
            me = call("GET", self.url + PATH, token=token)
            # A fixed answer is the first user's.
            if me.get("email") != email(number if self.has_accounts else 0):
                raise SystemExit(f"{self.label} answered {me}")

    def stop(self) -> None:
        """Ends the server and its workers: the process group that it was started as."""
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(10)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                pass

    def cpu(self) -> float:
        """The processor time, in seconds, of the server and its workers so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS


def email(number: int) -> str:
    return f"bench{number or ''}@example.com"


def call(method: str, url: str, body: dict | None = None, token: str | None = None) -> dict:
    """One request; a status that is not 2xx raises OSError with the answer in it."""
    request = urllib.request.Request(url, method=method)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    if token is not None:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=15) as response:
            text = response.read()
            return json.loads(text) if text.startswith(b"{") else {}
    except urllib.error.HTTPError as error:
        raise OSError(f"{method} {url}: {error.code} {error.read()[:500]!r}") from error


def measure(candidate: Candidate, seconds: int, workload: Workload) -> Round:
    """One run of wrk against the candidate."""
    server, idle, own = candidate.cpu(), idle_time(), children_time()
    started = time.monotonic()
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(BENCHMARKS / "report.lua"),
         "-H", f"Authorization: Bearer {candidate.tokens[0]}", candidate.url + PATH],
        env={**os.environ, "PIPELINE": str(workload.pipeline),
             "TOKENS": " ".join(candidate.tokens) if workload.accounts > 1 else ""},
        capture_output=True, text=True)
    elapsed = time.monotonic() - started
    busy = [(candidate.cpu() - server) / elapsed, (children_time() - own) / elapsed, (idle_time() - idle) / elapsed]
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if done.returncode != 0 or line is None:
        raise SystemExit(f"wrk failed on {candidate.label}:\n{done.stdout}{done.stderr}")
    result = json.loads(line.removeprefix("RESULT "))
    return Round(
        rate=result["requests"] / result["microseconds"] * 1e6,
        p50=result["p50"] / 1e3, p99=result["p99"] / 1e3,
        errors=result["socket_errors"] + result["status_errors"] + (result["requests"] == 0),
        server=busy[0], wrk=busy[1], other=max((os.cpu_count() or 1) - sum(busy), 0))


def idle_time() -> float:
    """How long the machine's cores were idle, in seconds, summed up."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()
    return (int(fields[4]) + int(fields[5])) / TICKS


def children_time() -> float:
    """The processor time of the children that have ended: wrk's runs."""
    times = os.times()
    return times.children_user + times.children_system


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def mongod(folder: Path, *command: str, stdout: int = 2) -> str | None:
    """Runs scripts/mongod on a replica set of this run's own; what it prints goes to standard error, or is answered."""
    done = subprocess.run(
        [ROOT / "scripts/mongod", *command], env={**os.environ, "USERS_MONGOD_DIR": str(folder)},
        stdin=subprocess.DEVNULL, stdout=stdout, text=True)
    if done.returncode != 0:
        raise SystemExit(f"scripts/mongod {' '.join(command)}: exit status {done.returncode}")
    return done.stdout.strip() if done.stdout else None


def candidates(keys: list[str], folder: Path, mongo: str) -> list[Candidate]:
    """The servers to measure, in the order of the table."""
    builds = BENCHMARKS / ".build"
    secret = secrets.token_hex(32)
    service = {
        "HOST": "127.0.0.1", "RATE_LIMITS": "off", "LOG_LEVEL": "warning", "JWT_SECRET_KEY": secret,
        "ACCESS_TOKEN_TTL": "2h", "PASSWORD_HASH": "bcrypt:4", "MAIL_URL": f"file:{folder}/mail",
    }
    product = dict(command=[str(ROOT / ".build/release/users"), "serve"], directory=folder, has_accounts=True)
    parts = urlsplit(mongo)
    everyone = [
        Candidate("bare", "bare epoll loop, fixed answer", [f"{builds}/bare/release/bare-loop", "{port}"]),
        Candidate("sqlite", "**users, SQLite**",
                  environment={**service, "DATABASE_URL": f"sqlite:{folder}/users.db"}, **product),
        Candidate("mongodb", "**users, MongoDB**",
                  environment={**service, "DATABASE_URL": urlunsplit(parts._replace(path="/users_bench"))},
                  uses_mongo=True, **product),
        Candidate("hummingbird", "Hummingbird, fixed answer", [f"{builds}/release/hummingbird-fixed", "{port}"]),
        Candidate("fastapi", "FastAPI + Motor, 2 workers, MongoDB",
                  [os.environ.get("BENCH_VENV", "") + "/bin/uvicorn", "app.main:app", "--port", "{port}",
                   "--workers", "2", "--log-level", "warning", "--no-access-log"],
                  {"MONGODB_URL": mongo, "MONGODB_DATABASE": "users_bench_fastapi",
                   "JWT_SECRET_KEY": secret, "BCRYPT_ROUNDS": "4"},
                  directory=BENCHMARKS / "fastapi", has_accounts=True, uses_mongo=True),
    ]
    return [candidate for candidate in everyone if candidate.key in keys]


def table(servers: list[Candidate], workload: Workload) -> str:
    """The medians of a workload's rounds as Markdown."""
    def median(server: Candidate, name: str) -> float:
        return statistics.median(getattr(each, name) for each in server.rounds[workload])

    rates = {server.key: median(server, "rate") for server in servers}
    bases = [(key, name) for key, name in (("bare", "bare"), ("fastapi", "FastAPI"), ("hummingbird", "Hummingbird"))
             if key in rates]
    head = ["", "requests/s", "lowest-highest", "p50 ms", "p99 ms", "errors", *(f"x {name}" for _, name in bases),
            "requests/CPU s", "server", "wrk", "other"]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for server in servers:
        rounds = server.rounds[workload]
        low, high = min(each.rate for each in rounds), max(each.rate for each in rounds)
        cpu = statistics.median(each.rate / max(each.server, 0.01) for each in rounds)
        cells = [
            server.label, f"{rates[server.key]:,.0f}", f"{low:,.0f}-{high:,.0f}",
            *(f"{median(server, name):.2f}" if median(server, name) else "-" for name in ("p50", "p99")),
            f"{sum(each.errors for each in rounds)}",
            *(f"{rates[server.key] / rates[key]:.3g}" for key, _ in bases),
            f"{cpu:,.0f}", *(f"{median(server, name):.2f}" for name in ("server", "wrk", "other")),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def run(servers: list[Candidate], workloads: list[Workload], seconds: int, rounds: int) -> str:
    """Measures every server in every round, so that what else the machine does meets all alike; answers the report."""
    total = len(workloads) * rounds * len(servers)
    say(f"{total} rounds of {seconds} s, about {total * (seconds + WARM_UP + 0.3) / 60:.1f} minutes")
    step = 0
    for number in range(rounds):
        for workload in workloads:
            # Another one begins each time: no server always follows the same neighbour.
            for place in range(len(servers)):
                server = servers[(number + place) % len(servers)]
                measure(server, WARM_UP, workload)
                result = measure(server, seconds, workload)
                server.rounds.setdefault(workload, []).append(result)
                step += 1
                say(f"[{step:3}/{total}] {workload.name}, {server.key}: {result.rate:,.0f}/s, p99 {result.p99:.2f} ms"
                    + (f", {result.errors} ERRORS" if result.errors else ""))
    title = (f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, `wrk -t1 -c{CONNECTIONS} -d{seconds}s`, "
             f"medians of {rounds} interleaved rounds")
    # Only mongod may work beside a server, and these need none.
    alone = [each.other for server in servers if not server.uses_mongo for each in next(iter(server.rounds.values()))]
    if alone and (busy := statistics.median(alone)) > 0.25:
        title += f". **The machine was busy: {busy:.1f} cores went to other programs, so trust no figure.**"
    return "\n\n".join([title, *(f"{workload.name}:\n\n{table(servers, workload)}" for workload in workloads)]) + "\n"


@contextmanager
def throwaway(needs_mongo: object) -> Iterator[tuple[Path, str, list[Candidate]]]:
    """A folder, the URI of a mongod in it if one is needed, and a list for servers.

    All are gone in the end, also after a signal.
    """
    for number in STOPS:
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    folder = Path(tempfile.mkdtemp(prefix="users-bench-"))
    servers: list[Candidate] = []
    try:
        mongo = ""
        if needs_mongo:
            say("Starting a throwaway mongod ...")
            mongod(folder / "mongod", "start", "1")
            mongo = mongod(folder / "mongod", "uri", stdout=subprocess.PIPE) or ""
        yield folder, mongo, servers
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        for server in servers:
            server.stop()
        try:
            if needs_mongo:
                mongod(folder / "mongod", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def save(report: str, name: str = "") -> None:
    """Prints a report, and keeps it under the time and the name."""
    saved = ROOT / ".build/bench" / time.strftime(f"%Y-%m-%dT%H-%M-%S{name}.md")
    saved.parent.mkdir(parents=True, exist_ok=True)
    saved.write_text(report)
    print(report)
    say(f"Saved as {saved.relative_to(ROOT)}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--only", required=True, help="servers, by commas")
    parser.add_argument("--seconds", type=int, required=True, help="of one measured round")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--all", action="store_true", help="measure 16 requests a write, and all scenarios, as well")
    parser.add_argument("--quick", action="store_true", help="measure the requests of one account alone")
    parser.add_argument("--mixed", type=int, default=60, help="seconds of the mixed load that memory is measured under")
    options = parser.parse_args()
    keys = options.only.split(",")
    if unknown := set(keys) - set(KEYS):
        parser.error(f"no such server: {', '.join(unknown)}; there are {', '.join(KEYS)}")
    with throwaway({"mongodb", "fastapi"} & set(keys)) as (folder, mongo, servers):
        servers += candidates(keys, folder, mongo)
        for server in servers:
            say(f"Starting {server.label} ...")
            server.port = free_port()
            server.start(folder)
            server.log_in()
            server.check()
        workloads = [ONE_ACCOUNT]
        if not options.quick:
            workloads.append(MANY_ACCOUNTS)
        if options.all:
            workloads.append(PIPELINED)
        report = run(servers, workloads, options.seconds, options.rounds)
        for server in servers:
            server.check()
        if options.all:
            # Not before: it is a module of its own, which needs this one.
            import scenarios
            for server in servers:
                server.stop()
            report += "\n" + scenarios.measure(servers, folder, mongo, options.mixed)

    save(report)
    errors = sum(each.errors for server in servers for rounds in server.rounds.values() for each in rounds)
    if errors:
        say(f"FAILED: {errors} requests were not answered with 2xx")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
