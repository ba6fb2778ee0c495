from datetime import timedelta
from typing import Any

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import JobOptions, Pipeline
from novapulse.services.home import Home
from novapulse.services.symbl.changes import change_metadata
from novapulse.services.symbl.ids import conversation_id
from novapulse.services.symbl.listing import Wanted, list_conversations
from novapulse.services.symbl.rsql import parse_conditions
from tests.services.house import NOON
from tests.services.symbl.conversations import begin, converse, wire


def listed(home: Home, *, tenant: str = "acme", **chosen: Any) -> list[Any]:
    values: dict[str, Any] = {
        "begun_after": NOON - timedelta(days=7),
        "begun_before": NOON,
        "limit": 20,
        "offset": 0,
    }
    found = list_conversations(home, tenant, Wanted(**(values | chosen)))
    return [conversation["name"] for conversation in wire(found)["conversations"]]


def test_a_conversation_has_name_times_members_and_metadata(home: Home) -> None:
    job = converse(home, (("Agent", "one two three four"),), metadata={"team": "a", "count": 2})
    wanted = Wanted(NOON - timedelta(days=1), NOON, 20, 0)
    (found,) = wire(list_conversations(home, "acme", wanted))["conversations"]
    assert found == {
        "id": conversation_id(job),
        "type": "meeting",
        "name": conversation_id(job),
        "startTime": "2026-03-01T12:00:00.250Z",
        "endTime": "2026-03-01T12:00:02.350Z",
        "members": [{"id": found["members"][0]["id"], "name": "Speaker 1"}],
        "metadata": {"team": "a", "count": "2"},
    }


def test_the_earliest_comes_first_unless_asked_otherwise(home: Home) -> None:
    for hours, name in ((1, "b"), (3, "a"), (2, "c")):
        converse(home, name=name, created_at=NOON - timedelta(hours=hours))
    assert listed(home) == ["a", "c", "b"]
    assert listed(home, newest_first=True) == ["b", "c", "a"]
    assert listed(home, sort="conversation.name") == ["a", "b", "c"]
    assert listed(home, limit=1, offset=1) == ["c"]
    assert listed(home, limit=0) == []
    assert listed(home, offset=3) == []


def test_the_time_is_when_it_began(home: Home) -> None:
    converse(home, name="old", created_at=NOON - timedelta(days=8))
    converse(home, name="new", created_at=NOON - timedelta(days=6))
    assert listed(home) == ["new"]
    assert listed(home, begun_after=NOON - timedelta(days=9)) == ["old", "new"]
    ago = [NOON - timedelta(days=days) for days in (9, 7)]
    assert listed(home, begun_after=ago[0], begun_before=ago[1]) == ["old"]


def test_who_took_part_is_told_without_reading_the_insights(home: Home) -> None:
    job = converse(home)
    home.blobs.delete(storage_keys.result_insights("acme", job))
    (found,) = wire(list_conversations(home, "acme", Wanted(NOON, NOON, 20, 0)))["conversations"]
    assert [member["name"] for member in found["members"]] == ["Speaker 1", "Speaker 2"]


def test_the_end_that_is_asked_for_is_that_of_the_last_call(home: Home) -> None:
    first = converse(home, (("Agent", "one two three four"),))
    (condition,) = parse_conditions("endTime>2026-03-01T12:00:03.000Z")
    assert listed(home, conditions=(condition,)) == []
    converse(home, (("Agent", "one two three four"),), part_of=first)
    assert listed(home, conditions=(condition,)) == [conversation_id(first)]


def test_appended_transcribed_and_foreign_calls_are_no_conversations(home: Home) -> None:
    first = converse(home, name="first")
    converse(home, name="second", part_of=first)
    begin(home, JobOptions(pipeline=Pipeline.TRANSCRIPTION))
    assert listed(home) == ["first"]
    assert listed(home, tenant="other") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("conversation.metadata.team==a", ["one", "three"]),
        ("metadata.team == 'a' ; conversation.name!=one", ["three"]),
        ("metadata.team!=a", ["two"]),
        ("name==t*", ["two", "three"]),
        ('name=="two" and metadata.team==b', ["two"]),
        ("conversation.startTime=gt=2026-03-01T11:58:00.250Z", ["three"]),
        ("startTime<=2026-03-01T11:57:00.250Z", ["one"]),
    ],
)
def test_conditions_must_all_hold(home: Home, text: str, found: list[str]) -> None:
    for minutes, name, team in ((3, "one", "a"), (2, "two", "b"), (1, "three", "a")):
        at = NOON - timedelta(minutes=minutes)
        converse(home, name=name, metadata={"team": team}, created_at=at)
    assert listed(home, conditions=parse_conditions(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "name",
        "name==a,name==b",
        "name==a or name==b",
        "id==1;name==a;type==meeting",
        "color==red",
        "name==",
        "name==a;",
        "(name==a)",
    ],
)
def test_other_conditions_are_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="filter: give one or two comparisons"):
        parse_conditions(text)


def test_metadata_take_the_place_of_what_was_there(home: Home) -> None:
    job = converse(home, metadata={"old": "1"})
    changed = change_metadata(home, "acme", conversation_id(job), {"new": "2"})
    assert changed.first.options.metadata == {"new": "2"}


def test_metadata_are_bounded(home: Home) -> None:
    job = converse(home)
    with pytest.raises(InvalidRequest, match=r"metadata: .* bytes"):
        change_metadata(home, "acme", conversation_id(job), {str(n): "x" * 128 for n in range(500)})
