"""A client that has sent all it will, and says so, gets its answer.

Promised: after shutdown(SHUT_WR) the answers of all complete requests come, in order, and then the end; an incomplete
one is 400.

Provoked: single requests, pipelined ones, a body in chunks, an answer of several hundred KiB, and half a body, each
followed by a half-close at once or a moment later.
"""

import asyncio
import json

from support.case import Case
from support.client import Answer, Lost, read_answer, render
from support.person import API
from support.promise import promise

ENGINES = ("sqlite",)


async def run(case: Case) -> str:
    service = case.service()
    await service.start()
    content = json.dumps({"email": "nobody@example.com", "password": "wrong password"}).encode()
    login = render("POST", API + "/auth/login", {"email": "nobody@example.com", "password": "wrong password"})
    chunked = (f"POST {API}/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
               f"Transfer-Encoding: chunked\r\n\r\n{len(content):x}\r\n").encode() + content + b"\r\n0\r\n\r\n"
    health, large = render("GET", "/health"), render("GET", "/openapi.json")
    conversations = {
        "one request": (health, [200]),
        "a body": (login, [401]),
        "a body in chunks": (chunked, [401]),
        "a large answer": (large, [200]),
        "many requests": (health * 20 + login + large + health, [200] * 20 + [401, 200, 200]),
        "half a head": (health[:-2], [400]),
        "half a body": (login[:-3], [400]),
        "half a chunk": (chunked[:-6], [400]),
    }
    count = 0
    for name, (request, statuses) in conversations.items():
        for moment in (0, 0.05):
            answers = await converse(service.port, request, moment)
            found = [each.status for each in answers]
            promise(found == statuses, f"{name}: {found} rather than {statuses}")
            count += 1
    promise(await service.end() == 0, "the service did not end well")
    return f"{count} half-closed conversations answered to their end"


async def converse(port: int, request: bytes, moment: float) -> list[Answer]:
    """Sends the request, half-closes, and reads until the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await asyncio.sleep(moment)
    writer.write_eof()
    answers = []
    async with asyncio.timeout(10):
        while True:
            try:
                answers.append(await read_answer(reader))
            except Lost:
                break
    promise(reader.at_eof(), "the connection was not closed")
    writer.close()
    return answers
