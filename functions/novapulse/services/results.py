"""The stored results of a completed job."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.content import Content
from novapulse.domain.errors import Conflict, Forbidden, NotFound
from novapulse.domain.insights import Insights
from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.domain.transcript import Transcript
from novapulse.domain.wire_time import wire_time
from novapulse.services.home import Home
from novapulse.services.jobs import find_job

log = logging.getLogger(__name__)

INSIGHT_NAMES = {
    "sentiment": "Sentiment analysis",
    "behavioral": "Behavioral analysis",
    "summary": "A summary",
    "all": "Sentiment analysis",
}


class TranscriptResult(NamedTuple):
    """``summary`` is redacted always, and None for the pipeline ``transcription``."""

    job: Job
    transcript: Transcript
    summary: str | None


class InsightsResult(NamedTuple):
    job: Job
    insights: Insights


class AssessmentResult(NamedTuple):
    job: Job
    assessment: Assessment


class ContentResult(NamedTuple):
    job: Job
    content: Content


def read_transcript(
    home: Home, *, tenant: str, job_id: str, redacted: bool = True
) -> TranscriptResult:
    """Whoever asks for the text that is not redacted must have been found to have ``pii:read``.
    Raises NotFound (``job_not_found``, ``job_not_ready``, ``results_expired``) and Conflict
    (``job_failed``)."""
    job = _completed(find_job(tenant, job_id, jobs=home.jobs))
    summary = None
    with _while_kept(home, job):
        if redacted:
            document = home.blobs.get(storage_keys.result_transcript(tenant, job_id))
        else:
            document = home.vault.get(storage_keys.vault_transcript(tenant, job_id))
        if job.options.pipeline is Pipeline.FULL_ANALYSIS:
            summary = _insights(home, tenant, job_id).summary.text
    return TranscriptResult(job, Transcript.model_validate_json(document), summary)


def read_insights(home: Home, *, tenant: str, job_id: str, kind: str = "all") -> InsightsResult:
    """``kind`` is a key of INSIGHT_NAMES. Raises Forbidden (``pipeline_mismatch``) and what
    ``read_transcript`` raises."""
    job = _fully_analysed(find_job(tenant, job_id, jobs=home.jobs), INSIGHT_NAMES[kind])
    with _while_kept(home, _completed(job)):
        return InsightsResult(job, _insights(home, tenant, job_id))


def read_assessment(home: Home, *, tenant: str, job_id: str) -> AssessmentResult:
    """Raises what ``read_insights`` raises, and NotFound(``assessment_not_available``) for a call
    that was not assessed."""
    job = _fully_analysed(find_job(tenant, job_id, jobs=home.jobs), "An assessment")
    with _while_kept(home, _completed(job)):
        document = _beside_insights(home, job, storage_keys.result_assessment(tenant, job_id))
    if document is None:
        raise NotFound(
            "assessment_not_available",
            "This call was not assessed: the assessment failed, which a warning of the job then "
            "tells, or the call was processed by a release that had none. Submit it again.",
        )
    return AssessmentResult(job, Assessment.model_validate_json(document))


def read_content(home: Home, *, tenant: str, job_id: str) -> ContentResult:
    """Raises what ``read_insights`` raises, and NotFound(``content_not_available``) for a call
    whose content was not analysed."""
    job = _fully_analysed(find_job(tenant, job_id, jobs=home.jobs), "An analysis of the content")
    with _while_kept(home, _completed(job)):
        document = _beside_insights(home, job, storage_keys.result_content(tenant, job_id))
    if document is None:
        raise NotFound(
            "content_not_available",
            "The content of this call was not analysed: the analysis failed, which a warning of "
            "the job then tells, or the call was processed by a release that had none. Submit it "
            "again.",
        )
    return ContentResult(job, Content.model_validate_json(document))


def _fully_analysed(job: Job, what: str) -> Job:
    if job.options.pipeline is not Pipeline.FULL_ANALYSIS:
        raise Forbidden(
            "pipeline_mismatch",
            f"{what} requires pipeline={Pipeline.FULL_ANALYSIS}. "
            f"This job was processed with pipeline={job.options.pipeline}.",
        )
    return job


def _completed(job: Job) -> Job:
    if job.status is JobStatus.FAILED:
        reason = f"{job.error.code}: {job.error.message}" if job.error else "for no known reason"
        raise Conflict("job_failed", f"The job failed and has no results. {reason}")
    if job.status is not JobStatus.COMPLETED:
        raise NotFound(
            "job_not_ready",
            "The job is still processing. Retry after the estimated completion time.",
        )
    if job.data_expired_at is not None:
        raise NotFound(
            "results_expired",
            f"The recording and the results were deleted at {wire_time(job.data_expired_at)}, "
            "when the time for which the tenant's data is kept was over.",
        )
    return job


@contextmanager
def _while_kept(home: Home, job: Job) -> Iterator[None]:
    """A job may be erased, and its results may expire, while they are read."""
    try:
        yield
    except NotFound:
        _completed(find_job(job.tenant, job.id, jobs=home.jobs))
        log.error("results of job %s are missing", job.id)
        raise NotFound("results_expired", "The results are being deleted.") from None


def _insights(home: Home, tenant: str, job_id: str) -> Insights:
    return Insights.model_validate_json(
        home.blobs.get(storage_keys.result_insights(tenant, job_id))
    )


def _beside_insights(home: Home, job: Job, key: str) -> bytes | None:
    """None where there are other results, but not this one."""
    try:
        return home.blobs.get(key)
    except NotFound:
        _insights(home, job.tenant, job.id)
        return None
