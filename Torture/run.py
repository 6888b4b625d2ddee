"""Breaks what the service stands on, and holds it to its promises. Started by scripts/torture."""

import argparse
import asyncio
import contextlib
import importlib
import pkgutil
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import scenarios
from support.case import Case, SharedMongo
from support.promise import Broken

ROOT = Path(__file__).resolve().parents[1]
# How long a case may take at most, in seconds.
LIMIT = 1500


@dataclass
class Result:
    name: str
    is_kept: bool
    figures: str
    seconds: float


def load() -> dict[str, ModuleType]:
    """The scenarios by their names: every file of the folder."""
    names = sorted(each.name for each in pkgutil.iter_modules(scenarios.__path__))
    return {name: importlib.import_module(f"scenarios.{name}") for name in names}


def choose(modules: dict[str, ModuleType], wanted: list[str]) -> list[tuple[str, str]]:
    """The scenarios and engines to run: all, or those that are named, `crash` or `crash:sqlite`."""
    everything = [(name, engine) for name, module in modules.items() for engine in module.ENGINES]
    if not wanted:
        return everything
    chosen = []
    for word in wanted:
        found = [each for each in everything if word in (each[0], ":".join(each))]
        if not found:
            raise SystemExit(f"scripts/torture: no scenario {word}; there are {', '.join(modules)}")
        chosen += [each for each in found if each not in chosen]
    return chosen


def run(module: ModuleType, case: Case) -> Result:
    """Runs one case to its end, whatever that is."""
    problem = None
    try:
        with case.ends:
            figures = asyncio.run(asyncio.wait_for(module.run(case), LIMIT))
    except Exception as error:
        first = error
        while isinstance(first, ExceptionGroup):
            first = first.exceptions[0]
        if isinstance(first, (Broken, TimeoutError)):
            problem = str(first) or f"no end within {LIMIT} s"
        else:
            problem = traceback.format_exc() + f"{type(first).__name__}: {first}"
    seconds = time.monotonic() - case.started
    if problem is None:
        shutil.rmtree(case.folder, ignore_errors=True)
        return Result(case.name, True, figures, seconds)
    print(f"{problem}\n    what it left: {case.folder}", file=sys.stderr, flush=True)
    return Result(case.name, False, problem.strip().splitlines()[-1], seconds)


def report(results: list[Result], quick: bool) -> str:
    """The run as a table of Markdown."""
    lines = [f"{time.strftime('%Y-%m-%d')}, `scripts/torture{' --quick' if quick else ''}`:", "",
             "| scenario | | seconds | what was seen |", "|---|---|---:|---|"]
    for each in results:
        lines.append(f"| {each.name} | {'passed' if each.is_kept else '**failed**'} | {each.seconds:.0f} "
                     f"| {each.figures} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("scenarios", nargs="*")
    arguments = parser.parse_args()
    modules = load()
    if arguments.list:
        for name, module in modules.items():
            print(f"{name} ({', '.join(module.ENGINES)}): {module.__doc__.strip().splitlines()[0]}")
        return 0
    chosen = choose(modules, arguments.scenarios)
    # An end by a signal ends what was started, too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    folder = ROOT / ".build/torture"
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    with contextlib.ExitStack() as ends:
        shared = SharedMongo(Path(tempfile.mkdtemp(prefix="users-torture.")))
        ends.callback(shared.stop)
        for number, (name, engine) in enumerate(chosen, 1):
            place = folder / f"{name}-{engine}"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            print(f"[{number}/{len(chosen)}] {name}:{engine}", file=sys.stderr, flush=True)
            case = Case(f"{name}:{engine}", engine, arguments.program.resolve(), place, arguments.quick, shared)
            result = run(modules[name], case)
            results.append(result)
            print(f"[{number}/{len(chosen)}] {result.name} {'passed' if result.is_kept else 'FAILED'}, "
                  f"{result.seconds:.0f} s: {result.figures}", flush=True)
    (folder / "report.md").write_text(report(results, arguments.quick))
    kept = sum(each.is_kept for each in results)
    print(f"{kept} passed, {len(results) - kept} failed")
    return 0 if kept == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
