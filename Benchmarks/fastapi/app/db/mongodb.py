from motor.motor_asyncio import AsyncIOMotorClient

from app.core.config import settings

client = AsyncIOMotorClient(settings.mongodb_url, tz_aware=True)
users = client[settings.mongodb_database]["users"]


async def create_indexes() -> None:
    await users.create_index("email", unique=True)
