"""The Management API."""

from fastapi import APIRouter

router = APIRouter()
