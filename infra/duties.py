"""What each function needs: the constructs are made from it, and tests hold it against the code."""

from infra.duty import (
    AUDIO,
    EMBEDDER,
    EVERYWHERE,
    HOME,
    MEMBERS,
    ORIGINAL,
    RESULTS,
    SEARCH,
    SPEAKER_EVENTS,
    STAGED,
    VAULT,
    WORK,
    WRITTEN,
    Duty,
    May,
    Rights,
)
from infra.stage_duties import STAGES
from infra.trigger_duties import TRIGGERED

_API = Rights(
    credentials=True,
    reads=(AUDIO, WORK, RESULTS, STAGED, VAULT, SEARCH),
    writes=(AUDIO, RESULTS, STAGED, VAULT, SEARCH),
    deletes=(*EVERYWHERE, STAGED),
    opens=(ORIGINAL, MEMBERS, SPEAKER_EVENTS),
    seals=(WRITTEN, MEMBERS, SPEAKER_EVENTS),
    may=frozenset({May.START_JOBS, May.FOLLOW_JOBS, May.DELIVER, May.ASK_EMBEDDING_MODEL}),
)

SNAP_START_UPLOAD_BYTES = 320 * 1024**2
SNAP_START_SEARCH_BYTES = 128 * 1024**2
"""A function with SnapStart has 512 MB of disk, for a recording and copies of search indexes.
https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html"""
API_SECONDS = 120
"""API Gateway waits for 30 of them. What takes longer (a large upload that is completed) is carried
on to its end, and the caller who asks again finds it done.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"""

API = Duty("api", _API, HOME, EMBEDDER, memory=1769, seconds=API_SECONDS, disk=2048)
API_SNAPSHOT = Duty(
    "api_snapshot",
    _API,
    HOME,
    EMBEDDER,
    memory=1769,
    seconds=API_SECONDS,
    constants={
        "NOVAPULSE_MAX_UPLOAD_BYTES": str(SNAP_START_UPLOAD_BYTES),
        "NOVAPULSE_AWS_SEARCH_DISK_BYTES": str(SNAP_START_SEARCH_BYTES),
    },
)


def duties(*, snap_start: bool) -> tuple[Duty, ...]:
    """Of every function of an environment."""
    return (*STAGES, *TRIGGERED, API_SNAPSHOT if snap_start else API)
