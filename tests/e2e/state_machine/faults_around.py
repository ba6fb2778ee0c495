"""Faults around an execution: its start and its end from outside, erasure, the recording's source,
the table, the bus, the webhooks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, BinaryIO

from novapulse.bootstrap.aws.pipeline import executions, runner
from novapulse.domain.errors import BadAudio, NovaPulseError, SourceUnavailable
from novapulse.domain.fetched import ANY_SOURCE, FetchedRecording, SourceTerms
from novapulse.domain.webhook import DeliveryStatus
from novapulse.handlers import fetch
from novapulse.stages.reference import JobReference
from tests.adapters.aws.pipeline.services import refusal
from tests.e2e.state_machine.endpoint import answers_after, answers_unheard
from tests.e2e.state_machine.fault import (
    BRIEF,
    FAILED,
    GARBAGE,
    GONE,
    Fault,
    Injection,
    both,
    does_always,
    meets,
)
from tests.e2e.state_machine.functions import Call, after, following, without_storage
from tests.e2e.state_machine.world import World

BY_URL = {**BRIEF, "audio_url": "https://recordings.example.com/call.wav"}
NO_AUDIO = b"<html>Please log in.</html>"


def _aborted(*seconds: float) -> Injection:
    """Somebody stops whatever runs at those times from the start."""

    def stop(world: World) -> None:
        for each in world.executions():
            if each["status"] == "RUNNING":
                world.machine.stop_execution(executionArn=each["executionArn"], error="", cause="")

    def inject(world: World) -> None:
        for each in seconds:
            world.at(timedelta(seconds=each), lambda: stop(world))

    return inject


def _started(start: Callable[[World], None]) -> Injection:
    return lambda world: setattr(world, "starts", start)


def _never(world: World) -> None:
    """The submission's process died in between."""


def _twice(world: World) -> None:
    for _ in range(2):
        runner(world.house.ports).start(world.job)


def _another_later(world: World) -> None:
    """As when Step Functions says of one that it was stopped, and it was not."""
    runner(world.house.ports).start(world.job)
    name, reference = f"{world.job.id}.2", JobReference.of(world.job)
    later = executions(world.house.ports)
    world.at(timedelta(seconds=10), lambda: later.start(name, reference))


def _erased_at(seconds: float) -> Injection:
    return lambda world: world.at(timedelta(seconds=seconds), world.erase)


def _erased_before(function: str) -> Injection:
    return lambda world: meets(function, after(lambda call: world.erase()))(world)


def _erased_after(function: str) -> Injection:
    return lambda world: meets(function, following(lambda call: world.erase()))(world)


@dataclass
class Source:
    """Fulfils ``RecordingFetcher``: ``troubles`` first, then the recording."""

    content: bytes
    troubles: list[NovaPulseError] = field(default_factory=list)

    def fetch(
        self,
        url: str,
        target: BinaryIO,
        *,
        wanted: Callable[[], bool],
        terms: SourceTerms = ANY_SOURCE,
    ) -> FetchedRecording:
        if self.troubles:
            raise self.troubles.pop(0)
        target.write(self.content)
        return FetchedRecording(len(self.content), hashlib.sha256(self.content).hexdigest())


def _source(*troubles: NovaPulseError, content: bytes | None = None) -> Injection:
    def inject(world: World) -> None:
        source = Source(content if content is not None else world.content, list(troubles))
        world.replace(fetch, "fetcher", lambda home: source)

    return inject


def _unreachable() -> NovaPulseError:
    return SourceUnavailable("audio_url_unreachable", "The host could not be reached.")


def _throttles_the_table(world: World) -> None:
    """One request in twenty that the job's functions make."""
    requests = count(1)

    def before(name: str, request: dict[str, Any]) -> None:
        if world.functions.running and next(requests) % 20 == 0:
            raise refusal("ProvisionedThroughputExceededException")

    world.house.ports.clients.dynamodb.before = before


def _bus_refuses(world: World) -> None:
    world.house.ports.clients.events.refusals |= {"job.completed": 7, "job.created": 4}


def _webhook_answers(status: int, *, for_seconds: float | None = None) -> Injection:
    def inject(world: World) -> None:
        posts = world.house.ports.posts
        posts.status = status
        if for_seconds is not None:
            world.at(timedelta(seconds=for_seconds), lambda: setattr(posts, "status", 200))

    return inject


def _loses_messages(call: Call) -> None:
    call.functions.house.queue.messages.clear()


FAULTS: tuple[Fault, ...] = (
    Fault(
        "the execution",
        "it is never started",
        _started(_never),
        attempts={"begin": 1, "publish": 1},
        options=BRIEF,
    ),
    Fault(
        "the execution",
        "it is started twice",
        _started(_twice),
        attempts={"begin": 1, "publish": 1},
        options=BRIEF,
    ),
    Fault(
        "the execution",
        "a second one begins beside it, and finds its files gone when the first is done",
        _started(_another_later),
        attempts={"begin": 2, "publish": 1, "fail": 1},
        executions=("SUCCEEDED", "FAILED"),
        options=BRIEF,
    ),
    Fault(
        "the execution",
        "somebody stops it while the endpoints work",
        _aborted(10.0),
        attempts={"begin": 2, "transcribe": 2},
        executions=("ABORTED", "SUCCEEDED"),
        options=BRIEF,
    ),
    Fault(
        "the execution",
        "somebody stops it, and the two that follow",
        both(_aborted(10.0, 190.0, 250.0), does_always("transcriber", answers_after(300.0))),
        status=FAILED,
        code="internal_error",
        attempts={"begin": 3, "fail": 0},
        executions=("ABORTED", "ABORTED", "ABORTED"),
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased before its execution begins",
        _erased_before("begin"),
        status=GONE,
        attempts={"begin": 1, "prepare": 0, "erase": 1},
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased while the endpoints work",
        _erased_at(10.0),
        status=GONE,
        attempts={"attribute": 0, "erase": 1},
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased while the endpoints work, and no message comes",
        both(
            _erased_at(10.0),
            does_always("transcriber", answers_unheard),
            does_always("diarizer", answers_unheard),
        ),
        status=GONE,
        attempts={"erase": 1},
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased before redact writes",
        _erased_before("redact"),
        status=GONE,
        attempts={"erase": 1},
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased after redact has written",
        _erased_after("redact"),
        status=GONE,
        attempts={"erase": 1},
    ),
    Fault(
        "the job",
        "it is erased before publish",
        _erased_before("publish"),
        status=GONE,
        attempts={"erase": 1},
    ),
    Fault(
        "the job",
        "it is erased before its failure is written",
        _erased_before("fail"),
        status=GONE,
        attempts={"fail": 1, "erase": 1},
        content=GARBAGE,
    ),
    Fault(
        "the job",
        "it is erased before notify",
        _erased_before("notify"),
        status=GONE,
        attempts={"notify": 1, "erase": 1},
        options=BRIEF,
    ),
    Fault(
        "the job",
        "it is erased, and the storage is throttled for its last state's first attempts",
        both(_erased_before("attribute"), meets("erase", without_storage, without_storage)),
        status=GONE,
        attempts={"erase": 3},
        options=BRIEF,
    ),
    Fault(
        "fetch",
        "the recording's source is unreachable, three times",
        _source(*(_unreachable() for _ in range(3))),
        attempts={"fetch": 4},
        options=BY_URL,
    ),
    Fault(
        "fetch",
        "the recording's source is never reachable",
        _source(*(_unreachable() for _ in range(4))),
        status=FAILED,
        code="audio_url_unreachable",
        attempts={"fetch": 4, "prepare": 0},
        options=BY_URL,
    ),
    Fault(
        "fetch",
        "the recording's source refuses",
        _source(BadAudio("audio_url_failed", "The host answers 403.")),
        status=FAILED,
        code="audio_url_failed",
        attempts={"fetch": 1},
        options=BY_URL,
    ),
    Fault(
        "fetch",
        "the URL leads into the own network",
        lambda world: None,
        status=FAILED,
        code="audio_url_refused",
        attempts={"fetch": 1},
        options={**BY_URL, "audio_url": "http://127.0.0.1/call.wav"},
    ),
    Fault(
        "fetch",
        "the URL's content is no recording",
        _source(content=NO_AUDIO),
        status=FAILED,
        code="unsupported_media_type",
        attempts={"fetch": 1},
        options=BY_URL,
    ),
    Fault(
        "the table",
        "it throttles one in twenty of the functions' requests",
        _throttles_the_table,
    ),
    Fault(
        "the bus",
        "it refuses an event seven times",
        _bus_refuses,
        options=BRIEF,
    ),
    Fault(
        "the webhook",
        "its receiver is down for half an hour",
        _webhook_answers(503, for_seconds=1800.0),
        options=BRIEF,
    ),
    Fault(
        "the webhook",
        "its receiver is down for ever",
        _webhook_answers(500),
        delivery=DeliveryStatus.FAILED,
        options=BRIEF,
    ),
    Fault(
        "the webhook",
        "its receiver says that it is gone",
        _webhook_answers(410),
        delivery=DeliveryStatus.DISABLED,
        options=BRIEF,
    ),
    Fault(
        "the webhook",
        "the message of its first attempt is lost",
        meets("notify", following(_loses_messages)),
        attempts={"notify": 1},
        options=BRIEF,
    ),
)
