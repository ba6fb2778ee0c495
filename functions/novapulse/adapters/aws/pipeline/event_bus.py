"""Events of jobs on an EventBridge bus."""

from collections.abc import Sequence
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.trouble import translated
from novapulse.domain.event_payloads import payload_of
from novapulse.domain.events import JobEvent

SOURCE = "novapulse"
AT_ONCE = 10
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html"""
ATTEMPTS = 3


class EventBus:
    """Raises StorageUnavailable where EventBridge throttles or cannot be reached."""

    def __init__(self, client: Client, name: str) -> None:
        self._client = client
        self._name = name

    def publish(self, events: Sequence[JobEvent]) -> frozenset[int]:
        """1 request for each 10, more where the bus refuses some. Returns the positions in
        ``events`` of those that it did not take in several attempts."""
        left = list(range(len(events)))
        for _ in range(ATTEMPTS):
            left = [
                at
                for start in range(0, len(left), AT_ONCE)
                for at in self._put(events, left[start : start + AT_ONCE])
            ]
            if not left:
                break
        return frozenset(left)

    def _put(self, events: Sequence[JobEvent], places: Sequence[int]) -> list[int]:
        """Those of ``places`` whose event was refused."""
        with translated():
            answer = self._client.put_events(Entries=[self._entry(events[at]) for at in places])
        return [
            at
            for at, entry in zip(places, answer["Entries"], strict=True)
            if entry.get("ErrorCode")
        ]

    def _entry(self, event: JobEvent) -> dict[str, Any]:
        return {
            "EventBusName": self._name,
            "Source": SOURCE,
            "DetailType": event.type.value,
            "Time": event.at,
            "Resources": [f"tenant/{event.tenant}"],
            "Detail": payload_of(event).model_dump_json(),
        }
