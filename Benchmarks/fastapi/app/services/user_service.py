from datetime import datetime, timezone

from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from app.core.exceptions import EmailTaken
from app.core.security import hash_password, verify_password
from app.db.mongodb import users
from app.models.schemas import UserCreate


async def register(new_user: UserCreate) -> dict:
    now = datetime.now(timezone.utc)
    user = {
        "email": new_user.email.lower(),
        "username": new_user.username,
        "hashed_password": await hash_password(new_user.password),
        "is_admin": False,
        "is_active": True,
        "created_at": now,
        "updated_at": now,
    }
    try:
        await users.insert_one(user)
    except DuplicateKeyError as error:
        raise EmailTaken from error
    return user


async def authenticate(email: str, password: str) -> dict | None:
    user = await users.find_one({"email": email.lower()})
    if user is None or not await verify_password(password, user["hashed_password"]):
        return None
    return user


async def find_by_id(user_id: str) -> dict | None:
    return await users.find_one({"_id": ObjectId(user_id)})
