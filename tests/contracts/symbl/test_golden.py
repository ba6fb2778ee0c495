"""Every endpoint answers as it did: field by field, in either home; and as Symbl's clients need
it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.symbl import golden
from tests.contracts.symbl.golden import ENDPOINTS, State
from tests.services.house import RememberingRunner

TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
NUMBER = re.compile(r"[0-9]{16}")
TIMES = {"startTime", "endTime", "dueBy"}
LISTS = {
    "messages": "messages",
    "topics": "topics",
    "questions": "questions",
    "action_items": "actionItems",
    "follow_ups": "followUps",
    "insights": "insights",
    "entities": "entities",
    "members": "members",
}


@pytest.fixture
def state(client: TestClient, home: Home, runner: RememberingRunner) -> State:
    return State(client, home, runner)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_endpoint_answers_as_it_is_kept(state: State, name: str) -> None:
    """After a change that is meant: ``python -m tests.contracts.symbl.golden``."""
    assert golden.made(name, state) == golden.kept(name)


def test_nothing_is_kept_of_what_is_gone() -> None:
    assert {path.stem for path in golden.KEPT.iterdir()} == set(ENDPOINTS)


def every_field() -> Iterator[tuple[str, Any]]:
    def walk(value: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict):
            for name, each in value.items():
                yield name, each
                yield from walk(each)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each)

    for name in ENDPOINTS:
        for answer in golden.kept(name).values():
            yield from walk(answer["body"])


def test_times_are_utc_with_milliseconds() -> None:
    times = [value for name, value in every_field() if name in TIMES]
    assert len(times) > 50
    assert [value for value in times if not TIME.fullmatch(value)] == []


def test_ids_are_texts_of_digits_or_uuids() -> None:
    ids = [value for name, value in every_field() if name in {"id", "conversationId"}]
    assert len(ids) > 50
    assert [i for i in ids if i != "(a UUID)" and not NUMBER.fullmatch(i)] == []


def test_nothing_is_null() -> None:
    assert [name for name, value in every_field() if value is None] == []


def test_what_is_submitted_is_created() -> None:
    for name in ("process_audio", "process_audio_url", "process_text"):
        taken = [a for a in golden.kept(name).values() if a["status"] < 400]
        assert {(a["status"], *sorted(a["body"])) for a in taken} == {
            (201, "conversationId", "jobId")
        }


def test_errors_have_a_message_and_no_status() -> None:
    """The Python SDK and connectors read it; one takes ``status`` for a job's."""
    answers = [answer for name in ENDPOINTS for answer in golden.kept(name).values()]
    refused = [answer["body"] for answer in answers if answer["status"] >= 400]
    assert len(refused) > 30
    assert {frozenset(body) for body in refused} == {frozenset({"message"})}


def test_lists_are_there_when_there_is_nothing_in_them() -> None:
    """Without one, the Python SDK says that there is no such conversation."""
    for name, key in LISTS.items():
        if name != "members":
            assert golden.kept(name)["worked on"]["body"] == {key: []}
    assert golden.kept("trackers")["worked on"]["body"] == []


def test_the_words_that_clients_look_for_are_there() -> None:
    missing = golden.kept("job")["not there"]["body"]["message"]
    assert "Job with" in missing
    assert "not found" in missing
    gone = golden.kept("conversations")["deleted again"]["body"]["message"]
    assert gone == "The conversationId is either invalid or does not exist."
    assert "updated successfully" in golden.kept("members")["renamed"]["body"]["message"]


def test_everything_that_can_be_found_is_among_what_is_kept() -> None:
    empty = [
        name
        for name, key in LISTS.items()
        if not next(iter(golden.kept(name).values()))["body"][key]
    ]
    assert empty == []
