"""How much of each priced unit a month uses.

State transitions follow from the state machine (a test walks it), processor time was measured; the
other figures are rounded up from what the stages ask of the table and the buckets, and the speeds
of a GPU are other people's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from novapulse.domain.errors import InvalidRequest

MEMORY_GB = 1.769
"""With so much a function has one processor to itself.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html"""
STAGES_PER_AUDIO_SECOND = 0.025
"""Processor seconds of everything but speech, per second of a call: docs/figures.md."""
ARM_FACTOR = 1.5
"""A processor of Lambda against the one that was measured: an assumption, on the careful side."""
FUNCTION_START_SECONDS = 0.4
"""What every invocation takes beside its work."""

INVOCATIONS = 32
"""Of a call: the stages, both launchers and callbacks, a delivery, and some ten requests."""
TRANSITIONS = 29
TABLE_WRITES = 150
"""Units, a transaction's counted twice; insights of 20 kB, which two indexes repeat in part."""
TABLE_READS = 120
OBJECT_PUTS = 30
OBJECT_GETS = 60
HTTP_REQUESTS = 12
"""Announcing and ending an upload, some polls, the results."""
MESSAGES = 12
EVENTS = 5
KEY_REQUESTS = 16
"""Four vault objects sealed and opened, others by their bucket's key."""
LOG_KB = 60
RECORD_KB = 40

KEYS = 2
ALARMS = 90
"""Metrics that alarms look at, each billed as one; scaling makes two more for each endpoint."""
DASHBOARDS = 1
SCHEDULED_INVOCATIONS = 54_000
"""The reconciler each minute, late indexing each five, retention each hour."""
SNAPSHOT_SECONDS = 730 * 3600
"""Of the API in production, which starts from one: kept all month."""


@dataclass(frozen=True)
class Workload:
    """A month. ``duty``: the share of the paid GPU time in which it works; the rest is starting,
    and waiting before an instance is given back. Speeds in seconds of audio per second.

    46 times real time were published for Whisper large-v2 in batches of 8 on a smaller GPU
    (https://github.com/SYSTRAN/faster-whisper), 97 to 116 times for pyannote's community-1 on an
    H100 (https://github.com/pyannote/pyannote-audio); a third of the latter is taken here."""

    hours: float
    duty: float = 0.4
    call_minutes: float = 6.0
    megabytes_per_hour: float = 30.0
    retention_days: float = 90.0
    transcriber_speed: float = 40.0
    diarizer_speed: float = 30.0

    def __post_init__(self) -> None:
        """Raises InvalidRequest."""
        _within("hours", self.hours, least=0.0)
        _within("duty", self.duty, least=0.001, most=1.0)
        _within("call_minutes", self.call_minutes, least=0.01, most=600.0)
        _within("megabytes_per_hour", self.megabytes_per_hour, least=0.0)
        _within("retention_days", self.retention_days, least=1.0, most=3650.0)
        _within("transcriber_speed", self.transcriber_speed, least=0.01)
        _within("diarizer_speed", self.diarizer_speed, least=0.01)

    @property
    def calls(self) -> float:
        return self.hours * 60 / self.call_minutes


def gpu_hours(workload: Workload) -> Mapping[str, float]:
    """Paid hours of each endpoint."""
    return {
        "transcriber": workload.hours / workload.transcriber_speed / workload.duty,
        "diarizer": workload.hours / workload.diarizer_speed / workload.duty,
    }


def usage(workload: Workload) -> Mapping[str, float]:
    """Units by the name of their price, without GPUs: in the steady state, when as much expires as
    comes."""
    calls, months = workload.calls, workload.retention_days / 30
    invocations = calls * INVOCATIONS + SCHEDULED_INVOCATIONS
    busy = workload.hours * 3600 * STAGES_PER_AUDIO_SECOND * ARM_FACTOR
    return {
        "lambda_gb_second": (busy + invocations * FUNCTION_START_SECONDS) * MEMORY_GB,
        "lambda_request": invocations,
        "snapshot_gb_second": SNAPSHOT_SECONDS * MEMORY_GB,
        "transition": calls * TRANSITIONS,
        "table_write": calls * TABLE_WRITES,
        "table_read": calls * TABLE_READS + SCHEDULED_INVOCATIONS,
        "table_gb_month": calls * RECORD_KB * months / 1e6,
        "object_gb_month": workload.hours * workload.megabytes_per_hour * months / 1000,
        "object_put": calls * OBJECT_PUTS,
        "object_get": calls * OBJECT_GETS,
        "http_request": calls * HTTP_REQUESTS,
        "message": calls * MESSAGES,
        "event": calls * EVENTS,
        "key_request": calls * KEY_REQUESTS,
        "log_gb": calls * LOG_KB / 1e6,
        "key_month": KEYS,
        "alarm_month": ALARMS,
        "dashboard_month": DASHBOARDS,
    }


def _within(field: str, value: float, *, least: float, most: float = 1e9) -> None:
    if not least <= value <= most:
        raise InvalidRequest(
            "invalid_option", f"{field}: {value:g} is not accepted; {least:g} to {most:g} is."
        )
