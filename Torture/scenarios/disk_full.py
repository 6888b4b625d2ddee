"""The disk gets full: writes are refused, reads go on, and it recovers without a restart.

Promised: with no room left, a write that needs some is 503 with Retry-After (or 507), and nothing of it is there
afterwards; an upload too. On SQLite reads go on; a mongod ends itself when its journal can't be written, so there all
is 503 until it is started again with room, and of the write that was in flight at its end all is there, or nothing.
Once there is room the same process serves everything, what was acknowledged is there, and each of its mails arrives
once, also those that could not be written.

Provoked: a tmpfs that holds SQLite's folder, with the mails in it, or mongod's, where the mails have room elsewhere; a
file that takes the rest of it, to the last byte.
"""

import asyncio
import os
import struct
import time
import zlib
from collections import Counter

from support import avatar, database, mails
from support.case import Case
from support.client import Answer, Client
from support.crowd import Crowd
from support.disk import Disk
from support.mongo import ReplicaSet
from support.person import API, Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
DATABASE = "disk_full"


async def run(case: Case) -> str:
    disk = Disk(case.folder / "disk", "600m" if case.engine == "mongodb" else "64m")
    case.ends.callback(disk.unmount)
    if case.engine == "mongodb":
        return await run_on_mongodb(case, disk)
    service = case.service(folder=disk.folder)
    await service.start()
    pid = service.pid
    crowd, reader = await fill_up(service)
    disk.fill()
    case.say(f"full: {disk.free()} bytes are free")
    persons = await write_until_refused(service)
    await read(service, reader)
    shown = await upload_until_refused(service, reader)
    reads = await keep_reading(service, reader, seconds=case.amount(10, 3))
    late = mails.owed([*crowd.everybody(), reader, *persons]) - Counter(mails.arrived(service).values())
    disk.make_room()
    recovered, first = await recover(case, service)
    await shows(service, reader, shown)
    refused = [person for person in persons if not person.is_registered]
    await register_refused(service, case.documents(disk.folder, is_live=True), refused)
    crowd.persons += [persons, [reader, first]]
    await crowd.check()
    await mails_arrive(service, crowd.everybody())
    promise(service.pid == pid and service.is_running, "the service was started again")
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity(disk.folder)
    database.check(case.documents(disk.folder), crowd.everybody())
    return (f"{len(refused)} writes refused, {reads:,} reads answered meanwhile; writes again {recovered:.2f} s after "
            f"there was room; {late.total()} mails late, none lost or doubled")


async def run_on_mongodb(case: Case, disk: Disk) -> str:
    replica_set = await asyncio.to_thread(case.replica_set, 1, False, disk.folder)
    member, = replica_set.members
    service = case.service({"DATABASE_URL": replica_set.uri_of(DATABASE)})
    await service.start()
    crowd, reader = await fill_up(service)
    await asyncio.to_thread(hurry_checkpoints, replica_set)
    disk.fill()
    case.say(f"full: {disk.free()} bytes are free")
    # Each waits for a primary, most of a request's time.
    persons = await write_until_refused(service, seconds=90, times=3)
    shown = await upload_until_refused(service, reader)
    case.say("mongod goes on" if member.is_running else "mongod has ended itself")
    ended = not member.is_running
    disk.make_room()
    if ended:
        await asyncio.to_thread(replica_set.restart, member)
        await asyncio.to_thread(replica_set.wait_until_whole)
    recovered, first = await recover(case, service)
    await shows(service, reader, shown)
    refused = [person for person in persons if not person.is_registered]
    documents = await asyncio.to_thread(database.of_mongodb, replica_set.uri, DATABASE)
    # The first was in flight when mongod ended itself.
    await register_refused(service, documents, refused[1:])
    crowd.persons += [persons, [reader, first]]
    await crowd.check()
    count = await mails_arrive(service, crowd.everybody())
    promise(await service.end() == 0, "the service did not end well")
    documents = await asyncio.to_thread(database.of_mongodb, replica_set.uri, DATABASE)
    database.check(documents, crowd.everybody())
    return (f"{len(refused)} requests refused; mongod {'ended itself and was started again' if ended else 'went on'}; "
            f"served {recovered:.2f} s after that; {count} mails arrived, none is lost or doubled")


def hurry_checkpoints(replica_set: ReplicaSet) -> None:
    """Has mongod write what it has in memory every two seconds, not every minute: its journal does until then."""
    with replica_set.client() as client:
        client.admin.command("setParameter", 1, syncdelay=2)


async def fill_up(service: Service) -> tuple[Crowd, Person]:
    """Accounts that were there before, and one that reads."""
    crowd = Crowd(service, 8)
    until = time.monotonic() + 2
    await crowd.run(until=lambda: time.monotonic() > until)
    reader = Person(Journal(), "reader")
    client = Client(service.port)
    promise(await reader.register(client) and await reader.log_in(client), "the reader could not register")
    client.close()
    return crowd, reader


async def write_until_refused(service: Service, seconds: float = 30, times: int = 10) -> list[Person]:
    """Registers until so many in a row are refused; answers them all."""
    client, journal, persons = Client(service.port), Journal(), []
    in_a_row = 0
    deadline = time.monotonic() + seconds
    while in_a_row < times:
        promise(time.monotonic() < deadline, f"writes are still taken {seconds} s after the disk was full")
        persons.append(Person(journal, "full"))
        # 507 would do as well; 503 is what the service says.
        in_a_row = 0 if await persons[-1].register(client) else in_a_row + 1
    promise(journal.lost == 0, f"{journal.lost} connections broke")
    client.close()
    return persons


async def register_refused(service: Service, documents: database.Documents, refused: list[Person]) -> None:
    """Registers those who were refused, of whom nothing may be there."""
    client = Client(service.port)
    promise(bool(refused), "no registration was refused")
    stored = {account["email"]: account["_id"] for account in documents["users"]}
    created = {entry["user_id"] for entry in documents["audit"] if entry["event"] == "user_created"}
    promise(created <= set(stored.values()), f"the audit tells of {created - set(stored.values())}, who are not there")
    for person in refused:
        promise(person.email not in stored, f"{person.email} was refused, and is there")
        person.may_be_registered = False
        promise(await person.register(client), f"{person.email} could not register when there was room")
    client.close()


async def read(service: Service, reader: Person) -> None:
    client = Client(service.port)
    answer = await client.send("GET", API + "/users/me", token=reader.sessions[-1].access)
    promise(answer.status == 200 and answer.json["email"] == reader.email, f"a read on a full disk: {answer}")
    answer = await client.send("GET", API + "/users/me/sessions", token=reader.sessions[-1].access)
    promise(answer.status == 200, f"a read on a full disk: {answer}")
    client.close()


async def keep_reading(service: Service, reader: Person, seconds: float) -> int:
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        await read(service, reader)
        count += 2
    return count


async def upload_until_refused(service: Service, reader: Person) -> str | None:
    """Uploads until that is refused: the log of the embedded database has room of its own, for some.

    What is taken is there; answers where the last one is.
    """
    client, taken = Client(service.port), None
    deadline = time.monotonic() + 30
    while (answer := await upload(client, reader)).status == 200:
        await is_there(client, answer)
        taken = answer.json["avatar_url"]
        promise(time.monotonic() < deadline, "uploads are still taken 30 s after the disk was full")
    promise(answer.status in (503, 507) and "retry-after" in answer.fields, f"an upload on a full disk: {answer}")
    client.close()
    return taken


async def shows(service: Service, reader: Person, picture: str | None) -> None:
    """The reader has the picture that was taken last: nothing came of the upload that was refused."""
    client = Client(service.port)
    answer = await client.send("GET", API + "/users/me", token=reader.sessions[-1].access)
    promise(answer.status == 200 and answer.json.get("avatar_url") == picture,
            f"{picture} was taken last, and the reader is {answer}")
    client.close()


async def is_there(client: Client, answer: Answer) -> None:
    found = await client.send("GET", answer.json["avatar_url"])
    promise(found.status == 200 and found.body[1:4] == b"PNG", f"an avatar that was taken: {found.status}")


def picture() -> bytes:
    """A PNG of half a megabyte: noise."""
    side = 400
    rows = b"".join(b"\0" + os.urandom(side * 3) for _ in range(side))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks)


async def upload(client: Client, person: Person) -> Answer:
    answer = await avatar.upload(client, person.sessions[-1].access, picture())
    person.edits += answer.status == 200
    return answer


async def recover(case: Case, service: Service) -> tuple[float, Person]:
    """Seconds until a registration, and an upload, are taken again, and who was registered."""
    start = time.monotonic()
    client, journal = Client(service.port), Journal()
    person = Person(journal, "after")
    while not await person.register(client):
        # What the embedded engine refuses has not happened.
        person.may_be_registered = case.engine != "sqlite"
        promise(time.monotonic() < start + 30, "no registration 30 s after there was room")
        await asyncio.sleep(0.02)
    seconds = time.monotonic() - start
    promise(await person.log_in(client), "no login after there was room")
    answer = await upload(client, person)
    promise(answer.status == 200, f"an upload after there was room: {answer}")
    await is_there(client, answer)
    client.close()
    case.say(f"served again {seconds:.2f} s after there was room")
    return seconds, person


async def mails_arrive(service: Service, persons: list[Person]) -> int:
    """Waits for the mails of what was acknowledged, each once; the first delay after a failure is 10 s."""
    there = await mails.arrive(service, mails.owed(persons), within=60)
    mails.check(there.values(), persons)
    return len(there)
