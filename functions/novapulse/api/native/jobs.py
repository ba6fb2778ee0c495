"""``GET /v1/jobs/{job_id}``."""

from typing import Annotated

from fastapi import APIRouter, Depends

from novapulse.api.native import translate
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.schemas import JobAnswer
from novapulse.domain.keys import ApiKey
from novapulse.services.jobs import find_job

router = APIRouter()


@router.get(
    "/v1/jobs/{job_id}",
    response_model=JobAnswer,
    response_model_exclude_unset=True,
    responses=answers(401, 403, 404),
    summary="Where a job stands",
)
def get_job(
    job_id: str, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("jobs:read"))]
) -> JobAnswer:
    return translate.job_answer(find_job(key.tenant, job_id, jobs=home.jobs))
