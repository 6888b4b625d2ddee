"""An SMTP server for tests that keeps what it is sent and fails as it is told to.

    smtp-server.py serve FOLDER [OPTION...]   serves on 127.0.0.1; the port is the first line of output
    smtp-server.py parse FILE                 prints what a mail program sees in an .eml file, as JSON
    smtp-server.py certificate FOLDER [HOST]  makes certificate.pem and key.pem, self-signed, for HOST (localhost)

The server ends when its standard input closes, and after --lifetime seconds in any case.

FOLDER gets, for each message that was accepted, in the order of arrival:
    0001.eml    the message, byte by byte
    0001.json   {"from", "to", "tls", "user", "message"}: the envelope, whether TLS was on, who logged in, and what
                "parse" prints of the message
and log.jsonl: one line a reply that matters, {"stage", "reply", "to"}, so that deliveries and refusals can be counted.

Options of serve:
    --reply STAGE=REPLY     answers REPLY, such as "450 Try later", at STAGE: greeting, ehlo, auth, mail, rcpt, data
                            (after the message) or quit. "hang" in its place says nothing at all, "close" hangs up
    --times N               only the first N times; any number otherwise
    --recipient TO=REPLY    answers REPLY to this recipient, always
    --auth USER:PASSWORD    wants this login (AUTH PLAIN or LOGIN, within TLS) before anything is sent
    --starttls FOLDER       offers STARTTLS with the FOLDER's certificate.pem and key.pem
    --tls FOLDER            speaks TLS from the first byte with them
    --tls-maximum 1.1       speaks no newer version of TLS
    --port PORT             a free one
    --delay SECONDS         thinks so long about each message before it answers
    --lifetime SECONDS      300
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import subprocess
import sys
import threading
import warnings

STAGES = ["greeting", "ehlo", "auth", "mail", "rcpt", "data", "quit"]


def parse(content):
    """What a mail program sees: decoded headers in their order, the parts' texts, and what is wrong with the message."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = {}
    defects = [str(defect) for defect in message.defects]
    for part in message.walk():
        defects += [str(defect) for defect in part.defects]
        if not part.is_multipart():
            payload = part.get_payload(decode=True).decode(part.get_content_charset("ascii"))
            parts[part.get_content_type()] = payload.replace("\r\n", "\n")
    lines = content.split(b"\r\n")
    return {
        "type": message.get_content_type(),
        "headers": [[name, str(value)] for name, value in message.items()],
        "parts": parts,
        "defects": defects + [str(d) for _, value in message.items() for d in getattr(value, "defects", [])],
        "longestLine": max(len(line) for line in lines),
        "isASCII": content.isascii(),
        "hasBareLineBreaks": any(b"\n" in line or b"\r" in line for line in lines),
    }


def make_certificate(folder, host):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}",
         "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Script:
    """What to answer, and the record of it."""

    def __init__(self, options):
        self.folder = options.folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.replies = dict(reply.split("=", 1) for reply in options.reply)
        self.left = {stage: options.times for stage in self.replies}
        self.recipients = dict(reply.split("=", 1) for reply in options.recipient)
        self.accepted = 0
        unknown = set(self.replies) - set(STAGES)
        if unknown:
            sys.exit(f"no such stage: {', '.join(unknown)}")

    def answer(self, stage, recipient=None):
        """The reply to give in place of the usual one; None when there is none."""
        if recipient in self.recipients:
            return self.recipients[recipient]
        if stage not in self.replies or self.left[stage] == 0:
            return None
        self.left[stage] -= 1
        return self.replies[stage]

    def log(self, stage, reply, recipients):
        with open(self.folder / "log.jsonl", "a") as file:
            print(json.dumps({"stage": stage, "reply": reply, "to": recipients}), file=file, flush=True)

    def keep(self, session, envelope, is_encrypted):
        self.accepted += 1
        name = f"{self.accepted:04}"
        (self.folder / f"{name}.eml").write_bytes(envelope.original_content)
        record = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": is_encrypted,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "message": parse(envelope.original_content),
        }
        # Renamed, so that nobody reads half of it.
        draft = self.folder / f"{name}.json.new"
        draft.write_text(json.dumps(record))
        draft.rename(self.folder / f"{name}.json")


def make_protocol(options, script, starttls):
    from aiosmtpd.smtp import SMTP, AuthResult

    class Handler:
        async def handle_DATA(self, server, session, envelope):
            script.keep(session, envelope, server.transport.get_extra_info("sslcontext") is not None)
            return "250 Accepted"

    def authenticate(server, session, envelope, mechanism, data):
        login = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=login == options.auth, handled=False, auth_data=data)

    class Protocol(SMTP):
        """Asks the script before it does what a command wants."""

        async def scripted(self, stage, recipient=None):
            reply = script.answer(stage, recipient)
            if reply is None:
                return False
            script.log(stage, reply, self.envelope.rcpt_tos if self.envelope else [])
            if reply == "hang":
                await asyncio.sleep(options.lifetime)
            elif reply == "close":
                self.transport.close()
            else:
                await SMTP.push(self, reply)
            return True

        async def _handle_client(self):
            self.has_greeted = False
            await super()._handle_client()

        async def push(self, status):
            if not self.has_greeted:
                self.has_greeted = True
                if await self.scripted("greeting"):
                    return
            await super().push(status)

        async def smtp_EHLO(self, argument):
            if not await self.scripted("ehlo"):
                await super().smtp_EHLO(argument)

        async def smtp_AUTH(self, argument):
            if not await self.scripted("auth"):
                await super().smtp_AUTH(argument)

        async def smtp_MAIL(self, argument):
            if not await self.scripted("mail"):
                await super().smtp_MAIL(argument)

        async def smtp_RCPT(self, argument):
            if not await self.scripted("rcpt", (argument or "")[len("TO:<"):].rstrip(">")):
                await super().smtp_RCPT(argument)

        async def smtp_QUIT(self, argument):
            if not await self.scripted("quit"):
                await super().smtp_QUIT(argument)

        async def _call_handler_hook(self, command, *arguments):
            if command != "DATA":
                return await super()._call_handler_hook(command, *arguments)
            if options.delay:
                script.log("delay", "", self.envelope.rcpt_tos)
                await asyncio.sleep(options.delay)
            reply = script.answer("data")
            if reply is None:
                reply = await super()._call_handler_hook(command, *arguments)
            script.log("data", reply, self.envelope.rcpt_tos)
            if reply == "hang":
                await asyncio.sleep(options.lifetime)
            elif reply == "close":
                self.transport.close()
            return reply

    return Protocol(
        Handler(), hostname="mail.example.com", tls_context=starttls, auth_required=options.auth is not None,
        authenticator=authenticate,
        # aiosmtpd sees no TLS but its own STARTTLS.
        auth_require_tls=starttls is not None, auth_exclude_mechanism=[] if options.auth else ["PLAIN", "LOGIN"])


def tls_context(folder, maximum):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if maximum == "1.1":
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


async def serve(options):
    script = Script(options)
    loop = asyncio.get_running_loop()
    starttls = tls_context(options.starttls, options.tls_maximum) if options.starttls else None
    tls = tls_context(options.tls, options.tls_maximum) if options.tls else None
    server = await loop.create_server(
        lambda: make_protocol(options, script, starttls), host="127.0.0.1", port=options.port, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    over = asyncio.Event()

    def wait_for_end():
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait_for_end, daemon=True).start()
    try:
        await asyncio.wait_for(over.wait(), options.lifetime)
    except asyncio.TimeoutError:
        pass
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    server = commands.add_parser("serve")
    server.add_argument("folder", type=pathlib.Path)
    server.add_argument("--reply", action="append", default=[], metavar="STAGE=REPLY")
    server.add_argument("--times", type=int, default=-1)
    server.add_argument("--recipient", action="append", default=[], metavar="TO=REPLY")
    server.add_argument("--auth", metavar="USER:PASSWORD")
    server.add_argument("--starttls", type=pathlib.Path, metavar="FOLDER")
    server.add_argument("--tls", type=pathlib.Path, metavar="FOLDER")
    server.add_argument("--tls-maximum", choices=["1.1"])
    server.add_argument("--port", type=int, default=0)
    server.add_argument("--delay", type=float, default=0)
    server.add_argument("--lifetime", type=float, default=300)
    reader = commands.add_parser("parse")
    reader.add_argument("file", type=pathlib.Path)
    maker = commands.add_parser("certificate")
    maker.add_argument("folder", type=pathlib.Path)
    maker.add_argument("host", nargs="?", default="localhost")
    options = parser.parse_args()
    if options.command == "parse":
        print(json.dumps(parse(options.file.read_bytes())))
    elif options.command == "certificate":
        make_certificate(options.folder, options.host)
    else:
        # aiosmtpd and ssl warn of what the options ask for.
        warnings.simplefilter("ignore")
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        asyncio.run(serve(options))


main()
