"""The stream of events in the OpenAPI document."""

from typing import Any

from novapulse.api.native.documented import answers

NUMBER = "^[0-9]{1,18}$"
NUMBER_MEANING = (
    "The `id` of the last event that was seen: the stream goes on after it. Without it the stream "
    "begins now"
)
STREAM = """id: 1041
retry: 1000

event: job.progress
data: {"event":"job.progress","event_id":"evt_88996ff7f8e3979d8b3b4689",\
"job_id":"job_7a2d9c4f1e8b","status":"processing","pipeline":"full-analysis",\
"metadata":{"call_id":"c-1042"},"occurred_at":"2026-03-01T12:00:20Z",\
"progress":{"step":"transcribe","percent":40}}
id: 1042

"""
EVENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": NUMBER},
        "event": {"type": "string"},
        "data": {"type": "string", "contentMediaType": "application/json"},
        "retry": {"type": "integer", "minimum": 0},
    },
}
FOLLOWED: dict[str, Any] = {
    "description": "Server-sent events, each with `id`, `event` and `data`: one JSON object as "
    "`events/schemas` describes it. The stream ends after a while; a client then comes again with "
    "`Last-Event-ID` and misses nothing",
    "content": {"text/event-stream": {"itemSchema": EVENT, "example": STREAM}},
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": refusal["description"],
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}},
    }
    for status, refusal in answers(400, 401, 403, 404, 429).items()
}
"""What a route answers in one media type when it goes well and in another when it does not."""
