"""``GET /v1/health``: for load balancers and people; needs no key."""

from typing import Any

from fastapi import APIRouter, Request

from novapulse.api.native.dependencies import HomeOf
from novapulse.api.native.documented import answers
from novapulse.api.native.schemas import HealthAnswer
from novapulse.domain.job import JobStatus

router = APIRouter()

HEALTHY: dict[str, Any] = {
    "description": "It can",
    "content": {
        "application/json": {
            "example": {"status": "ok", "version": "0.1.0", "engine": "whisper (small.en)"}
        }
    },
}


@router.get(
    "/v1/health",
    response_model=HealthAnswer,
    responses={**answers(), 200: HEALTHY},
    summary="Whether the server can work",
)
def get_health(request: Request, home: HomeOf) -> HealthAnswer:
    """Asks the database, so that a server that lost it does not look healthy."""
    home.jobs.count("", (JobStatus.QUEUED,))
    return HealthAnswer(status="ok", version=request.app.version, engine=home.engine)
