"""What each function needs: memory, time, disk, settings, rights. Plain data; the constructs are
made from it, and tests hold it against the code."""

from dataclasses import dataclass, field
from enum import StrEnum, auto

AUDIO, WORK, RESULTS, STAGED, INFERENCE = "audio/", "work/", "results/", "staged/", "inference/"
VAULT, ANSWERS, SEARCH = "vault/", "vault/_answers/", "search/"
HEARD, TOLD_APART, ATTRIBUTED, ORIGINAL = "transcription", "diarization", "attributed", "transcript"
"""The vault objects of a job: last parts of their names."""
LARGEST_DISK = 10_240
"""https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""


class May(StrEnum):
    """Rights on something else than what the product keeps."""

    START_JOBS = auto()
    WATCH_JOBS = auto()
    END_TASKS = auto()
    DELIVER = auto()
    PUBLISH = auto()
    ASK_TRANSCRIBER = auto()
    ASK_DIARIZER = auto()
    WATCH_ENDPOINTS = auto()
    TAKE_DROPPED = auto()
    REFUSE_DROPPED = auto()
    ASK_SUMMARY_MODEL = auto()
    ASK_EMBEDDING_MODEL = auto()


@dataclass(frozen=True)
class Rights:
    """``credentials``: on the items of the table that are API keys, too. ``reads``, ``writes``,
    ``deletes``: prefixes of the data bucket. ``opens``, ``seals``: vault
    objects of jobs, for which alone the vault's key is given."""

    table: bool = True
    credentials: bool = False
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    deletes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    may: frozenset[May] = frozenset()


@dataclass(frozen=True)
class Duty:
    """``name`` is that of the module in ``novapulse.handlers``; ``settings`` are fields of the
    product's settings, each ``NOVAPULSE_<FIELD>`` in the function's environment; ``optional`` ones
    are there if the environment has a value for them. ``memory`` and ``disk`` in MB; a whole
    processor comes with 1,769 MB:
    https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html"""

    name: str
    rights: Rights
    settings: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    memory: int = 512
    seconds: int = 60
    disk: int = 512
    constants: dict[str, str] = field(default_factory=dict)


JOB = frozenset({"aws_table", "aws_bucket"})
SEALED = JOB | {"aws_vault_key"}
QUEUE = frozenset(
    {"aws_delivery_queue", "aws_delivery_queue_arn", "aws_schedule_group", "aws_schedule_role"}
)
HOME = SEALED | QUEUE | {"aws_state_machine"}
"""What everything needs that opens the whole home."""
ENDPOINTS = frozenset({"aws_transcriber_endpoint", "aws_diarizer_endpoint"})
EMBEDDER = frozenset({"aws_embedding_model"})
EVERYWHERE = (AUDIO, WORK, RESULTS, VAULT, SEARCH)

_API = Rights(
    credentials=True,
    reads=(AUDIO, WORK, RESULTS, STAGED, VAULT, SEARCH),
    writes=(AUDIO, RESULTS, STAGED),
    deletes=(*EVERYWHERE, STAGED),
    opens=(ORIGINAL,),
    may=frozenset({May.START_JOBS, May.DELIVER, May.ASK_EMBEDDING_MODEL}),
)

STAGES = (
    Duty("begin", Rights(), frozenset({"aws_table"})),
    Duty(
        "fetch",
        Rights(reads=(AUDIO,), writes=(AUDIO,), deletes=(AUDIO,)),
        JOB,
        memory=1024,
        seconds=900,
        disk=2048,
    ),
    Duty(
        "prepare",
        Rights(reads=(AUDIO,), writes=(AUDIO, WORK)),
        JOB,
        memory=3008,
        seconds=900,
        disk=LARGEST_DISK,
    ),
    Duty(
        "launch_transcribe",
        Rights(reads=(WORK,), writes=(WORK,), may=frozenset({May.ASK_TRANSCRIBER})),
        JOB | ENDPOINTS,
    ),
    Duty(
        "launch_diarize",
        Rights(reads=(WORK,), writes=(WORK,), may=frozenset({May.ASK_DIARIZER})),
        JOB | ENDPOINTS,
    ),
    Duty(
        "attribute",
        Rights(
            reads=(WORK, VAULT),
            writes=(VAULT,),
            opens=(HEARD, TOLD_APART),
            seals=(ATTRIBUTED,),
        ),
        SEALED,
        memory=1769,
        seconds=900,
    ),
    Duty(
        "redact",
        Rights(
            reads=(WORK, VAULT),
            writes=(WORK, VAULT),
            deletes=(VAULT,),
            opens=(ATTRIBUTED, ORIGINAL),
            seals=(ORIGINAL,),
        ),
        SEALED,
        memory=1769,
        seconds=900,
    ),
    Duty("sentiment", Rights(reads=(WORK,), writes=(WORK,)), JOB, memory=1769, seconds=900),
    Duty("behaviour", Rights(reads=(WORK,), writes=(WORK,)), JOB, memory=1024, seconds=900),
    Duty(
        "summary",
        Rights(reads=(WORK,), writes=(WORK,), may=frozenset({May.ASK_SUMMARY_MODEL})),
        JOB,
        frozenset({"aws_summary_model"}),
        memory=1769,
        seconds=900,
    ),
    Duty("recommend", Rights(reads=(WORK,), writes=(WORK,)), JOB, memory=1024, seconds=900),
    Duty(
        "index",
        Rights(
            reads=(WORK, RESULTS),
            writes=(SEARCH,),
            deletes=(SEARCH,),
            may=frozenset({May.ASK_EMBEDDING_MODEL}),
        ),
        JOB,
        EMBEDDER,
        memory=1769,
        seconds=900,
    ),
    Duty(
        "publish",
        Rights(reads=(WORK, RESULTS), writes=(RESULTS,), deletes=(AUDIO, WORK)),
        JOB,
        memory=1769,
        seconds=900,
    ),
    Duty("fail", Rights(deletes=(AUDIO, WORK, VAULT, SEARCH)), SEALED),
    Duty("notify", Rights(may=frozenset({May.DELIVER})), HOME - {"aws_vault_key"}),
    Duty("erase", Rights(deletes=EVERYWHERE), SEALED),
)
"""In the order of the plan; the state machine calls them."""

TRIGGERED = (
    Duty(
        "callback",
        Rights(
            reads=(ANSWERS, INFERENCE),
            writes=(VAULT,),
            deletes=(VAULT,),
            seals=(HEARD, TOLD_APART),
            may=frozenset({May.END_TASKS}),
        ),
        SEALED,
        memory=1769,
        seconds=120,
    ),
    Duty(
        "deliver",
        Rights(may=frozenset({May.DELIVER})),
        frozenset({"aws_table"}) | QUEUE,
        seconds=120,
    ),
    Duty(
        "intake",
        Rights(
            reads=(AUDIO,),
            writes=(AUDIO,),
            deletes=(AUDIO,),
            may=frozenset({May.START_JOBS, May.TAKE_DROPPED, May.REFUSE_DROPPED}),
        ),
        HOME | {"aws_drop_bucket"},
        memory=1769,
        seconds=300,
        disk=2048,
    ),
    Duty(
        "drop_results",
        Rights(
            reads=(RESULTS,),
            writes=(RESULTS,),
            may=frozenset({May.REFUSE_DROPPED}),
        ),
        HOME | {"aws_drop_bucket"},
        memory=1024,
        seconds=120,
    ),
    Duty(
        "publish_events",
        Rights(table=False, may=frozenset({May.PUBLISH})),
        frozenset({"aws_event_bus"}),
    ),
    Duty(
        "reconcile",
        Rights(
            reads=(ANSWERS, INFERENCE, RESULTS),
            writes=(VAULT, RESULTS),
            deletes=(AUDIO, WORK, VAULT, SEARCH),
            seals=(HEARD, TOLD_APART),
            may=frozenset(
                {
                    May.START_JOBS,
                    May.WATCH_JOBS,
                    May.END_TASKS,
                    May.DELIVER,
                    May.WATCH_ENDPOINTS,
                    May.REFUSE_DROPPED,
                }
            ),
        ),
        HOME | ENDPOINTS | {"aws_drop_bucket"},
        memory=1769,
        seconds=300,
    ),
    Duty(
        "retention",
        Rights(credentials=True, reads=(RESULTS,), deletes=(*EVERYWHERE, STAGED)),
        HOME,
        memory=1024,
        seconds=900,
    ),
    Duty(
        "index_later",
        Rights(
            reads=(WORK, RESULTS, SEARCH),
            writes=(SEARCH,),
            deletes=(SEARCH,),
            may=frozenset({May.ASK_EMBEDDING_MODEL}),
        ),
        HOME,
        EMBEDDER,
        memory=1769,
        seconds=300,
        disk=2048,
    ),
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
