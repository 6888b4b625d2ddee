from typing import Annotated

import jwt
from bson.errors import InvalidId
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.core.security import decode_access_token
from app.services import user_service

bearer = HTTPBearer()


async def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> dict:
    try:
        user = await user_service.find_by_id(decode_access_token(credentials.credentials))
    except (jwt.InvalidTokenError, InvalidId):
        user = None
    if user is None or not user["is_active"]:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token", {"WWW-Authenticate": "Bearer"})
    return user


CurrentUser = Annotated[dict, Depends(get_current_user)]
