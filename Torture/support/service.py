"""The program under torture: real processes, real signals."""

import asyncio
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from .promise import promise

# What makes a service fit for this: cheap passwords, no limits, and nothing that ends while it is looked at.
SETTINGS = {
    "HOST": "127.0.0.1", "PORT": "0", "PASSWORD_HASH": "bcrypt:4", "RATE_LIMITS": "off", "LOG_FORMAT": "json",
    "LOG_LEVEL": "notice", "ACCESS_TOKEN_TTL": "24h",
    "JWT_SECRET_KEY": "a secret of scripts/torture alone, long enough",
    # A killed process leaves the driver's counters behind, which the next one of its number complains about.
    "MONGOC_DISABLE_SHM": "1", "SWIFT_BACKTRACE": "enable=no",
}


class Service:
    """`users serve`, started as often as a scenario likes; its log goes on over all of its lives."""

    def __init__(self, program: Path, folder: Path, settings: dict[str, str], wrapper: list[str] | None = None):
        self.program = program
        self.folder = folder
        self.settings = {**SETTINGS, "MAIL_URL": f"file:{folder}/mail", **settings}
        self.wrapper = wrapper or []
        self.process: subprocess.Popen | None = None
        self.port = 0
        self.log_file = folder / "service.log"

    def spawn(self) -> None:
        """Starts the process and returns at once."""
        self.folder.mkdir(parents=True, exist_ok=True)
        output = self.folder / "service.out"
        output.unlink(missing_ok=True)
        with output.open("wb") as out, self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.wrapper, str(self.program), "serve"], env={"PATH": os.environ["PATH"], **self.settings},
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=out, stderr=log, start_new_session=True)

    async def start(self, within: float = 40) -> None:
        """Starts the process and waits until it serves."""
        self.spawn()
        output, deadline = self.folder / "service.out", time.monotonic() + within
        while True:
            found = re.search(r"serves on https?://\S+:(\d+) ", output.read_text())
            if found:
                self.port = int(found[1])
                return
            promise(self.process.poll() is None, f"the service did not start: {self.last_words()}")
            promise(time.monotonic() < deadline, f"the service did not start within {within} s: {self.last_words()}")
            await asyncio.sleep(0.01)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    async def end(self, within: float = 15) -> int:
        """SIGTERM; the exit status."""
        self.send(signal.SIGTERM)
        return await self.wait(within)

    async def wait(self, within: float = 15) -> int:
        """The exit status of a process that ends by itself."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            promise(time.monotonic() < deadline, f"the service did not end within {within} s")
            await asyncio.sleep(0.02)
        return self.process.returncode

    def log(self) -> list[dict]:
        """The lines of the log; one that is not JSON, such as the driver's or a crash's, is its text alone."""
        if not self.log_file.exists():
            return []
        entries = []
        for line in self.log_file.read_text(errors="replace").splitlines():
            try:
                entries.append(json.loads(line))
            except ValueError:
                entries.append({"message": line, "level": "text"})
        return entries

    def last_words(self) -> str:
        return "\n".join(str(entry) for entry in self.log()[-5:])

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory(self) -> float:
        """What is resident, in MiB."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
        return int(found[1]) / 1024

    def processor_time(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
