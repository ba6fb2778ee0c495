"""What a function needs, as plain data: memory, time, disk, settings, rights."""

from dataclasses import dataclass, field
from enum import StrEnum, auto

AUDIO, WORK, RESULTS, STAGED, INFERENCE = "audio/", "work/", "results/", "staged/", "inference/"
VAULT, ANSWERS, SEARCH = "vault/", "vault/_answers/", "search/"
HEARD, TOLD_APART, ATTRIBUTED, ORIGINAL = "transcription", "diarization", "attributed", "transcript"
WRITTEN, MEMBERS, SPEAKER_EVENTS = "written", "members/*", "speaker_events"
"""The vault objects of a job: last parts of their names."""
LARGEST_DISK = 10_240
"""https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""


class May(StrEnum):
    """Rights on something else than what the product keeps."""

    START_JOBS = auto()
    FOLLOW_JOBS = auto()
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
