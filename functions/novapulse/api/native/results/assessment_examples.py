"""A billing call, assessed, in the OpenAPI document."""

from typing import Any


def _said(segment: int, speaker: str, start: float, end: float, quote: str) -> dict[str, Any]:
    return {
        "segment_ids": [segment],
        "speaker": speaker,
        "start": start,
        "end": end,
        "quote": quote,
    }


NAMED = _said(1, "Agent", 0.0, 5.1, "Thank you for calling billing support. My name is [NAME]")
PROBLEM = _said(2, "Customer", 5.4, 14.7, "I got charged twice this month")
PROMISE = _said(9, "Agent", 88.0, 92.4, "I guarantee you will have it by Friday")
CARING = _said(3, "Agent", 15.2, 19.0, "I'm so sorry about that")
RESOLVED = _said(11, "Agent", 120.6, 126.3, "I have refunded the second charge")
FAREWELL = _said(14, "Agent", 151.0, 153.8, "Thank you for calling, have a good day")
SILENCE = {"start": 60.2, "end": 71.6, "segment_ids": [6, 7]}
ASSESSED = {"status": "assessed", "policy": "support", "notices": []}

COMPLIANCE: dict[str, Any] = {
    "identity_verification": {
        "verified": True,
        "timestamp": 3.2,
        "flagged": False,
        "said": ["name"],
        "evidence": [NAMED],
        "customer_check": None,
    },
    "mandatory_disclosures": {
        "read": False,
        "matched_disclosures": [],
        "missing_disclosures": ["recording"],
        "flagged": True,
        "findings": [
            {
                "id": "recording",
                "text": "This call may be recorded.",
                "read": False,
                "late": False,
                "timestamp": None,
                "evidence": None,
            }
        ],
    },
    "purpose_declaration": {
        "disclosed": True,
        "interaction_number": 2,
        "timestamp": 15.2,
        "flagged": False,
        "kind": "taken_up",
        "evidence": CARING,
    },
    "prohibited_phrases": {
        "detected": True,
        "phrases": [
            {
                "id": "guarantee",
                "text": "Promises an outcome that nobody can promise.",
                "speaker": "Agent",
                "timestamp": 88.0,
                "evidence": PROMISE,
            }
        ],
        "flagged": True,
    },
    "sensitive_data": {"detected": False, "items": [], "flagged": False},
}
QUALITY: dict[str, Any] = {
    "greeting": {"present": True, "timestamp": 0.0, "flagged": False, "evidence": NAMED},
    "closing": {"present": True, "timestamp": 151.0, "flagged": False, "evidence": FAREWELL},
    "empathy": {"detected": True, "count": 1, "examples": [CARING], "flagged": False},
    "interruptions": {
        "count": 0,
        "agent_count": 0,
        "customer_count": 0,
        "events": [],
        "flagged": False,
    },
    "dead_air": {"count": 1, "longest_seconds": 11.4, "events": [SILENCE], "flagged": True},
    "hold": {
        "count": 0,
        "total_seconds": 0.0,
        "longest_seconds": 0.0,
        "events": [],
        "flagged": False,
    },
    "talk_ratio": {"agent": 0.55, "customer": 0.39, "silence": 0.06, "flagged": False},
    "pace": {
        "speakers": [
            {"speaker": "Agent", "words_per_minute": 152},
            {"speaker": "Customer", "words_per_minute": 161},
        ],
        "flagged": False,
    },
    "sentiment_analysis": {
        "overall": "positive",
        "score": 0.42,
        "trend": "improving",
        "speakers": [
            {
                "speaker": "Customer",
                "label": "neutral",
                "score": 0.1,
                "start": -0.6,
                "end": 0.5,
                "trend": "improving",
                "negative_segment_ids": [2],
            }
        ],
        "negative_segments_count": 1,
        "flagged": False,
    },
    "call_structure": {
        "greeting": NAMED,
        "identification": None,
        "problem": PROBLEM,
        "resolution": RESOLVED,
        "closing": FAREWELL,
    },
}
COACHING: dict[str, Any] = {
    "recommendations": [
        {
            "area": "disclosures",
            "priority": "high",
            "message": "Read the disclosure 'recording' in every call.",
            "evidence": [],
        }
    ],
    "strengths": [
        {"area": "empathy", "message": "Answered what upset the customer.", "evidence": [CARING]}
    ],
    "customer_effort": {
        "score": 0.5,
        "reasons": [
            {
                "reason": "dead_air",
                "points": 0.5,
                "message": "The customer waited in silence.",
                "evidence": [],
            }
        ],
    },
}
PARTS = {"compliance": COMPLIANCE, "quality": QUALITY, "coaching": COACHING}


def examples(job_id: str) -> dict[str, dict[str, Any]]:
    """By type, and one of a call in a language that is not assessed."""
    shown = {
        kind: {"job_id": job_id, "assessment": ASSESSED, kind: part} for kind, part in PARTS.items()
    }
    reason = {
        "code": "language_not_assessed",
        "message": "Not assessed: calls are assessed in English only; this one is in Spanish.",
    }
    why = {"status": "not_assessed", "policy": "support", "notices": [reason]}
    return shown | {"not assessed": {"job_id": job_id, "assessment": why, "compliance": None}}
