"""What the billing call is about, in the OpenAPI document."""

from typing import Any

ASKED = "Can you tell me when the money is back?"
PROMISED = "I will send you a confirmation by Friday."

PARTS: dict[str, list[dict[str, Any]]] = {
    "messages": [
        {
            "id": 3174286905518204,
            "segment_id": 8,
            "speaker": "Customer",
            "start": 80.2,
            "end": 82.6,
            "offset": 0,
            "text": ASKED,
            "words": [],
            "phrases": [],
        }
    ],
    "topics": [
        {
            "id": 1583920475516293,
            "text": "duplicate charge",
            "score": 0.92,
            "message_ids": [3174286905518204],
            "segment_ids": [8],
            "parents": [],
            "sentiment_score": -0.61,
            "sentiment_label": "negative",
        }
    ],
    "questions": [
        {
            "id": 2790153846620117,
            "text": ASKED,
            "score": 0.95,
            "speaker": "Customer",
            "message_ids": [3174286905518204],
            "segment_ids": [8],
            "evidence": ["asks with a verb first"],
        }
    ],
    "action_items": [
        {
            "id": 5512803917740028,
            "kind": "action_item",
            "text": PROMISED,
            "score": 0.9,
            "speaker": "Agent",
            "assignee": "Agent",
            "definitive": True,
            "due_text": "by Friday",
            "due_by": "2025-04-18T23:59:59Z",
            "entities": [{"type": "date", "text": "Friday", "offset": 34, "value": "2025-04-18"}],
            "phrases": ["send you a confirmation"],
            "message_ids": [4417002938815506],
            "segment_ids": [9],
            "evidence": ["promise"],
        }
    ],
    "follow_ups": [],
    "entities": [
        {
            "id": 6602917384450913,
            "type": "date",
            "text": "Friday",
            "value": "2025-04-18",
            "references": [{"message_id": 4417002938815506, "segment_id": 9, "offset": 34}],
        }
    ],
    "trackers": [
        {
            "id": 7740192836615520,
            "name": "Refund",
            "matches": [
                {
                    "value": "money back",
                    "references": [
                        {
                            "message_id": 3174286905518204,
                            "segment_id": 8,
                            "text": ASKED,
                            "offset": -1,
                            "similarity": 0.71,
                        }
                    ],
                    "insights": [],
                }
            ],
        }
    ],
}


def content_examples(job_id: str) -> dict[str, dict[str, Any]]:
    """By type."""
    found = {kind: part for kind, part in PARTS.items() if kind != "messages"}
    shown = {kind: {kind: part} for kind, part in PARTS.items()} | {"content": found}
    return {kind: {"job_id": job_id, "notices": [], **parts} for kind, parts in shown.items()}
