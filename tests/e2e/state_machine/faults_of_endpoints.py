"""Faults between a launched stage and its end: the launcher, the endpoint, its messages."""

import json
from datetime import timedelta

from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens
from tests.adapters.aws.pipeline.heard import diarize_answer, transcribe_answer
from tests.adapters.aws.pipeline.services import notification, refusal
from tests.e2e.state_machine.endpoint import (
    Asked,
    Message,
    answers_after,
    answers_after_it_failed,
    answers_among,
    answers_twice,
    answers_unheard,
    answers_with,
    cannot_be_asked,
    expires,
    fails_after_it_answered,
    never_answers,
    refuses,
    says_that_it_answered,
)
from tests.e2e.state_machine.fault import (
    BRIEF,
    FAILED,
    Fault,
    both,
    does,
    does_always,
    meets,
    meets_always,
)
from tests.e2e.state_machine.functions import (
    ProcessDied,
    dies,
    dies_after_its_work,
    runs_out_of_its_own_time,
    storage_down,
)
from tests.e2e.state_machine.world import World

ONE_MORE = {"transcribe": 2, "diarize": 1}
OUT_OF_MEMORY = refuses(500, "out_of_memory", retryable=True)
TRANSCRIBER, DIARIZER = "transcriber", "diarizer"
STRANGER = "transcribe-0000000000000000000000000000000000000000"


def _answers_at_once(world: World) -> None:
    def behaviour(asked: Asked) -> list[Message]:
        asked.answer()
        world.receive(asked.notice())
        return []

    does_always(TRANSCRIBER, behaviour)(world)


def _is_out_of_order(world: World, minutes: float) -> None:
    """What the control plane says of both endpoints, for that long."""
    endpoint = world.house.endpoints
    endpoint.status = "Failed"
    world.at(timedelta(minutes=minutes), lambda: setattr(endpoint, "status", "InService"))


def _callback_without_storage(world: World) -> None:
    receive = world.receive

    def first(body: str, number: int = 1) -> None:
        world.__dict__.pop("receive", None)
        with storage_down(world.house):
            receive(body, number)

    world.__dict__["receive"] = first


def _callback_dies_with_its_claim(world: World) -> None:
    tokens = TaskTokens(world.house.ports.table)
    world.at(
        timedelta(seconds=10),
        lambda: [tokens.claim(token, world.house.clock.now()) for token in tokens.waiting()],
    )


def _trouble_of_step_functions(world: World) -> None:
    world.machine.trouble = refusal("ThrottlingException")
    world.at(timedelta(minutes=4), lambda: setattr(world.machine, "trouble", None))


def _unknown() -> str:
    return json.dumps(notification(tenant="acme", job_id="job_0", inference_id=STRANGER))


FAULTS: tuple[Fault, ...] = (
    Fault(
        "the launcher of transcribe",
        "the endpoint throttles the first request",
        does(TRANSCRIBER, cannot_be_asked(refusal("ThrottlingException"))),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "the launcher of diarize",
        "there is no such endpoint",
        does_always(DIARIZER, cannot_be_asked(refusal("ValidationError"))),
        status=FAILED,
        code="engine_unavailable",
        attempts={"diarize": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "the launcher of transcribe",
        "its process dies before it has stored the token",
        meets("transcribe", dies),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "the launcher of transcribe",
        "its process dies between the token and the request",
        does(TRANSCRIBER, cannot_be_asked(ProcessDied())),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "the launcher of transcribe",
        "its process dies when the request is made",
        meets("transcribe", dies_after_its_work),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "the launcher of transcribe",
        "its process always dies when the request is made",
        meets_always("transcribe", dies_after_its_work),
        status=FAILED,
        code="internal_error",
        attempts={"transcribe": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "the launcher of diarize",
        "Lambda ends it at the function's own timeout",
        meets("diarize", runs_out_of_its_own_time),
        attempts={"diarize": 2},
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the answer is told of before the launcher has ended",
        _answers_at_once,
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the endpoint cannot take the recording",
        does_always(TRANSCRIBER, refuses(422, "audio_undecodable", retryable=False)),
        status=FAILED,
        code="audio_undecodable",
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the endpoint cannot take the recording while diarize takes another hour",
        both(
            does_always(TRANSCRIBER, refuses(422, "audio_undecodable", retryable=False)),
            does_always(DIARIZER, answers_after(3600.0)),
        ),
        status=FAILED,
        code="audio_undecodable",
        attempts={"transcribe": 1, "diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the endpoint is out of memory once",
        does(TRANSCRIBER, OUT_OF_MEMORY),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "diarize",
        "the endpoint is always out of memory",
        does_always(DIARIZER, OUT_OF_MEMORY),
        status=FAILED,
        code="out_of_memory",
        attempts={"diarize": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the request waits in the endpoint's queue until it expires",
        does(TRANSCRIBER, expires),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the answer is not as agreed, once",
        does(TRANSCRIBER, answers_with(b'{"transcription": null}')),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the answer is always that of diarize",
        does_always(TRANSCRIBER, answers_with(diarize_answer().model_dump_json().encode())),
        status=FAILED,
        code="engine_answer_invalid",
        attempts={"transcribe": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "the answer's times lie beyond the recording",
        does(TRANSCRIBER, answers_with(transcribe_answer(end=90.0).model_dump_json().encode())),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "diarize",
        "SageMaker tells of an answer that is not there",
        does(DIARIZER, says_that_it_answered),
        attempts={"diarize": 2},
        options=BRIEF,
    ),
    Fault(
        "the message of transcribe",
        "it is lost",
        does_always(TRANSCRIBER, answers_unheard),
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "the message of diarize",
        "it is lost",
        does_always(DIARIZER, answers_unheard),
        attempts={"diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "the messages of both",
        "all of them are lost",
        both(
            does_always(TRANSCRIBER, answers_unheard),
            does_always(DIARIZER, answers_unheard),
        ),
        attempts={"transcribe": 1, "diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "the message of transcribe",
        "that of a failure is lost",
        does_always(TRANSCRIBER, refuses(422, "audio_undecodable", retryable=False, heard=False)),
        status=FAILED,
        code="audio_undecodable",
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "the message of transcribe",
        "it comes twice, and an hour later again",
        does_always(TRANSCRIBER, answers_twice),
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "the message of transcribe",
        "that of a failure follows",
        does(TRANSCRIBER, fails_after_it_answered),
        attempts={"transcribe": 1},
        options=BRIEF,
    ),
    Fault(
        "the message of transcribe",
        "it follows that of a failure",
        does(TRANSCRIBER, answers_after_it_failed),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "the queue of messages",
        "there is one for an attempt that nobody knows, and some that are none",
        does(TRANSCRIBER, answers_among(_unknown(), "poison", "[]", '{"Message": "{}"}')),
        attempts={"transcribe": 1},
        aside=3,
        options=BRIEF,
    ),
    Fault(
        "the callback",
        "the storage is throttled when it takes its first message",
        _callback_without_storage,
        attempts={"transcribe": 1, "diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "the callback",
        "Step Functions throttles it for four minutes",
        _trouble_of_step_functions,
        attempts={"transcribe": 1, "diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "the callback",
        "its process dies while it has the tasks to itself",
        _callback_dies_with_its_claim,
        attempts={"transcribe": 1, "diarize": 1},
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "its first request is never answered, by an endpoint out of order for 20 minutes",
        both(does(TRANSCRIBER, never_answers), lambda world: _is_out_of_order(world, 20)),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "no request is ever answered, by an endpoint out of order for a day",
        both(
            does_always(TRANSCRIBER, never_answers),
            lambda world: _is_out_of_order(world, 24 * 60),
        ),
        status=FAILED,
        code="stage_timeout",
        attempts={"transcribe": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
    Fault(
        "transcribe",
        "its first request is never answered, by an endpoint in service",
        does(TRANSCRIBER, never_answers),
        attempts=ONE_MORE,
        options=BRIEF,
    ),
    Fault(
        "diarize",
        "no request is ever answered, by an endpoint in service",
        does_always(DIARIZER, never_answers),
        status=FAILED,
        code="stage_timeout",
        attempts={"diarize": 2},
        executions=("FAILED",),
        options=BRIEF,
    ),
)
