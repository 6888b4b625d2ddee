"""The mails that a service has sent: files of a folder, `ID.eml`, the id being that of the outbox's entry."""

import asyncio
import email
import email.policy
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .database import Documents
from .person import Person
from .promise import promise
from .service import Service

# By the subject, what the outbox calls a mail.
KINDS = {
    "Confirm your e-mail address": "verify_email", "Choose a new password": "reset_password",
    "Your password was changed": "password_changed", "A session was ended for your safety": "session_reuse",
}


class Mail(NamedTuple):
    to: str
    kind: str


def arrived(service: Service) -> dict[str, Mail]:
    """All mails of the folder by their ids; each must be whole."""
    folder = Path(service.settings["MAIL_URL"].removeprefix("file:"))
    return {path.stem: read(path) for path in folder.glob("*.eml")}


def read(path: Path) -> Mail:
    content = path.read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part.get_content_type() for part in message.walk()]
    promise(not message.defects and parts == ["multipart/alternative", "text/plain", "text/html"]
            and content.rstrip().endswith(f"--{message.get_boundary()}--".encode()),
            f"{path} is half a mail: {parts} {message.defects}")
    promise(message["Subject"] in KINDS, f"{path} is called {message['Subject']}")
    return Mail(message["To"].addresses[0].addr_spec, KINDS[message["Subject"]])


def waiting(documents: Documents) -> dict[str, Mail]:
    """The mails of all outboxes by their ids."""
    entries = [entry for account in documents["users"] for entry in account.get("outbox", []) if "mail" in entry]
    return {str(entry["id"]): Mail(entry["mail"]["recipient"], entry["mail"]["kind"]) for entry in entries}


def owed(persons: Iterable[Person]) -> Counter[Mail]:
    """The mails that must arrive of what was acknowledged."""
    return Counter({Mail(person.email, kind): least
                    for person in persons for kind, (least, _) in person.mails.items()})


async def arrive(service: Service, wanted: Counter[Mail], within: float) -> dict[str, Mail]:
    """Waits until all these have arrived, others beside them or not; answers all that there are."""
    deadline = time.monotonic() + within
    while missing := wanted - Counter((there := arrived(service)).values()):
        promise(time.monotonic() < deadline, f"{missing.total()} of {wanted.total()} mails have not arrived within "
                f"{within} s, such as {next(iter(missing))}")
        await asyncio.sleep(0.2)
    return there


def check(mails: Iterable[Mail], persons: Iterable[Person]) -> None:
    """Holds mails against what was acknowledged and what was left open: none is lost, and none made twice."""
    found = Counter(mails)
    for person in persons:
        for kind, (least, most) in person.mails.items():
            count = found[Mail(person.email, kind)]
            promise(least <= count <= most, f"{person.email} has {count} mails {kind}, {least} to {most} expected")
