"""``GET /v1/jobs``, ``GET`` and ``DELETE /v1/jobs/{job_id}``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from novapulse.api.native import translate
from novapulse.api.native.cursors import CursorQuery, decode_cursor, encode_cursor
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.ingest.call_fields import CallDirectionName
from novapulse.api.native.jobs.query import METADATA_NOTE, After, Before, metadata_conditions
from novapulse.api.native.jobs.schemas import (
    ERASED,
    EXAMPLE_JOB,
    LISTED,
    SHOWN,
    ErasedSchema,
    ErasureAnswer,
    JobList,
)
from novapulse.api.native.schemas import JobAnswer
from novapulse.domain.job import JobStatus, Pipeline
from novapulse.domain.keys import ApiKey
from novapulse.domain.listing import JobFilter
from novapulse.domain.wire_time import wire_time
from novapulse.services.erase import erase_job
from novapulse.services.intake.call_details import MAX_ID_CHARACTERS
from novapulse.services.jobs import find_job, list_jobs

router = APIRouter()

CALL_ID_QUERY = Query(
    min_length=1, max_length=MAX_ID_CHARACTERS, description="As it was submitted, to the letter"
)
JobIdPath = Annotated[
    str,
    Path(
        description="Another tenant's job, an erased one and one that never was are the same 404",
        json_schema_extra={"pattern": "^job_[0-9a-f]{12}$"},
        examples=[EXAMPLE_JOB],
    ),
]


@router.get(
    "/v1/jobs",
    response_model=JobList,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403), 200: LISTED},
    summary="The tenant's jobs, newest first",
    description=METADATA_NOTE,
)
def get_jobs(
    *,
    request: Request,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("jobs:read"))],
    status: Annotated[JobStatus | None, Query()] = None,
    pipeline: Annotated[Pipeline | None, Query()] = None,
    created_after: Annotated[
        After, Query(description="A time with its zone, or a day in UTC; inclusive")
    ] = None,
    created_before: Annotated[
        Before, Query(description="A time with its zone, or a day in UTC; inclusive")
    ] = None,
    agent_id: Annotated[str | None, CALL_ID_QUERY] = None,
    contact_id: Annotated[str | None, CALL_ID_QUERY] = None,
    call_direction: Annotated[CallDirectionName | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: CursorQuery = None,
) -> JobList:
    where = JobFilter(
        status=status,
        pipeline=pipeline,
        created_after=created_after,
        created_before=created_before,
        metadata=metadata_conditions(request.query_params.multi_items()),
        agent_id=agent_id,
        contact_id=contact_id,
        direction=call_direction,
    )
    after = decode_cursor(cursor) if cursor is not None else None
    page = list_jobs(key.tenant, where, limit=limit, after=after, jobs=home.jobs)
    return JobList(
        jobs=[translate.job_answer(job) for job in page.jobs],
        next_cursor=encode_cursor(page.next) if page.next else None,
    )


@router.get(
    "/v1/jobs/{job_id}",
    response_model=JobAnswer,
    response_model_exclude_unset=True,
    responses={**answers(401, 403, 404), 200: SHOWN},
    summary="Where a job stands",
)
async def get_job(
    job_id: JobIdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("jobs:read"))]
) -> JobAnswer:
    # On the event loop: reading one row costs less than a hop to a thread, and waits for nobody.
    return translate.job_answer(find_job(key.tenant, job_id, jobs=home.jobs))


@router.delete(
    "/v1/jobs/{job_id}",
    response_model=ErasureAnswer,
    responses={**answers(401, 403, 404), 200: ERASED},
    summary="Erase a job and everything that was made of it",
)
def delete_job(
    job_id: JobIdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("jobs:delete"))]
) -> ErasureAnswer:
    """In whatever state it is: one that runs is stopped first."""
    receipt = erase_job(home, tenant=key.tenant, job_id=job_id)
    return ErasureAnswer(
        job_id=receipt.job_id,
        deleted=ErasedSchema(**receipt.deleted.model_dump()),
        objects=receipt.deleted.objects,
        deleted_at=wire_time(receipt.deleted_at),
    )
