"""The disk gets full: writes are refused, reads go on, and it recovers without a restart.

Promised: with no room left, a write that needs some is 503 with Retry-After (or 507), and nothing of it is there
afterwards; an upload too. On SQLite reads go on; a mongod ends itself when its journal can't be written, so there all
is 503 until it is started again with room. Once there is room the same process serves everything, what was acknowledged
is there, and mails that could not be written arrive.

Provoked: a tmpfs that holds SQLite's folder, or mongod's, and the mails; a file that takes the rest of it, to the last
byte.
"""

import asyncio
import contextlib
import os
import time
from pathlib import Path

import pymongo
from support.case import Case
from support.client import Client, multipart
from support.crowd import Crowd
from support.disk import Disk
from support.mongo import ReplicaSet
from support.person import API, Journal, Person
from support.promise import promise
from support.service import Service

ENGINES = ("sqlite", "mongodb")
IMAGE = Path(__file__).resolve().parents[2] / "Tests/ImagesTests/Resources/png/rgba.png"


async def run(case: Case) -> str:
    disk = Disk(case.folder / "disk", "600m" if case.engine == "mongodb" else "64m")
    case.ends.callback(disk.unmount)
    if case.engine == "mongodb":
        return await run_on_mongodb(case, disk)
    service = case.service(folder=disk.folder)
    await service.start()
    pid = service.pid
    crowd, reader = await fill_up(case, service)
    disk.fill()
    case.say(f"full: {disk.free()} bytes are free")
    refused = await write_until_refused(service)
    await read(service, reader)
    await upload_is_refused(service, reader)
    reads = await keep_reading(service, reader, seconds=case.amount(10, 3))
    disk.make_room()
    recovered = await recover(case, service)
    await crowd.check()
    mails = await mails_arrive(service, crowd.everybody())
    promise(service.pid == pid and service.is_running, "the service was started again")
    promise(await service.end() == 0, "the service did not end well")
    case.check_integrity(disk.folder)
    return (f"{refused} writes refused, {reads:,} reads answered meanwhile; writes again {recovered:.2f} s after there was "
            f"room; {mails} mails late, none lost")


async def run_on_mongodb(case: Case, disk: Disk) -> str:
    replica_set = await asyncio.to_thread(case.replica_set, 1, False, disk.folder)
    member, = replica_set.members
    service = case.service({"DATABASE_URL": replica_set.uri_of("disk_full")})
    await service.start()
    crowd, reader = await fill_up(case, service)
    disk.fill()
    case.say(f"full: {disk.free()} bytes are free")
    await asyncio.to_thread(use_up_journal, replica_set)
    refused = await write_until_refused(service, seconds=60)
    await upload_is_refused(service, reader)
    case.say("mongod goes on" if member.is_running else "mongod has ended itself")
    ended = not member.is_running
    disk.make_room()
    if ended:
        await asyncio.to_thread(replica_set.restart, member)
        await asyncio.to_thread(replica_set.wait_until_whole)
    recovered = await recover(case, service)
    await crowd.check()
    mails = await mails_arrive(service, crowd.everybody())
    promise(await service.end() == 0, "the service did not end well")
    return (f"{refused} requests refused; mongod {'ended itself and was started again' if ended else 'went on'}; served "
            f"{recovered:.2f} s after that; {mails} mails arrived")


def use_up_journal(replica_set: ReplicaSet) -> None:
    """Writes until mongod can't: it has room of its own, in files that it made beforehand."""
    with contextlib.suppress(pymongo.errors.PyMongoError), \
            replica_set.client(serverSelectionTimeoutMS=3000, socketTimeoutMS=5000) as client:
        collection = client["torture"].get_collection("ballast", write_concern=pymongo.WriteConcern(w=1, j=True))
        for _ in range(2000):
            collection.insert_one({"bytes": os.urandom(1 << 20)})


async def fill_up(case: Case, service: Service) -> tuple[Crowd, Person]:
    """Accounts that were there before, and one that reads."""
    crowd = Crowd(service, 8)
    until = time.monotonic() + 2
    await crowd.run(until=lambda: time.monotonic() > until)
    reader = Person(Journal(), "reader")
    client = Client(service.port)
    promise(await reader.register(client) and await reader.log_in(client), "the reader could not register")
    client.close()
    return crowd, reader


async def write_until_refused(service: Service, seconds: float = 30) -> int:
    """Registers until ten in a row are refused; what is still taken meanwhile must be there."""
    client, journal, taken = Client(service.port), Journal(), []
    refused = in_a_row = 0
    deadline = time.monotonic() + seconds
    while in_a_row < 10:
        promise(time.monotonic() < deadline, f"writes are still taken {seconds} s after the disk was full")
        person = Person(journal, "full")
        # 507 would do as well; 503 is what the service says.
        if await person.register(client):
            taken.append(person)
            in_a_row = 0
        else:
            refused += 1
            in_a_row += 1
    promise(journal.lost == 0, f"{journal.lost} connections broke")
    client.close()
    return refused


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


async def upload_is_refused(service: Service, reader: Person) -> None:
    client = Client(service.port)
    answer = await upload(client, reader)
    promise(answer.status in (503, 507) and "retry-after" in answer.fields, f"an upload on a full disk: {answer}")
    client.close()


async def upload(client: Client, reader: Person):
    body, fields = multipart("file", IMAGE.read_bytes())
    return await client.send("POST", "/users/me/avatar", body, reader.sessions[-1].access, fields)


async def recover(case: Case, service: Service) -> float:
    """Seconds until a registration, and an upload, are taken again."""
    start = time.monotonic()
    client, journal = Client(service.port), Journal()
    person = Person(journal, "after")
    while not await person.register(client):
        promise(time.monotonic() < start + 30, "no registration 30 s after there was room")
        await asyncio.sleep(0.02)
    seconds = time.monotonic() - start
    promise(await person.log_in(client), "no login after there was room")
    answer = await upload(client, person)
    promise(answer.status == 200, f"an upload after there was room: {answer}")
    address = answer.json["avatar_url"]
    answer = await client.send("GET", address)
    promise(answer.status == 200 and answer.body[1:4] == b"PNG", f"an avatar after there was room: {answer.status}")
    client.close()
    case.say(f"served again {seconds:.2f} s after there was room")
    return seconds


async def mails_arrive(service: Service, persons: list[Person]) -> int:
    """Waits for the mails of what was acknowledged; the first delay after a failure is 10 s."""
    folder, wanted = Path(service.settings["MAIL_URL"].removeprefix("file:")), sum(each.mails for each in persons)
    deadline = time.monotonic() + 60
    while (there := len([name for name in os.listdir(folder) if name.endswith(".eml")])) < wanted:
        promise(time.monotonic() < deadline, f"{there} of {wanted} mails have arrived a minute after there was room")
        await asyncio.sleep(0.2)
    return there
