"""The pipeline as data: stages, order, branches, timeouts, retries, what may degrade.

Two homes read it: the local workflow runs it, ``infra`` turns it into a state machine.

    [recording named by a URL: fetch]
            -> [speech: prepare -> (transcribe || diarize)] -> attribute -> redact
            -> [full-analysis: (sentiment || behaviour || summary) -> recommend -> assess
                -> content]
            -> index -> publish -> notify
    anything that fails for good -> the failure path: fail -> notify
    the job is no longer there   -> erase
    its speakers are corrected   -> attribute -> ... -> publish, once more, and nobody is notified
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from novapulse.domain.job import Medium, Pipeline


@dataclass(frozen=True)
class Timeout:
    """``base`` seconds of running, and ``per_audio_second`` for each second of the recording.
    Waiting for a free worker does not count."""

    base: float
    per_audio_second: float = 0.0

    def seconds(self, audio_seconds: float) -> float:
        return self.base + self.per_audio_second * audio_seconds


@dataclass(frozen=True)
class Retry:
    """Attempts in all, and the wait before the n-th retry: ``interval * backoff ** (n - 1)``.
    Errors of the recording itself (BadAudio, InvalidRequest) are never retried."""

    attempts: int = 3
    interval: float = 1.0
    backoff: float = 2.0

    def delay(self, retry: int) -> float:
        return self.interval * self.backoff ** (retry - 1)


@dataclass(frozen=True)
class Stage:
    """One step. ``optional`` stages degrade: the job goes on with a warning, which begins with
    ``without``. ``weight`` is the stage's usual share of the whole time, for the progress
    figure."""

    name: str
    timeout: Timeout
    retry: Retry = field(default_factory=Retry)
    optional: bool = False
    without: str = "left out"
    weight: int = 1


@dataclass(frozen=True)
class Parallel:
    """Branches of one stage each, side by side; the group ends when all have."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class OnlyFor:
    """Steps that run for one pipeline only."""

    pipeline: Pipeline
    steps: "tuple[Step, ...]"


@dataclass(frozen=True)
class OnlyByUrl:
    """Steps that run only for a recording that is named by a URL."""

    steps: "tuple[Step, ...]"


@dataclass(frozen=True)
class OnlyOf:
    """Steps that run for calls of one medium only."""

    medium: Medium
    steps: "tuple[Step, ...]"


Step = Stage | Parallel | OnlyFor | OnlyByUrl | OnlyOf

FETCH = Stage("fetch", Timeout(900), Retry(4, 5.0), weight=5)
"""It waits more than it works, and bounds its time itself by ``fetch_timeout_seconds``."""
PREPARE = Stage("prepare", Timeout(60, 0.2), weight=3)
TRANSCRIBE = Stage("transcribe", Timeout(120, 6.0), Retry(2, 5.0), weight=80)
DIARIZE = Stage("diarize", Timeout(120, 1.0), Retry(2, 5.0), weight=8)
ATTRIBUTE = Stage("attribute", Timeout(60, 0.02))
REDACT = Stage("redact", Timeout(60, 0.2), weight=2)
SENTIMENT = Stage("sentiment", Timeout(60, 0.2), weight=2)
BEHAVIOUR = Stage("behaviour", Timeout(60, 0.02))
SUMMARY = Stage("summary", Timeout(60, 0.05), optional=True)
RECOMMEND = Stage("recommend", Timeout(60, 0.02))
ASSESS = Stage(
    "assess",
    Timeout(60, 0.2),
    optional=True,
    without="compliance, quality and coaching are missing",
)
CONTENT = Stage(
    "content",
    Timeout(60, 0.2),
    optional=True,
    without="topics, questions, action items, follow-ups, entities and trackers are missing",
)
INDEX = Stage("index", Timeout(60, 0.2), optional=True, without="search will find this call later")
"""Before PUBLISH, so that a job that is completed can be found. Jobs that it failed for are indexed
by a periodic task."""
PUBLISH = Stage("publish", Timeout(60, 0.02), Retry(8, 1.0))
FAIL = Stage("fail", Timeout(60), Retry(8, 1.0))
NOTIFY = Stage("notify", Timeout(60), Retry(12, 1.0))
"""With its doubling waits it rides out more than half an hour of a full disk."""
ERASE = Stage("erase", Timeout(60), Retry(8, 1.0))

PLAN: tuple[Step, ...] = (
    OnlyByUrl((FETCH,)),
    OnlyOf(Medium.SPEECH, (PREPARE, Parallel((TRANSCRIBE, DIARIZE)))),
    ATTRIBUTE,
    REDACT,
    OnlyFor(
        Pipeline.FULL_ANALYSIS,
        (Parallel((SENTIMENT, BEHAVIOUR, SUMMARY)), RECOMMEND, ASSESS, CONTENT),
    ),
    INDEX,
    PUBLISH,
)
"""Ends in a completed job. NOTIFY follows both ends."""

CORRECTED: tuple[Step, ...] = PLAN[PLAN.index(ATTRIBUTE) :]
"""What a completed job goes through once more when a person has corrected who its speakers are. The
results that it has are shown until PUBLISH replaces them, and stay if a stage fails for good:
FAILURE_PATH then clears away what was half made. Nobody is notified again."""

FAILURE_PATH: tuple[Stage, ...] = (FAIL,)
AFTER_END: tuple[Stage, ...] = (NOTIFY,)
WHEN_ERASED: tuple[Stage, ...] = (ERASE,)
"""Instead of everything else, once a job's record is gone."""

NEVER_RETRIED = ("BadAudio", "InvalidRequest", "StageTimeout", "Refused")
"""Names of the errors that another attempt cannot mend."""


def steps_for(
    pipeline: Pipeline,
    steps: tuple[Step, ...] = PLAN,
    *,
    by_url: bool = False,
    medium: Medium = Medium.SPEECH,
) -> Iterator[Stage | Parallel]:
    """The plan of one kind of job, flat: stages and parallel groups in order."""
    for step in steps:
        if isinstance(step, Stage | Parallel):
            yield step
        elif _taken(step, pipeline, medium, by_url=by_url):
            yield from steps_for(pipeline, step.steps, by_url=by_url, medium=medium)


def stages_for(
    pipeline: Pipeline, *, by_url: bool = False, medium: Medium = Medium.SPEECH
) -> Iterator[Stage]:
    """Every stage of one kind of job, parallel groups taken apart."""
    for step in steps_for(pipeline, by_url=by_url, medium=medium):
        yield from step.stages if isinstance(step, Parallel) else (step,)


def _taken(
    step: OnlyFor | OnlyByUrl | OnlyOf, pipeline: Pipeline, medium: Medium, *, by_url: bool
) -> bool:
    match step:
        case OnlyByUrl():
            return by_url
        case OnlyOf():
            return step.medium == medium
        case OnlyFor():
            return step.pipeline == pipeline
