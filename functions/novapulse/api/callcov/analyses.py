"""Family B: ``/api/v1/analysis``, and ``GET /api/v1/calls``, which lists the same."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from novapulse.api.callcov.bodies import ANALYSIS_BODY
from novapulse.api.callcov.dependencies import READ, caller_with
from novapulse.api.callcov.documented import errors_b
from novapulse.api.callcov.submission import received_submission
from novapulse.api.home_of import HomeOf
from novapulse.domain.keys import ApiKey
from novapulse.domain.listing import JobFilter
from novapulse.services.callcov import analysis
from novapulse.services.callcov.analysis import JobResults
from novapulse.services.callcov.listing import MAX_LIMIT, list_analyses
from novapulse.services.callcov.lookup import erase_analysis, find_analysis
from novapulse.services.callcov.shapes import AnalysisList, AnalysisResponse, Status
from novapulse.services.intake.size_limits import ANALYSIS_LIMITS
from novapulse.services.intake.submit import submit

router = APIRouter(prefix="/api/v1", tags=["Analyses"])

IdPath = Annotated[
    str,
    Path(
        description="The UUID of an analysis, or its analysis_id",
        examples=["6e6f7661-7075-8c73-a5ec-7a2d9c4f1e8b"],
        json_schema_extra={"minLength": 1},
    ),
]


@router.post(
    "/analysis",
    status_code=201,
    response_model=AnalysisResponse,
    responses=errors_b(400, 408, 413, 422),
    openapi_extra={"requestBody": ANALYSIS_BODY},
    operation_id="create_analysis",
    summary="Submit a call for analysis",
)
async def post_analysis(
    request: Request, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("audio:write"))]
) -> AnalysisResponse:
    async with received_submission(request, home, key.tenant, ANALYSIS_LIMITS) as submission:
        job = await run_sync(submit, home, submission)
        return analysis.analysis_response(job, JobResults())


@router.get(
    "/calls",
    response_model=AnalysisList,
    responses=errors_b(422),
    operation_id="list_calls",
    summary="The same list as GET /api/v1/analysis",
)
@router.get(
    "/analysis",
    response_model=AnalysisList,
    responses=errors_b(422),
    operation_id="list_analyses",
    summary="The tenant's analyses, newest first",
)
def get_analyses(
    *,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with(*READ))],
    status_filter: Annotated[Status | None, Query()] = None,
    agent_id: Annotated[str | None, Query()] = None,
    contact_id: Annotated[str | None, Query()] = None,
    search: Annotated[
        str | None, Query(description="Part of agent_id or contact_id, in any case")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> AnalysisList:
    where = JobFilter(agent_id=agent_id, contact_id=contact_id)
    return list_analyses(
        home, key.tenant, where, status=status_filter, search=search, limit=limit, offset=offset
    )


@router.get(
    "/analysis/{analysis_id}",
    response_model=AnalysisResponse,
    responses=errors_b(404),
    operation_id="get_analysis",
    summary="Where an analysis stands, and its results",
)
def get_analysis(
    analysis_id: IdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with(*READ))]
) -> AnalysisResponse:
    return analysis.analysis_response(*find_analysis(home, key.tenant, analysis_id))


@router.delete(
    "/analysis/{analysis_id}",
    status_code=204,
    response_class=Response,
    responses=errors_b(404),
    operation_id="delete_analysis",
    summary="Erase an analysis with its recording, in whatever state it is",
)
def delete_analysis(
    analysis_id: IdPath, home: HomeOf, key: Annotated[ApiKey, Depends(caller_with("jobs:delete"))]
) -> None:
    erase_analysis(home, key.tenant, analysis_id)
