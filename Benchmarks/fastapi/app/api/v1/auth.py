from fastapi import APIRouter, HTTPException, status

from app.core.exceptions import EmailTaken
from app.core.security import create_access_token
from app.models.schemas import LoginRequest, Token, UserCreate, UserOut
from app.services import user_service

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/register", response_model=UserOut, status_code=status.HTTP_201_CREATED)
async def register(new_user: UserCreate):
    try:
        return await user_service.register(new_user)
    except EmailTaken:
        raise HTTPException(status.HTTP_409_CONFLICT, "Email already registered")


@router.post("/login", response_model=Token)
async def login(request: LoginRequest):
    user = await user_service.authenticate(request.email, request.password)
    if user is None or not user["is_active"]:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid credentials", {"WWW-Authenticate": "Bearer"})
    return Token(access_token=create_access_token(str(user["_id"])))
