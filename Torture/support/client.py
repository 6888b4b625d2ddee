"""An HTTP client of one connection, which tells an answer from a connection that broke."""

import asyncio
import json
import os
import socket
import struct
from dataclasses import dataclass, field


class Lost(Exception):
    """The connection ended before the answer: what was asked for may or may not have been done."""


@dataclass
class Answer:
    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.status} {self.body[:300].decode(errors='replace')}"


def render(method: str, path: str, body: dict | bytes | None = None, token: str | None = None,
           fields: dict[str, str] | None = None) -> bytes:
    """A request's bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: service"]
    content = b""
    if isinstance(body, bytes):
        content = body
    elif body is not None:
        content = json.dumps(body).encode()
        lines.append("Content-Type: application/json")
    if body is not None:
        lines.append(f"Content-Length: {len(content)}")
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    lines += [f"{name}: {value}" for name, value in (fields or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """Reads one answer; every one that the service gives has a length, or no content."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = await reader.readexactly(int(fields.get("content-length", 0)))
    except (asyncio.IncompleteReadError, OSError) as error:
        raise Lost(str(error)) from error
    return Answer(int(first.split()[1]), fields, body)


@dataclass
class Client:
    """Sends one request after the other; connects again when the connection has ended."""

    port: int
    limit: float = 30
    reader: asyncio.StreamReader | None = field(default=None, repr=False)
    writer: asyncio.StreamWriter | None = field(default=None, repr=False)

    async def send(self, method: str, path: str, body: dict | bytes | None = None, token: str | None = None,
                   fields: dict[str, str] | None = None) -> Answer:
        """The answer.

        Raises Lost, and TimeoutError for an answer that does not come: that is always a broken promise.
        """
        try:
            async with asyncio.timeout(self.limit):
                return await self._send(render(method, path, body, token, fields))
        except (OSError, Lost) as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise TimeoutError(f"{method} {path} had no answer within {self.limit} s") from error
            raise Lost(str(error)) from error

    async def _send(self, request: bytes) -> Answer:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(request)
        await self.writer.drain()
        answer = await read_answer(self.reader)
        if answer.fields.get("connection", "").lower() == "close":
            self.close()
        return answer

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


def reset(connection: socket.socket) -> None:
    """Ends a connection by RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def multipart(name: str, content: bytes) -> tuple[bytes, dict[str, str]]:
    """A form with one file, and its content type."""
    boundary = "torture-" + os.urandom(8).hex()
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="file"\r\n\r\n'
    return (head.encode() + content + f"\r\n--{boundary}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={boundary}"})
