"""Transcripts and insights in the OpenAPI document, as examples: one billing call."""

from typing import Any

from novapulse.api.native.results.assessment_examples import examples
from novapulse.api.native.results.content_examples import content_examples

JOB_ID = "job_7a2d9c4f1e8b"
SUMMARY = (
    "Customer reported a duplicate billing charge. Agent investigated the account, confirmed the "
    "error, and initiated a refund. Resolved — refund processing within 3-5 business days."
)
OPENING = "Thank you for calling billing support. My name is [NAME], how can I help?"
COMPLAINT = "Hi, I got charged twice this month and nobody seems to know why."

TRANSCRIPTION: dict[str, Any] = {
    "job_id": JOB_ID,
    "status": "completed",
    "language": "en-US",
    "duration_seconds": 389,
    "speakers_detected": 2,
    "transcription_accuracy": 0.95,
    "segments": [
        {
            "id": 1,
            "speaker": "Agent",
            "start": 0.0,
            "end": 5.1,
            "text": OPENING,
            "confidence": 0.99,
        },
        {
            "id": 2,
            "speaker": "Customer",
            "start": 5.4,
            "end": 14.7,
            "text": COMPLAINT,
            "confidence": 0.97,
        },
    ],
    "summary": SUMMARY,
    "pii_redacted": True,
    "created_at": "2025-04-15T09:14:22Z",
    "completed_at": "2025-04-15T09:16:18Z",
    "speakers": [
        {
            "label": "Agent",
            "source": "channel 1",
            "confidence": 0.99,
            "reason": "greets for a company",
        },
        {
            "label": "Customer",
            "source": "channel 2",
            "confidence": 0.99,
            "reason": "has a problem",
        },
    ],
    "engine": {
        "name": "whisper",
        "model": "small.en",
        "version": "1.2.1",
        "draft": False,
        "note": "",
    },
    "warnings": [],
}
SRT = f"""1
00:00:00,000 --> 00:00:05,100
Agent: {OPENING}

2
00:00:05,400 --> 00:00:14,700
Customer: {COMPLAINT}
"""
VTT = f"""WEBVTT

1
00:00:00.000 --> 00:00:05.100
<v Agent>{OPENING}

2
00:00:05.400 --> 00:00:14.700
<v Customer>{COMPLAINT}
"""
TXT = f"{OPENING}\n{COMPLAINT}\n"

OVERALL = {"overall_label": "positive", "overall_score": 0.42, "trend": "improving"}
SENTIMENT = {
    **OVERALL,
    "segments": [
        {
            "segment_id": 1,
            "speaker": "Agent",
            "start": 0.0,
            "end": 5.1,
            "label": "neutral",
            "score": 0.05,
        },
        {
            "segment_id": 2,
            "speaker": "Customer",
            "start": 5.4,
            "end": 14.7,
            "label": "negative",
            "score": -0.71,
        },
    ],
}
MINUTES = [
    {"minute": 0, "start": 0.0, "end": 60.0, "label": "negative", "score": -0.46},
    {"minute": 1, "start": 60.0, "end": 120.0, "label": "neutral", "score": 0.31},
]
BEHAVIORAL = {
    "silence_ratio": 0.06,
    "interruption_count": 1,
    "agent_talk_ratio": 0.55,
    "customer_talk_ratio": 0.39,
    "average_response_time_seconds": 1.1,
}
ADVICE = "Sentiment trend improved significantly — flag for positive agent coaching example."
EVIDENCE = {
    "summary": [{"text": SUMMARY, "segment_ids": [2, 5, 9]}],
    "recommendations": [{"text": ADVICE, "segment_ids": [2, 14]}],
}
INSIGHTS: dict[str, dict[str, Any]] = {
    "all": {
        "job_id": JOB_ID,
        "pipeline": "full-analysis",
        "sentiment": SENTIMENT,
        "behavioral": BEHAVIORAL,
        "summary": SUMMARY,
        "recommendations": [ADVICE],
        "evidence": EVIDENCE,
    },
    "sentiment": {"job_id": JOB_ID, "sentiment": SENTIMENT},
    "sentiment by minute": {"job_id": JOB_ID, "sentiment": {**OVERALL, "minutes": MINUTES}},
    "sentiment of the call": {"job_id": JOB_ID, "sentiment": OVERALL},
    "behavioral": {"job_id": JOB_ID, "behavioral": BEHAVIORAL, "recommendations": [ADVICE]},
    "summary": {
        "job_id": JOB_ID,
        "summary": SUMMARY,
        "evidence": {"summary": EVIDENCE["summary"]},
    },
    **examples(JOB_ID),
    **content_examples(JOB_ID),
}
TEXTS = {"srt": SRT, "vtt": VTT, "txt": TXT}
ANALYSED: dict[str, Any] = {
    "description": "What was asked for; nothing else is in the answer",
    "content": {
        "application/json": {
            "examples": {name: {"value": value} for name, value in INSIGHTS.items()}
        }
    },
}


def transcribed(media_types: dict[str, str]) -> dict[str, Any]:
    """``media_types`` by format."""
    texts = {
        media_types[format]: {"schema": {"type": "string"}, "example": text}
        for format, text in TEXTS.items()
    }
    return {
        "description": "The transcript, in the format that was asked for",
        "content": {"application/json": {"example": TRANSCRIPTION}, **texts},
    }
