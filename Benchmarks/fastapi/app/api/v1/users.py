from fastapi import APIRouter

from app.api.deps import CurrentUser
from app.models.schemas import UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/me", response_model=UserOut)
async def read_me(user: CurrentUser):
    return user
