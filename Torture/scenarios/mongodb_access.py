"""The service reaches MongoDB by SCRAM and TLS; a wrong password or certificate is one clear line.

Promised: a user with the roles that docs/mongodb.md names serves and nothing more is needed; a wrong password or an
unknown user, between which MongoDB makes no difference, and a certificate that is not trusted end the start with exit
status 77 and one line, within seconds, that says whether it was the login or the certificate; a file of certificates
that can't be read is status 78. No line has the password.

Provoked: a set of one that demands TLS and a password, and URIs that are wrong in one place each.
"""

import asyncio
import subprocess
import time
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from support.case import Case
from support.client import Client
from support.crowd import Crowd
from support.mongo import ReplicaSet
from support.promise import promise

ENGINES = ("mongodb",)
USER, PASSWORD = "accounts", "p@ss:w/rd%&?"
DATABASE = "access"


async def run(case: Case) -> str:
    replica_set = await asyncio.to_thread(case.replica_set, 1, True)
    with replica_set.client() as client:
        client[DATABASE].command("createUser", USER, pwd=PASSWORD, roles=["readWrite", "dbAdmin"])
    await serve(case, replica_set)
    stranger = make_authority(case.folder)
    authority = str(replica_set.data / "ca.pem")
    refusals = [
        ("a wrong password", uri(replica_set, password="wrong"), 77, "Authentication failed"),
        ("an unknown user", uri(replica_set, user="nobody"), 77, "Authentication failed"),
        ("a certificate of somebody else", uri(replica_set).replace(authority, str(stranger)), 77,
         "certificate verify failed"),
        # The same address, by a name that the certificate does not have.
        ("a name that is not the certificate's", uri(replica_set).replace("@127.0.0.1:", "@127.1:"), 77,
         "certificate verify failed"),
        ("certificates that are not there", uri(replica_set).replace(authority, "/nowhere/ca.pem"), 78, "tlscafile"),
    ]
    for name, wrong, status, reason in refusals:
        refuse(case, name, wrong, status, reason)
    return f"served over TLS by SCRAM; {len(refusals)} wrong URIs refused, each in a line"


def uri(replica_set: ReplicaSet, user: str = USER, password: str = PASSWORD) -> str:
    """The URI of the service's own user, as docs/mongodb.md has it."""
    parts = urlsplit(replica_set.uri)
    hosts = parts.netloc.rpartition("@")[2]
    query = f"replicaSet=users&tls=true&tlsCAFile={replica_set.data}/ca.pem"
    return urlunsplit(parts._replace(
        netloc=f"{quote(user, safe='')}:{quote(password, safe='')}@{hosts}", path=f"/{DATABASE}", query=query))


async def serve(case: Case, replica_set: ReplicaSet) -> None:
    service = case.service({"DATABASE_URL": uri(replica_set)})
    await service.start()
    crowd = Crowd(service, 4)
    until = time.monotonic() + 2
    await crowd.run(until=lambda: time.monotonic() > until)
    await crowd.check()
    promise(crowd.journal.unavailable == 0, f"{crowd.journal.unavailable} answers 503 without a fault")
    client = Client(service.port)
    promise((await client.send("GET", "/ready")).status == 200, "the service is not ready")
    client.close()
    promise(await service.end() == 0, "the service did not end well")
    # The validator is the roles' hardest task.
    promise("not up to date" not in service.log_file.read_text(), "the roles do not do for the schema")


def make_authority(folder: Path) -> Path:
    """A certificate that signed nobody."""
    certificate = folder / "stranger.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=stranger", "-out", certificate, "-keyout", folder / "stranger.key"],
        check=True, capture_output=True)
    return certificate


def refuse(case: Case, name: str, wrong: str, status: int, reason: str) -> None:
    """Starts the service with a wrong URI, which must end it."""
    service = case.service({"DATABASE_URL": wrong, "LOG_LEVEL": "critical"}, folder=case.folder / "refused")
    start = time.monotonic()
    service.log_file = case.folder / f"refused-{name.replace(' ', '-')}.log"
    service.spawn()
    try:
        found = service.process.wait(10)
    except subprocess.TimeoutExpired:
        found = None
    lines = service.log_file.read_text().splitlines()
    case.say(f"{name}: {found} after {time.monotonic() - start:.1f} s, {lines}")
    promise(found == status, f"{name} ended with {found} rather than {status}: {lines}")
    promise(len(lines) == 1 and lines[0].startswith("users: DATABASE_URL") and reason in lines[0],
            f"{name} was told as {lines}")
    promise(PASSWORD not in lines[0] and quote(PASSWORD, safe="") not in lines[0], f"{name} shows the password")
