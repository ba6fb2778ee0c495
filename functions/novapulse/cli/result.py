"""The result of an analysis that a server made."""

from typing import TYPE_CHECKING

from novapulse.api.native.results.document import AnalysisResult
from novapulse.api.native.schemas import InsightsAnswer, JobAnswer
from novapulse.domain.job import Pipeline

if TYPE_CHECKING:
    from novapulse.client import NovaPulse


def fetched_result(client: "NovaPulse", job: JobAnswer) -> AnalysisResult:
    """Of a completed job."""
    full = job.pipeline == Pipeline.FULL_ANALYSIS.value
    return AnalysisResult(
        job,
        client.transcript(job.job_id),
        client.insights(job.job_id) if full else None,
        _content(client, job.job_id) if full else None,
    )


def _content(client: "NovaPulse", job_id: str) -> InsightsAnswer | None:
    """None where the server has none."""
    from novapulse.client import NotFound

    try:
        return client.insights(job_id, type="content")
    except NotFound:
        return None
