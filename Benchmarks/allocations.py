"""How often a request allocates memory."""

import struct

from goals import PATH, Chapter, load, program, table

SECONDS = 3


def count(file) -> int:
    return struct.unpack("q", file.read_bytes()[:8])[0]


def measure(server, folder) -> Chapter:
    """Starts the server once more with counted allocations, and asks for one account."""
    server.stop()
    file, plain = folder / "allocations", server.environment
    server.environment = {**plain, "LD_PRELOAD": program("count-allocations.so"), "ALLOCATIONS": str(file)}
    server.start(folder)
    server.environment = plain
    load(server.url + PATH, 1, token=server.tokens[0]).outcome
    before = count(file)
    outcome = load(server.url + PATH, SECONDS, token=server.tokens[0]).outcome
    each = (count(file) - before) / outcome.done
    rows = [[server.label, f"{each:.1f}"]]
    return Chapter(f"Allocations of a `GET {PATH}`, embedded", [table(["", "a request"], rows)], [])
