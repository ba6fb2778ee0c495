"""The result of one analysis in the API's own shapes, from this machine or from a server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from novapulse.api.native.schemas import InsightsAnswer, JobAnswer, TranscriptionAnswer
from novapulse.domain.job import Job, Pipeline

if TYPE_CHECKING:
    from novapulse.client import NovaPulse
    from novapulse.services.home import Home


@dataclass(frozen=True)
class AnalysisResult:
    """``insights`` is None for the pipeline ``transcription``. ``timings`` are seconds by stage;
    servers do not tell them."""

    job: JobAnswer
    transcript: TranscriptionAnswer
    insights: InsightsAnswer | None
    timings: Mapping[str, float] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        insights = self.insights
        return {
            "job": self.job.model_dump(exclude_unset=True),
            "transcript": self.transcript.model_dump(exclude_unset=True),
            "insights": None if insights is None else insights.model_dump(exclude_unset=True),
            "engine": self.transcript.engine.model_dump(),
            "timings": {stage: round(seconds, 3) for stage, seconds in self.timings.items()},
        }


def stored_result(home: "Home", job: Job) -> AnalysisResult:
    """Of a completed job of this home."""
    from novapulse.api.native import translate
    from novapulse.services.results import read_insights, read_transcript

    _, transcript, summary = read_transcript(home, tenant=job.tenant, job_id=job.id)
    insights = None
    if job.options.pipeline is Pipeline.FULL_ANALYSIS:
        found = read_insights(home, tenant=job.tenant, job_id=job.id).insights
        insights = translate.insights_answer(
            job, found, kind="all", speaker=None, granularity="segment"
        )
    return AnalysisResult(
        translate.job_answer(job),
        translate.transcription(
            job, transcript, summary, speaker_labels=True, word_timestamps=False
        ),
        insights,
        job.timings,
    )


def fetched_result(client: "NovaPulse", job: JobAnswer) -> AnalysisResult:
    """Of a completed job of a server."""
    full = job.pipeline == Pipeline.FULL_ANALYSIS.value
    return AnalysisResult(
        job, client.transcript(job.job_id), client.insights(job.job_id) if full else None
    )
