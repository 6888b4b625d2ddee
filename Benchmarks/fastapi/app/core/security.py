from datetime import datetime, timedelta, timezone

import bcrypt
import jwt
from starlette.concurrency import run_in_threadpool

from app.core.config import settings


async def hash_password(password: str) -> str:
    salt = bcrypt.gensalt(settings.bcrypt_rounds)
    hashed = await run_in_threadpool(bcrypt.hashpw, password.encode(), salt)
    return hashed.decode()


async def verify_password(password: str, hashed: str) -> bool:
    return await run_in_threadpool(bcrypt.checkpw, password.encode(), hashed.encode())


def create_access_token(user_id: str) -> str:
    now = datetime.now(timezone.utc)
    claims = {"sub": user_id, "iat": now, "exp": now + timedelta(minutes=settings.access_token_expire_minutes)}
    return jwt.encode(claims, settings.jwt_secret_key, settings.jwt_algorithm)


def decode_access_token(token: str) -> str:
    """The user's id; raises jwt.InvalidTokenError."""
    claims = jwt.decode(
        token, settings.jwt_secret_key, [settings.jwt_algorithm], options={"require": ["sub", "exp"]}
    )
    return claims["sub"]
