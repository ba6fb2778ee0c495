"""The Conversation API."""

from fastapi import APIRouter

router = APIRouter()
