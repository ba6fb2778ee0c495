"""The result of one analysis as one document, in the API's own shapes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from novapulse.api.native import translate
from novapulse.api.native.results.content import content_answer
from novapulse.api.native.schemas import InsightsAnswer, JobAnswer, TranscriptionAnswer
from novapulse.domain.errors import NotFound
from novapulse.domain.job import Job, Pipeline
from novapulse.services.home import Home
from novapulse.services.results import read_content, read_insights, read_transcript


@dataclass(frozen=True)
class AnalysisResult:
    """``insights`` is None for the pipeline ``transcription``, and ``content`` also where it could
    not be analysed. ``timings`` are seconds by stage; servers do not tell them."""

    job: JobAnswer
    transcript: TranscriptionAnswer
    insights: InsightsAnswer | None
    content: InsightsAnswer | None = None
    timings: Mapping[str, float] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Fit for JSON."""
        insights, content = self.insights, self.content
        return {
            "job": self.job.model_dump(exclude_unset=True),
            "transcript": self.transcript.model_dump(exclude_unset=True),
            "insights": None if insights is None else insights.model_dump(exclude_unset=True),
            "content": None
            if content is None
            else content.model_dump(mode="json", exclude_unset=True),
            "engine": self.transcript.engine.model_dump(),
            "timings": {stage: round(seconds, 3) for stage, seconds in self.timings.items()},
        }


def stored_result(home: Home, job: Job) -> AnalysisResult:
    """Of a completed job of this home. Raises what ``read_transcript`` raises."""
    _, transcript, summary = read_transcript(home, tenant=job.tenant, job_id=job.id)
    full = job.options.pipeline is Pipeline.FULL_ANALYSIS
    return AnalysisResult(
        translate.job_answer(job),
        translate.transcription(
            job, transcript, summary, speaker_labels=True, word_timestamps=False
        ),
        _insights(home, job) if full else None,
        _content(home, job) if full else None,
        job.timings,
    )


def _insights(home: Home, job: Job) -> InsightsAnswer:
    found = read_insights(home, tenant=job.tenant, job_id=job.id).insights
    return translate.insights_answer(job, found, kind="all", speaker=None, granularity="segment")


def _content(home: Home, job: Job) -> InsightsAnswer | None:
    try:
        found = read_content(home, tenant=job.tenant, job_id=job.id)
    except NotFound:
        return None
    return content_answer(*found, kind="content")
