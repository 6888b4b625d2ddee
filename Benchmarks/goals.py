"""What scripts/bench --all measures beside the read rounds: each figure next to the goal that was set for it."""

import json
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
BUILT = BENCHMARKS / ".build/c"
PATH = "/api/v1/users/me"
PASSWORD = "nine violet otters"
ROUNDS = 3


@dataclass(frozen=True)
class Goal:
    """A goal that was set before anything was measured, and what came of it."""

    text: str
    figure: str
    is_met: bool


@dataclass
class Chapter:
    """A part of the report: tables of figures, and the goals that they are held against."""

    title: str
    tables: list[str]
    goals: list[Goal]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def report(chapters: list[Chapter]) -> str:
    """All chapters as Markdown, the goals of all of them first."""
    rows = [[goal.text, goal.figure, "met" if goal.is_met else "**missed**"]
            for chapter in chapters for goal in chapter.goals]
    parts = ["Goals:", table(["goal", "figure", ""], rows)]
    for chapter in chapters:
        if chapter.tables:
            parts += [f"{chapter.title}:", *chapter.tables]
    return "\n\n".join(parts) + "\n"


def median(values: list[float]) -> float:
    return statistics.median(values)


def spread(values: list[float], digits: int = 0) -> str:
    """The median, and the lowest and highest in parentheses."""
    return f"{median(values):,.{digits}f} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def program(name: str, *libraries: str) -> str:
    """Builds one of the C programs beside this file, and answers where it is."""
    BUILT.mkdir(parents=True, exist_ok=True)
    kind = ["-shared", "-fPIC"] if name.endswith(".so") else []
    source = (BENCHMARKS / "C" / name).with_suffix(".c")
    built = BUILT / name
    subprocess.run(["cc", "-O2", "-pthread", *kind, source, "-o", built, *libraries], check=True)
    return str(built)


def figure_of(*command: str) -> float:
    """The number that a program prints."""
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)


@dataclass
class Load:
    """A run of wrk, which goes on beside whatever else is measured until its outcome is asked for."""

    process: subprocess.Popen

    @property
    def outcome(self) -> "Outcome":
        text, errors = self.process.communicate()
        line = next((line for line in text.splitlines() if line.startswith("RESULT ")), None)
        if self.process.returncode != 0 or line is None:
            raise SystemExit(f"wrk failed:\n{text}{errors}")
        result = json.loads(line.removeprefix("RESULT "))
        done = result["requests"] - result["status_errors"]
        return Outcome(done, done / result["microseconds"] * 1e6, result["p50"] / 1e3, result["p99"] / 1e3,
                       result["status_errors"], result["socket_errors"])


@dataclass(frozen=True)
class Outcome:
    """What wrk saw: answers of 2xx in all and a second, milliseconds, and how many others there were."""

    done: int
    rate: float
    p50: float
    p99: float
    refusals: int
    broken: int


def load(url: str, seconds: float, script: str = "report.lua", *, threads: int = 1, connections: int = 64,
         token: str | None = None, **environment: str) -> Load:
    """Starts wrk with one of the scripts beside this file."""
    # Whoever waits long is not an error: what the answer says counts.
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", script, url]
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    return Load(subprocess.Popen(command, cwd=BENCHMARKS, env={**os.environ, **environment}, text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE))


def register(candidate, call, count: int) -> None:
    """Registers bench1 to bench{count}; several at a time, as each takes a hash's time."""
    def one(number: int) -> None:
        call("POST", candidate.url + "/api/v1/auth/register",
             {"email": f"bench{number}@example.com", "username": f"Bench {number}", "password": PASSWORD})
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(1, count + 1)))


def resident(process: subprocess.Popen) -> int:
    """The process's resident memory in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) * 1024


def pause(seconds: float) -> None:
    """Lets what was begun before a measurement come to an end: audit entries, the garbage of the last round."""
    time.sleep(seconds)
