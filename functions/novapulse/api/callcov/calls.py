"""Family A: ``/api/v1/calls/analyze``."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Path, Request, Response

from novapulse.api.callcov.bodies import CALL_BODY
from novapulse.api.callcov.dependencies import READ, caller_with
from novapulse.api.callcov.documented import errors_a
from novapulse.api.callcov.submission import received_submission
from novapulse.api.home_of import HomeOf
from novapulse.domain.keys import ApiKey
from novapulse.services.callcov import analysis
from novapulse.services.callcov.lookup import erase_analysis, find_analysis
from novapulse.services.callcov.shapes import CallAnalysis, Submitted
from novapulse.services.intake.size_limits import CALL_LIMITS
from novapulse.services.intake.submit import submit

router = APIRouter(prefix="/api/v1/calls/analyze", tags=["Calls"])

IdPath = Annotated[
    str,
    Path(
        description="The analysis_id of a submission, or its UUID",
        examples=["anl_1a2b3c4d5e"],
        json_schema_extra={"minLength": 1},
    ),
]


@router.post(
    "",
    status_code=201,
    response_model=Submitted,
    responses=errors_a(400, 408, 413),
    openapi_extra={"requestBody": CALL_BODY},
    operation_id="submit_call",
    summary="Submit a call for analysis",
)
async def post_call(
    request: Request, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("audio:write"))]
) -> Submitted:
    async with received_submission(request, home, key.tenant, CALL_LIMITS) as submission:
        return analysis.submitted(await run_sync(submit, home, submission))


@router.get(
    "/{analysis_id}",
    response_model=CallAnalysis,
    responses=errors_a(404),
    operation_id="get_call_analysis",
    summary="Where an analysis stands, and its results",
)
def get_call(
    analysis_id: IdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with(*READ))]
) -> CallAnalysis:
    return analysis.call_analysis(*find_analysis(home, key.tenant, analysis_id))


@router.delete(
    "/{analysis_id}",
    status_code=204,
    response_class=Response,
    responses=errors_a(404),
    operation_id="delete_call_analysis",
    summary="Erase an analysis with its recording, in whatever state it is",
)
def delete_call(
    analysis_id: IdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("jobs:delete"))]
) -> None:
    erase_analysis(home, key.tenant, analysis_id)
