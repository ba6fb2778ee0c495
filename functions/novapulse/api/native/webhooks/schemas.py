"""The shapes of requests and answers about webhook deliveries, with examples."""

from typing import Any, Literal

from pydantic import Field

from novapulse.api.native.schemas import Schema
from novapulse.domain.event_payloads import EVENT_ID
from novapulse.domain.public_url import MAX_LENGTH
from novapulse.domain.webhook import Attempt, Delivery
from novapulse.domain.wire_time import wire_time

EXAMPLE_ID = "evt_6fad093cdbee52472eb04d8f"
EXAMPLE_JOB = "job_7a2d9c4f1e8b"
EXAMPLE_URL = "https://your-system.io/novapulse/webhook"

DeliveryStatusName = Literal["pending", "delivered", "failed", "disabled"]


class AttemptAnswer(Schema):
    at: str
    status: int | None = Field(description="What the URL answered; null: no answer came")
    error: str
    seconds: float = Field(ge=0)


class DeliveryAnswer(Schema):
    delivery_id: str = Field(pattern=EVENT_ID, description="The header `webhook-id` of its POSTs")
    job_id: str
    event: Literal["job.scheduled", "job.in_progress", "job.completed", "job.failed"] = Field(
        description="The first two are told of jobs that came by the Symbl API alone"
    )
    url: str
    status: DeliveryStatusName
    created_at: str
    next_attempt_at: str | None
    attempts: list[AttemptAnswer] = Field(description="In order of time")


class DeliveriesAnswer(Schema):
    deliveries: list[DeliveryAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(description="`cursor` of the next page; null: there is none")


class TryRequest(Schema):
    url: str = Field(
        max_length=MAX_LENGTH, json_schema_extra={"format": "uri"}, examples=[EXAMPLE_URL]
    )


class TryAnswer(Schema):
    delivered: bool = Field(description="The URL answered with a 2xx in time")
    status: int | None = Field(description="What the URL answered; null: no answer came")
    error: str
    seconds: float = Field(ge=0)
    webhook_id: str = Field(pattern=EVENT_ID, description="The header `webhook-id` of the POST")


def delivery_answer(delivery: Delivery) -> DeliveryAnswer:
    return DeliveryAnswer.model_validate(
        {
            "delivery_id": delivery.id,
            "job_id": delivery.job_id,
            "event": delivery.event,
            "url": delivery.url,
            "status": delivery.status.value,
            "created_at": wire_time(delivery.created_at),
            "next_attempt_at": wire_time(delivery.next_attempt_at),
            "attempts": [_attempt_answer(attempt) for attempt in delivery.attempts],
        }
    )


def _attempt_answer(attempt: Attempt) -> AttemptAnswer:
    return AttemptAnswer(
        at=wire_time(attempt.at),
        status=attempt.status,
        error=attempt.error,
        seconds=round(attempt.seconds, 3),
    )


def _example(description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"example": value}}}


def _delivery(status: str, next_attempt_at: str | None, *attempts: Any) -> dict[str, Any]:
    return {
        "delivery_id": EXAMPLE_ID,
        "job_id": EXAMPLE_JOB,
        "event": "job.completed",
        "url": EXAMPLE_URL,
        "status": status,
        "created_at": "2026-03-01T12:01:00Z",
        "next_attempt_at": next_attempt_at,
        "attempts": list(attempts),
    }


REFUSED = {"at": "2026-03-01T12:01:00Z", "status": 503, "error": "", "seconds": 0.042}
ARRIVED = {"at": "2026-03-01T12:01:01Z", "status": 200, "error": "", "seconds": 0.038}
DELIVERED = _delivery("delivered", None, REFUSED, ARRIVED)
LISTED = _example("A page of deliveries", {"deliveries": [DELIVERED], "next_cursor": None})
SHOWN = _example("The delivery and its attempts", DELIVERED)
REPLAYED = _example(
    "The delivery is on its way again",
    _delivery("pending", "2026-03-01T12:30:00Z", REFUSED, ARRIVED),
)
TESTED = _example(
    "What came of the test",
    {
        "delivered": True,
        "status": 200,
        "error": "",
        "seconds": 0.038,
        "webhook_id": EXAMPLE_ID,
    },
)


def trial_body() -> dict[str, Any]:
    return {
        "required": True,
        "content": {
            "application/json": {
                "schema": TryRequest.model_json_schema(),
                "example": {"url": EXAMPLE_URL},
            }
        },
    }
