"""The result of one analysis, as values for the report and as the API's own shapes for JSON."""

from dataclasses import dataclass
from typing import Any

from novapulse.api.native import translate
from novapulse.domain.insights import Insights
from novapulse.domain.job import Job, Pipeline
from novapulse.domain.transcript import Transcript
from novapulse.services.home import Home
from novapulse.services.results import read_insights, read_transcript


@dataclass(frozen=True)
class AnalysisResult:
    """``insights`` is None for the pipeline ``transcription``."""

    job: Job
    transcript: Transcript
    insights: Insights | None

    def document(self) -> dict[str, Any]:
        summary = self.insights.summary.text if self.insights else None
        transcript = translate.transcription(
            self.job, self.transcript, summary, speaker_labels=True, word_timestamps=False
        )
        return {
            "job": translate.job_answer(self.job).model_dump(exclude_unset=True),
            "transcript": transcript.model_dump(exclude_unset=True),
            "insights": self._insights(),
            "engine": self.transcript.engine.model_dump(),
            "timings": {stage: round(s, 3) for stage, s in self.job.timings.items()},
        }

    def _insights(self) -> dict[str, Any] | None:
        if self.insights is None:
            return None
        answer = translate.insights_answer(
            self.job, self.insights, kind="all", speaker=None, granularity="segment"
        )
        return answer.model_dump(exclude_unset=True)


def read_result(home: Home, job: Job) -> AnalysisResult:
    """Of a completed job."""
    transcript = read_transcript(home, tenant=job.tenant, job_id=job.id).transcript
    insights = None
    if job.options.pipeline is Pipeline.FULL_ANALYSIS:
        insights = read_insights(home, tenant=job.tenant, job_id=job.id).insights
    return AnalysisResult(job, transcript, insights)
