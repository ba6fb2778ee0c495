"""``GET /v1/health``: for load balancers and people; needs no key."""

import importlib.metadata

from fastapi import APIRouter

from novapulse.api.native.dependencies import HomeOf
from novapulse.api.native.schemas import HealthAnswer
from novapulse.domain.job import JobStatus

router = APIRouter()


@router.get("/v1/health", response_model=HealthAnswer, summary="Whether the server can work")
def get_health(home: HomeOf) -> HealthAnswer:
    """Asks the database, so that a server that lost it does not look healthy."""
    home.jobs.count("", (JobStatus.QUEUED,))
    return HealthAnswer(
        status="ok", version=importlib.metadata.version("novapulse"), engine=home.engine
    )
