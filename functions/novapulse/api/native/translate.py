"""From domain values to the native API's shapes. Pure."""

from typing import Any, Literal

from novapulse.api.native import schemas
from novapulse.domain.insights import Insights, Sentiment
from novapulse.domain.job import CallDetails, FileInfo, Job
from novapulse.domain.reliability import is_unreliable
from novapulse.domain.sentiment import by_minute, filter_speaker
from novapulse.domain.transcript import Segment, Transcript
from novapulse.domain.wire_time import wire_time
from novapulse.domain.written_call import WRITTEN

Kind = Literal["sentiment", "behavioral", "summary", "all"]
Granularity = Literal["segment", "minute", "call"]


def accepted(job: Job) -> schemas.Accepted:
    return schemas.Accepted(
        job_id=job.id,
        status=job.status.value,
        pipeline=job.options.pipeline.value,
        created_at=wire_time(job.created_at),
        estimated_completion=wire_time(job.estimated_completion),
        file=_file(job.file),
    )


def job_answer(job: Job) -> schemas.JobAnswer:
    optional: dict[str, Any] = {}
    if job.error is not None:
        optional["error"] = schemas.JobErrorSchema(**job.error.model_dump())
    if job.progress is not None:
        optional["progress"] = schemas.ProgressSchema(**job.progress.model_dump())
    if job.warnings:
        optional["warnings"] = [schemas.NoticeSchema(**w.model_dump()) for w in job.warnings]
    if job.options.call != CallDetails():
        optional["call"] = _call(job.options.call)
    return schemas.JobAnswer(
        job_id=job.id,
        status=job.status.value,
        pipeline=job.options.pipeline.value,
        created_at=wire_time(job.created_at),
        estimated_completion=wire_time(job.estimated_completion),
        completed_at=wire_time(job.completed_at),
        metadata=job.options.metadata,
        file=_file(job.file),
        **optional,
    )


def transcription(
    job: Job,
    transcript: Transcript,
    summary: str | None,
    *,
    speaker_labels: bool,
    word_timestamps: bool,
) -> schemas.TranscriptionAnswer:
    optional: dict[str, Any] = {} if summary is None else {"summary": summary}
    names = {role.label: role.name for role in transcript.speakers if role.name is not None}
    if speaker_labels:
        optional["speakers"] = [
            schemas.SpeakerSchema(**role.model_dump(exclude_none=True))
            for role in transcript.speakers
        ]
    return schemas.TranscriptionAnswer(
        job_id=job.id,
        status=job.status.value,
        language=transcript.language,
        duration_seconds=round(transcript.duration_seconds),
        speakers_detected=len({segment.speaker for segment in transcript.segments}),
        transcription_accuracy=round(transcript.accuracy, 2),
        segments=[
            _segment(
                segment,
                speaker=names.get(segment.speaker, segment.speaker) if speaker_labels else None,
                words=word_timestamps,
            )
            for segment in transcript.segments
        ],
        pii_redacted=transcript.pii_redacted,
        created_at=wire_time(job.created_at),
        completed_at=wire_time(job.completed_at),
        engine=schemas.EngineSchema(**transcript.engine.model_dump()),
        warnings=[schemas.NoticeSchema(**w.model_dump()) for w in job.warnings],
        **reliability(job),
        **optional,
    )


def insights_answer(
    job: Job, insights: Insights, *, kind: Kind, speaker: str | None, granularity: Granularity
) -> schemas.InsightsAnswer:
    """Each kind has the parts that the API reference shows for it; ``all`` has every part."""
    parts: dict[str, Any] = {"job_id": job.id, **reliability(job)}
    if kind == "all":
        parts["pipeline"] = job.options.pipeline.value
    if kind in ("sentiment", "all"):
        chosen = filter_speaker(insights.sentiment, speaker) if speaker else insights.sentiment
        parts["sentiment"] = _sentiment(chosen, granularity)
    if kind in ("behavioral", "all"):
        parts["behavioral"] = schemas.BehavioralSchema(**insights.behavioral.model_dump())
        parts["recommendations"] = [r.text for r in insights.recommendations]
    if kind in ("summary", "all"):
        parts["summary"] = insights.summary.text
        parts["evidence"] = _evidence(insights, with_recommendations=kind == "all")
    return schemas.InsightsAnswer(**parts)


def reliability(job: Job) -> dict[str, Any]:
    """What marks each answer that rests on words which are probably wrong."""
    return {"unreliable": True} if is_unreliable(job.warnings) else {}


def _file(file: FileInfo) -> schemas.FileSchema:
    return schemas.FileSchema(
        name=file.name,
        size_bytes=file.size_bytes if file.fetched else None,
        duration_seconds=round(file.duration_seconds) if file.fetched else None,
    )


def _segment(segment: Segment, *, speaker: str | None, words: bool) -> schemas.SegmentSchema:
    optional: dict[str, Any] = {}
    if speaker is not None:
        optional["speaker"] = speaker
    if words:
        optional["words"] = [
            schemas.WordSchema(
                word=word.word,
                start=round(word.start, 2),
                end=round(word.end, 2),
                confidence=round(word.confidence, 2),
            )
            for word in segment.words
        ]
    flags = [flag for flag in segment.flags if flag != WRITTEN]
    if flags:
        optional["flags"] = flags
    return schemas.SegmentSchema(
        id=segment.id,
        start=round(segment.start, 2),
        end=round(segment.end, 2),
        text=segment.text,
        confidence=round(segment.confidence, 2),
        **optional,
    )


def _sentiment(sentiment: Sentiment, granularity: Granularity) -> schemas.SentimentSchema:
    parts: dict[str, Any] = {}
    if granularity == "segment":
        parts["segments"] = [
            schemas.SegmentSentimentSchema(
                segment_id=s.segment_id,
                speaker=s.speaker,
                start=round(s.start, 2),
                end=round(s.end, 2),
                label=s.label,
                score=s.score,
            )
            for s in sentiment.segments
        ]
    if granularity == "minute":
        parts["minutes"] = [
            schemas.MinuteSentimentSchema(**m.model_dump()) for m in by_minute(sentiment)
        ]
    return schemas.SentimentSchema(
        overall_label=sentiment.overall_label,
        overall_score=sentiment.overall_score,
        trend=sentiment.trend,
        **parts,
    )


def _evidence(insights: Insights, *, with_recommendations: bool) -> schemas.EvidenceSchema:
    parts: dict[str, Any] = {}
    if with_recommendations:
        parts["recommendations"] = [
            schemas.StatementSchema(text=r.text, segment_ids=list(r.segment_ids))
            for r in insights.recommendations
        ]
    return schemas.EvidenceSchema(
        summary=[
            schemas.StatementSchema(text=s.text, segment_ids=list(s.segment_ids))
            for s in insights.summary.sentences
        ],
        **parts,
    )


def _call(call: CallDetails) -> schemas.CallSchema:
    return schemas.CallSchema(
        agent_id=call.agent_id,
        contact_id=call.contact_id,
        direction=call.direction,
        timestamp=wire_time(call.timestamp),
    )
