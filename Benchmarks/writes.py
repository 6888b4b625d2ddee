"""PATCH /users/me from 64 connections, held against what the disk and the driver themselves can do."""

from goals import PATH, ROUNDS, Chapter, Goal, figure_of, load, median, pause, program, say, spread, table

CONNECTIONS = 64
SECONDS = 5
BYTES = 4096  # a page of the file: less cannot be written
THREADS = (16, 32, 64)  # of the driver's own program; the best counts


def change(server) -> float:
    """One round: changes a second."""
    outcome = load(server.url + PATH, SECONDS, "changes.lua", threads=CONNECTIONS, connections=CONNECTIONS,
                   CHANGERS=" ".join(server.tokens)).outcome
    if outcome.refusals or outcome.broken:
        raise SystemExit(f"{outcome.refusals} changes were refused, {outcome.broken} connections broke")
    # The audit entries of the last changes are written by then.
    pause(1)
    return outcome.rate


def measure(embedded, mongo, uri: str, folder) -> Chapter:
    syncer = program("fsync-writer")
    rows, goals = [], []
    if embedded:
        single, grouped = [], []
        for number in range(ROUNDS):
            single.append(figure_of(syncer, f"{folder}/fsync", str(BYTES), "3"))
            grouped.append(change(embedded))
            say(f"writes {number + 1}/{ROUNDS}: {single[-1]:,.0f} fsync/s, {grouped[-1]:,.0f} changes/s")
        ratio = median([ours / theirs for ours, theirs in zip(grouped, single)])
        rows += [["one `write` and `fsync` a request", spread(single), "1"],
                 [embedded.label, spread(grouped), f"{ratio:.2f}"]]
        goals.append(Goal(f"`PATCH {PATH}`, embedded: 5 times one fsync a request", f"{ratio:.2f}", ratio >= 5))
    if mongo:
        flags = ["-I/usr/include/libmongoc-1.0", "-I/usr/include/libbson-1.0", "-lmongoc-1.0", "-lbson-1.0"]
        writer = program("mongo-writer", *flags)
        driver, service = [], []
        for number in range(ROUNDS):
            rates = [figure_of(writer, uri, "users_goals", str(threads), "2.5") for threads in THREADS]
            driver.append(max(rates))
            service.append(change(mongo))
            say(f"writes {number + 1}/{ROUNDS}: libmongoc {driver[-1]:,.0f}/s, {service[-1]:,.0f} changes/s")
        ratio = median([ours / theirs for ours, theirs in zip(service, driver)])
        rows += [["libmongoc's own replacements", spread(driver), "1"], [mongo.label, spread(service), f"{ratio:.2f}"]]
        goals.append(Goal(f"`PATCH {PATH}`, MongoDB: 0.7 of libmongoc's own figure", f"{ratio:.2f}", ratio >= 0.7))
    return Chapter(f"`PATCH {PATH}` from {CONNECTIONS} connections, an account each",
                   [table(["", "writes/s", "ratio"], rows)], goals)
