"""Uploads."""

from pathlib import Path

from .client import Answer, Client, multipart

# A small picture.
IMAGE = (Path(__file__).resolve().parents[2] / "Tests/ImagesTests/Resources/png/rgba.png").read_bytes()


async def upload(client: Client, token: str, image: bytes = IMAGE) -> Answer:
    body, fields = multipart("file", image)
    return await client.send("POST", "/users/me/avatar", body, token, fields)
