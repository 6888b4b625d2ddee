"""Memory, and the time to the first answer."""

import os
import resource
import socket
import subprocess
import time

from goals import PASSWORD, PATH, Chapter, Goal, load, median, pause, resident, say, table

IDLE = 10_000
STARTS = 7
MIB = 1 << 20


def first_answer(server, folder) -> float:
    """Milliseconds from the program's start to its first answer."""
    begin = time.monotonic()
    with (folder / "start.log").open("wb") as log:
        server.process = subprocess.Popen(
            server.command, env={**os.environ, **server.environment, "PORT": str(server.port)}, cwd=server.directory,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", server.port)) as client:
                client.sendall(b"GET /health HTTP/1.1\r\nHost: bench\r\n\r\n")
                if client.recv(12) == b"HTTP/1.1 200":
                    return (time.monotonic() - begin) * 1e3
        except ConnectionError:
            if server.process.poll() is not None or time.monotonic() - begin > 20:
                raise SystemExit((folder / "start.log").read_text()[-2000:])
            time.sleep(0.001)


def idle(server) -> float:
    """Bytes of resident memory for each of IDLE connections that had an answer and keep still."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, IDLE + 1024), hard))
    before = resident(server.process)
    clients = []
    try:
        for _ in range(IDLE):
            client = socket.create_connection(("127.0.0.1", server.port))
            clients.append(client)
            client.sendall(b"GET /health HTTP/1.1\r\nHost: bench\r\n\r\n")
            if client.recv(65536)[:12] != b"HTTP/1.1 200":
                raise SystemExit(f"connection {len(clients)} was refused")
        return (resident(server.process) - before) / IDLE
    finally:
        for client in clients:
            client.close()


def mixed(server, seconds: int) -> list[int]:
    """Resident memory each second under a mix of requests."""
    run = load(server.url + PATH, seconds, "mixed.lua", CHANGERS=" ".join(server.tokens), PASSWORD=PASSWORD,
               RUN=f"mixed{time.time_ns()}")
    samples = []
    while run.process.poll() is None:
        time.sleep(1)
        samples.append(resident(server.process))
    outcome = run.outcome
    say(f"mixed load: {outcome.rate:,.0f} requests/s, {outcome.refusals} refused")
    return samples


def measure(server, folder, seconds: int) -> Chapter:
    """Measures the embedded engine's server, which has accounts already and is started again and again."""
    starts = []
    for _ in range(STARTS):
        server.stop()
        starts.append(first_answer(server, folder))
    pause(1)
    fresh = resident(server.process)
    each = idle(server)
    samples = mixed(server, seconds)
    # Caches fill in the first half.
    half, end = median(samples[len(samples) // 2:len(samples) * 5 // 8]), median(samples[-len(samples) // 8:])
    say(f"start {median(starts):.0f} ms, {fresh / MIB:.1f} MiB, {each:,.0f} B a connection, "
        f"{end / MIB:.1f} MiB in the end")
    rows = [
        ["first answer after the start, ms", f"{median(starts):.0f} ({min(starts):.0f}-{max(starts):.0f})"],
        ["resident after the start, MiB", f"{fresh / MIB:.1f}"],
        [f"resident for each of {IDLE:,} idle connections, KiB", f"{each / 1024:.2f}"],
        [f"resident after {seconds // 2} s and {seconds} s of mixed load, MiB", f"{half / MIB:.1f}, {end / MIB:.1f}"],
        ["the most of all seconds, MiB", f"{max(samples) / MIB:.1f}"],
    ]
    growth = end / half - 1
    return Chapter("Memory and start, embedded", [table(["", ""], rows)], [
        Goal("first answer within 100 ms of the start", f"{median(starts):.0f} ms", median(starts) <= 100),
        Goal("resident after the start under 40 MiB", f"{fresh / MIB:.1f} MiB", fresh < 40 * MIB),
        Goal(f"each of {IDLE:,} idle connections under 8 KiB", f"{each / 1024:.2f} KiB", each < 8192),
        Goal(f"resident after {seconds} s of mixed load under 120 MiB", f"{end / MIB:.1f} MiB", end < 120 * MIB),
        Goal("and flat: under 5 % more than after half of them", f"{growth * 100:+.1f} %", growth < 0.05),
    ])
