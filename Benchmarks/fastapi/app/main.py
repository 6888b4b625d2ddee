from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.api.v1 import auth, users
from app.db.mongodb import client, create_indexes


@asynccontextmanager
async def lifespan(_: FastAPI):
    await create_indexes()
    yield
    client.close()


app = FastAPI(title="Users", lifespan=lifespan)
app.include_router(auth.router, prefix="/api/v1")
app.include_router(users.router, prefix="/api/v1")


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
