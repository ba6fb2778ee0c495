"""Compliance, quality and coaching in answers. Their parts are the domain's own values: every one
of them was made to be shown, and docs/policies.md describes them."""

from typing import Literal

from novapulse.api.native.schemas import AssessmentSchema, InsightsAnswer, NoticeSchema
from novapulse.api.native.translate import reliability
from novapulse.domain.assessment import Assessment
from novapulse.domain.job import Job

AssessmentKind = Literal["compliance", "quality", "coaching"]


def assessment_answer(job: Job, assessment: Assessment, kind: AssessmentKind) -> InsightsAnswer:
    """The part is null where the call was not assessed, and ``assessment`` says why."""
    return InsightsAnswer.model_validate(
        {
            "job_id": job.id,
            **reliability(job),
            "assessment": AssessmentSchema(
                status=assessment.status,
                policy=assessment.policy,
                notices=[NoticeSchema(**n.model_dump()) for n in assessment.notices],
            ),
            kind: getattr(assessment, kind),
        }
    )
