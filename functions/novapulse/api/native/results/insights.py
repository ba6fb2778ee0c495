"""``GET /v1/insights/{job_id}``."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from novapulse.api.native import translate
from novapulse.api.native.dependencies import HomeOf, caller_with
from novapulse.api.native.documented import answers
from novapulse.api.native.results.assessment import (
    AssessmentKind,
    assessment_answer,
)
from novapulse.api.native.results.content import ContentKind, content_answer
from novapulse.api.native.results.examples import ANALYSED
from novapulse.api.native.schemas import SPEAKER, InsightsAnswer
from novapulse.domain.keys import ApiKey
from novapulse.services.results import read_assessment, read_content, read_insights

router = APIRouter()


@router.get(
    "/v1/insights/{job_id}",
    response_model=InsightsAnswer,
    response_model_exclude_unset=True,
    responses={**answers(400, 401, 403, 404, 409), 200: ANALYSED},
    summary="Sentiment, behaviour, summary, recommendations, assessment and content of a job",
)
def get_insights(
    *,
    job_id: str,
    home: HomeOf,
    key: Annotated[ApiKey, Depends(caller_with("insights:read"))],
    type: Annotated[
        Literal[translate.Kind, AssessmentKind, ContentKind],
        Query(
            description="compliance, quality and coaching are the call held against the tenant's "
            "policy; messages, topics, questions, action_items, follow_ups, entities and trackers "
            "are what it is about, content all of these but the messages; all is what there is "
            "without either"
        ),
    ] = "all",
    speaker: Annotated[
        str | None,
        Query(
            pattern=SPEAKER,
            description="Agent or Customer; Speaker 1, Speaker 2 ... where roles stayed unclear",
        ),
    ] = None,
    granularity: Annotated[translate.Granularity, Query()] = "segment",
) -> InsightsAnswer:
    match type:
        case "compliance" | "quality" | "coaching":
            job, assessment = read_assessment(home, tenant=key.tenant, job_id=job_id)
            return assessment_answer(job, assessment, type)
        case "sentiment" | "behavioral" | "summary" | "all":
            job, insights = read_insights(home, tenant=key.tenant, job_id=job_id, kind=type)
            return translate.insights_answer(
                job, insights, kind=type, speaker=speaker, granularity=granularity
            )
        case _:
            job, content = read_content(home, tenant=key.tenant, job_id=job_id)
            return content_answer(job, content, type)
