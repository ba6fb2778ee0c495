"""Faults of the functions: each state's, once and always."""

from novapulse.domain import storage_keys
from tests.e2e.state_machine.fault import (
    BRIEF,
    FAILED,
    GARBAGE,
    Fault,
    meets,
    meets_always,
    nothing,
)
from tests.e2e.state_machine.functions import (
    Call,
    after,
    dies,
    dies_after_its_work,
    hangs,
    runs_out_of_its_own_time,
    says_at_length,
    throttled,
    without_storage,
)
from tests.e2e.state_machine.world import World

ATTEMPTS = {"begin": 8, "publish": 8, "transcribe": 2, "diarize": 2}
"""Others have 3, as the plan says."""
REQUIRED = (
    *("begin", "prepare", "transcribe", "diarize", "attribute", "redact"),
    *("sentiment", "behaviour", "recommend", "publish"),
)
ALL = (*REQUIRED, "summary", "assess", "content", "index", "notify")
DOWN = "service_unavailable"
JOB = "job_000000000001"


def _storage_always(state: str) -> Fault:
    return Fault(
        where=state,
        injected="the storage is throttled at every attempt",
        inject=meets_always(state, without_storage),
        status=FAILED,
        code=DOWN,
        attempts={state: ATTEMPTS.get(state, 3)},
        executions=("FAILED",),
    )


def _quotes_the_call(world: World) -> None:
    class Detector:
        def find(self, text: str) -> None:
            raise ValueError(text)

        def __getattr__(self, name: str) -> object:
            return self.find

    world.house.ports.__dict__["detector"] = Detector()


def _loses_what_was_heard(call: Call) -> None:
    call.functions.house.ports.vault.delete(storage_keys.vault_transcription("acme", JOB))


FAULTS: tuple[Fault, ...] = (
    Fault(
        "every state",
        "the storage is throttled at its first attempt",
        lambda world: [meets(state, without_storage)(world) for state in ALL],
        attempts=dict.fromkeys(ALL, 2),
    ),
    *map(_storage_always, REQUIRED),
    Fault(
        "summary",
        "the storage is throttled at every attempt",
        meets_always("summary", without_storage),
        attempts={"summary": 3, "recommend": 1},
        warnings=("summary_unavailable",),
    ),
    Fault(
        "index",
        "its process dies at every attempt",
        meets_always("index", dies),
        attempts={"index": 3, "publish": 1},
        warnings=("index_unavailable",),
    ),
    Fault(
        "summary and index",
        "both fail, with causes as long as there can be",
        lambda world: [meets_always(name, says_at_length)(world) for name in ("summary", "index")],
        attempts={"summary": 3, "index": 3},
        warnings=("summary_unavailable", "index_unavailable"),
    ),
    Fault(
        "notify",
        "the storage is throttled at every attempt",
        meets_always("notify", without_storage),
        attempts={"notify": 12},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "attribute",
        "Lambda has no room for it, twice",
        meets("attribute", throttled, throttled),
        attempts={"attribute": 3},
        options=BRIEF,
    ),
    Fault(
        "prepare",
        "Lambda never has room for it",
        meets_always("prepare", throttled),
        status=FAILED,
        code="internal_error",
        attempts={"prepare": 7},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "sentiment",
        "its process dies at every attempt",
        meets_always("sentiment", dies),
        status=FAILED,
        code="internal_error",
        attempts={"sentiment": 3},
        executions=("FAILED",),
    ),
    *(
        Fault(
            name,
            "its process dies when its work is done",
            meets(name, dies_after_its_work),
            attempts={name: 2},
            options=BRIEF,
        )
        for name in ("prepare", "attribute", "redact", "publish", "notify")
    ),
    Fault(
        "behaviour",
        "it hangs",
        meets_always("behaviour", hangs),
        status=FAILED,
        code="stage_timeout",
        attempts={"behaviour": 1},
        executions=("FAILED",),
    ),
    Fault(
        "summary",
        "it hangs",
        meets_always("summary", hangs),
        attempts={"summary": 1},
        warnings=("summary_unavailable",),
    ),
    Fault(
        "assess",
        "it hangs",
        meets_always("assess", hangs),
        attempts={"assess": 1, "publish": 1},
        warnings=("assess_unavailable",),
    ),
    Fault(
        "content",
        "it hangs",
        meets_always("content", hangs),
        attempts={"content": 1, "publish": 1},
        warnings=("content_unavailable",),
    ),
    Fault(
        "recommend",
        "Lambda ends it at the function's own timeout",
        meets_always("recommend", runs_out_of_its_own_time),
        status=FAILED,
        code="stage_timeout",
        attempts={"recommend": 1},
        executions=("FAILED",),
    ),
    Fault(
        "redact",
        "an error that nobody foresaw quotes the call",
        _quotes_the_call,
        status=FAILED,
        code="internal_error",
        attempts={"redact": 3},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "attribute",
        "what was heard is no longer in the vault",
        meets("attribute", after(_loses_what_was_heard)),
        status=FAILED,
        code="blob_not_found",
        attempts={"attribute": 1},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "publish",
        "the storage is throttled for a minute",
        meets("publish", *(without_storage,) * 6),
        attempts={"publish": 7},
        options=BRIEF,
    ),
    Fault(
        "fail",
        "the storage is throttled at its first attempt",
        meets("fail", without_storage),
        status=FAILED,
        code="audio_undecodable",
        attempts={"prepare": 1, "fail": 2},
        content=GARBAGE,
        options=BRIEF,
    ),
    Fault(
        "fail",
        "its process dies when its work is done",
        meets("fail", dies_after_its_work),
        status=FAILED,
        code="audio_undecodable",
        attempts={"fail": 2},
        content=GARBAGE,
        options=BRIEF,
    ),
    Fault(
        "fail",
        "the storage is throttled at every attempt, and the reconciler ends the job",
        meets_always("fail", without_storage),
        status=FAILED,
        code="audio_undecodable",
        attempts={"fail": 8},
        executions=("FAILED",),
        content=GARBAGE,
        options=BRIEF,
    ),
    Fault(
        "prepare",
        "the recording is none",
        nothing,
        status=FAILED,
        code="audio_undecodable",
        attempts={"prepare": 1, "transcribe": 0},
        content=GARBAGE,
        options=BRIEF,
    ),
    Fault(
        "prepare",
        "the recording is empty",
        nothing,
        status=FAILED,
        code="audio_empty",
        attempts={"prepare": 1},
        content=b"",
        options=BRIEF,
    ),
    Fault(
        "prepare",
        "the recording ends within its header",
        nothing,
        status=FAILED,
        code="audio_undecodable",
        attempts={"prepare": 1},
        content=b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00",
        options=BRIEF,
    ),
)
