"""A job and its results as CallCov shows them. Pure, but for ``read_results``."""

from pathlib import PurePosixPath
from typing import Any, NamedTuple

from novapulse.domain import storage_keys
from novapulse.domain.assessment import Assessment
from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Insights
from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.domain.transcript import Transcript
from novapulse.domain.wire_time import wire_time
from novapulse.ports import BlobStore
from novapulse.services.callcov import shapes
from novapulse.services.callcov.findings import coaching_of, compliance_of, quality_of
from novapulse.services.callcov.ids import analysis_id, analysis_uuid

NO_SPEECH = "No speech was found in the recording."
STATUS: dict[JobStatus, shapes.Status] = {
    JobStatus.QUEUED: "processing",
    JobStatus.PROCESSING: "processing",
    JobStatus.COMPLETED: "completed",
    JobStatus.FAILED: "failed",
}
ERROR_CODES = {
    "unsupported_media_type": "invalid_file_format",
    "audio_undecodable": "invalid_file_format",
    "audio_empty": "invalid_file_format",
    "audio_url_failed": "audio_url_unreachable",
    "audio_url_refused": "audio_url_unreachable",
}
"""Of a failed job, where CallCov's name is another."""


class JobResults(NamedTuple):
    """None is what there is not: of a job that has not ended, or that asked for less."""

    transcript: Transcript | None = None
    insights: Insights | None = None
    assessment: Assessment | None = None


def read_results(blobs: BlobStore, job: Job) -> JobResults:
    """Raises NotFound for results that should be there and are not."""
    if job.status is not JobStatus.COMPLETED or job.data_expired_at is not None:
        return JobResults()
    where = (job.tenant, job.id)
    document = blobs.get(storage_keys.result_transcript(*where))
    transcript = Transcript.model_validate_json(document)
    if job.options.pipeline is not Pipeline.FULL_ANALYSIS:
        return JobResults(transcript)
    insights = Insights.model_validate_json(blobs.get(storage_keys.result_insights(*where)))
    return JobResults(transcript, insights, _assessment(blobs, job))


def submitted(job: Job) -> shapes.Submitted:
    return shapes.Submitted(**_submitted(job))


def call_analysis(job: Job, results: JobResults) -> shapes.CallAnalysis:
    call = job.options.call
    return shapes.CallAnalysis(
        **_submitted(job),
        id=analysis_uuid(job.id),
        completed_at=wire_time(job.completed_at),
        agent_id=call.agent_id,
        contact_id=call.contact_id,
        call_direction=call.direction,
        call_timestamp=wire_time(call.timestamp),
        metadata=job.options.metadata or None,
        audio=_audio(job),
        transcript=_transcript(results),
        analysis=_analysis(results),
        results=_results(results),
        **_error(job),
        warnings=job.warnings,
    )


def analysis_response(job: Job, results: JobResults) -> shapes.AnalysisResponse:
    return shapes.AnalysisResponse(**_response(job, results))


def analysis_event(job: Job, results: JobResults) -> shapes.AnalysisEvent:
    error = _error(job)
    return shapes.AnalysisEvent(
        **_response(job, results),
        created_at=wire_time(job.created_at),
        completed_at=wire_time(job.completed_at),
        analysis=_analysis(results),
        **error,
        error_message=error["error"],
    )


def _submitted(job: Job) -> dict[str, Any]:
    return {
        "analysis_id": analysis_id(job.id),
        "status": STATUS[job.status],
        "created_at": wire_time(job.created_at),
        "estimated_completion": wire_time(job.estimated_completion),
        "webhook_url": job.options.webhook_url,
    }


def _response(job: Job, results: JobResults) -> dict[str, Any]:
    return {
        "id": analysis_uuid(job.id),
        "created": int(job.created_at.timestamp()),
        "status": STATUS[job.status],
        "analysis_id": analysis_id(job.id),
        "call": _call(job),
        "audio": _audio(job),
        "transcript": _transcript(results),
        "results": _results(results),
        "metadata": shapes.SystemMetadata(
            webhook_url=job.options.webhook_url,
            completed_at=wire_time(job.completed_at),
            processing_time_ms=_processing_ms(job),
            error_message=_error(job)["error"],
        ),
    }


def _call(job: Job) -> shapes.Call:
    said, seconds = job.options.call, _seconds(job)
    return shapes.Call(
        agent_id=said.agent_id,
        contact_id=said.contact_id,
        call_direction=said.direction,
        call_type=said.direction,
        call_timestamp=wire_time(said.timestamp),
        duration_ms=None if seconds is None else round(seconds * 1000),
        duration_seconds=seconds,
        metadata=job.options.metadata,
    )


def _audio(job: Job) -> shapes.Audio:
    suffix = PurePosixPath(job.file.name).suffix
    return shapes.Audio(
        format=suffix[1:].lower() or None,
        size_bytes=job.file.size_bytes if job.file.fetched else None,
        duration_seconds=_seconds(job),
    )


def _seconds(job: Job) -> float | None:
    return round(job.file.duration_seconds, 3) if job.file.fetched else None


def _processing_ms(job: Job) -> int | None:
    if job.started_at is None or job.completed_at is None:
        return None
    return round((job.completed_at - job.started_at).total_seconds() * 1000)


def _error(job: Job) -> dict[str, str | None]:
    if job.status is not JobStatus.FAILED:
        return {"error": None, "error_code": None}
    if job.error is None:
        return {"error": "The analysis failed.", "error_code": "internal_error"}
    code = ERROR_CODES.get(job.error.code, job.error.code)
    return {"error": job.error.message, "error_code": code}


def _transcript(results: JobResults) -> shapes.Transcript | None:
    found = results.transcript
    if found is None:
        return None
    return shapes.Transcript(
        text="\n".join(f"{segment.speaker}: {segment.text}" for segment in found.segments),
        language=found.language.partition("-")[0],
        segments=tuple(
            shapes.Segment(
                id=segment.id,
                speaker=segment.speaker,
                text=segment.text,
                start=round(segment.start, 2),
                end=round(segment.end, 2),
                confidence=round(segment.confidence, 2),
            )
            for segment in found.segments
        ),
    )


def _analysis(results: JobResults) -> shapes.Analysis | None:
    insights = results.insights
    if insights is None:
        return None
    return shapes.Analysis(
        sentiment=insights.sentiment.overall_label,
        summary=_summary(insights),
        sentiment_score=insights.sentiment.overall_score,
        sentiment_by_speaker=_by_speaker(insights),
        summary_sentences=tuple(
            shapes.SummarySentence(text=s.text, segment_ids=s.segment_ids)
            for s in insights.summary.sentences
        ),
        **_findings(results.assessment),
    )


def _results(results: JobResults) -> shapes.Results | None:
    if results.insights is None:
        return None
    return shapes.Results(summary=_summary(results.insights), **_findings(results.assessment))


def _summary(insights: Insights) -> str:
    return insights.summary.text or NO_SPEECH


def _by_speaker(insights: Insights) -> dict[str, float]:
    """The mean of each one's segments."""
    scores: dict[str, list[float]] = {}
    for segment in insights.sentiment.segments:
        scores.setdefault(segment.speaker, []).append(segment.score)
    return {speaker: round(sum(each) / len(each), 2) for speaker, each in scores.items()}


def _findings(found: Assessment | None) -> dict[str, Any]:
    if found is None:
        return dict.fromkeys(("compliance", "quality", "coaching", "assessment"))
    return {
        "compliance": None if found.compliance is None else compliance_of(found.compliance),
        "quality": None if found.quality is None else quality_of(found.quality),
        "coaching": None if found.coaching is None else coaching_of(found.coaching),
        "assessment": shapes.Assessed(
            status=found.status,
            policy=found.policy,
            language=found.language,
            notices=found.notices,
        ),
    }


def _assessment(blobs: BlobStore, job: Job) -> Assessment | None:
    try:
        document = blobs.get(storage_keys.result_assessment(job.tenant, job.id))
    except NotFound:
        return None
    return Assessment.model_validate_json(document)
