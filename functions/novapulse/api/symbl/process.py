"""``/v1/process``: recordings, texts and URLs of recordings, each a new conversation or appended to
one."""

from fastapi import APIRouter

router = APIRouter(prefix="/v1/process", tags=["Async"])
