"""The labels can be read, and say only what labels may say."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from novapulse.domain.pii import PiiKind, Span
from tests.eval.labels.read import CERTAIN, calls, parse_marks, personal_data, sentiment
from tests.eval.labels.values import Half

HALVES: tuple[Half, ...] = ("development", "test")
PARTIES = {"Agent", "Customer"}
OUTCOMES = {"resolved", "pending", "unresolved", "open"}


def span(text: str, piece: str, kind: PiiKind) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece), kind, CERTAIN)


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_marks_become_spans_of_the_plain_text() -> None:
    text, spans = parse_marks("I'm [[NAME|Ann Lee]], zip [[ADDRESS|nine oh two]].")

    assert text == "I'm Ann Lee, zip nine oh two."
    assert spans == (
        span(text, "Ann Lee", PiiKind.NAME),
        span(text, "nine oh two", PiiKind.ADDRESS),
    )


def test_a_text_without_marks_has_no_spans() -> None:
    assert parse_marks("order four four two") == ("order four four two", ())


@pytest.mark.parametrize(
    "text",
    [
        "I'm [[NAME|Ann",
        "I'm Ann]]",
        "I'm [[Ann]]",
        "I'm [[NAME|]]",
        "I'm [[NAME|Ann [[NAME|Lee]]]]",
        "I'm [[PERSON|Ann]]",
    ],
)
def test_a_broken_mark_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"belongs to no|PERSON"):
        parse_marks(text)


def test_an_error_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "sentiment").mkdir()
    (tmp_path / "sentiment" / "test.jsonl").write_text('{"id": "d001", "tags": []}\n')

    with pytest.raises(ValueError, match=r"test\.jsonl, line 1: KeyError\('score'\)"):
        sentiment("test", tmp_path)


def test_an_error_names_the_call(tmp_path: Path) -> None:
    (tmp_path / "calls" / "test").mkdir(parents=True)
    (tmp_path / "calls" / "test" / "lost_parcel.yaml").write_text("title: a lost parcel\n")

    with pytest.raises(ValueError, match=r"lost_parcel\.yaml: KeyError\('roles'\)"):
        calls("test", tmp_path)


@pytest.mark.parametrize("half", HALVES)
def test_sentiment_is_scored_from_minus_one_to_one_once_for_each_segment(half: Half) -> None:
    segments = sentiment(half)

    assert repeated(segment.id for segment in segments) == []
    assert {segment.speaker for segment in segments} == PARTIES
    assert [s.id for s in segments if not -1 <= s.score <= 1 or not s.text.strip()] == []


@pytest.mark.parametrize("half", HALVES)
def test_personal_data_is_marked_in_one_to_four_turns(half: Half) -> None:
    items = personal_data(half)

    assert repeated(item.id for item in items) == []
    assert {turn.speaker for item in items for turn in item.turns} == PARTIES
    assert [i.id for i in items if not 1 <= len(i.turns) <= 4] == []
    assert [i.id for i in items if not all(turn.text.strip() for turn in i.turns)] == []


@pytest.mark.parametrize("half", HALVES)
def test_a_span_holds_the_value_and_no_blank_around_it(half: Half) -> None:
    values = [
        turn.text[found.start : found.end]
        for item in personal_data(half)
        for turn in item.turns
        for found in turn.spans
    ]

    assert [value for value in values if value != value.strip(" .,;:?!")] == []


@pytest.mark.parametrize("half", HALVES)
def test_personal_data_is_of_every_kind(half: Half) -> None:
    kinds = {s.kind for item in personal_data(half) for turn in item.turns for s in turn.spans}

    assert kinds == set(PiiKind)


@pytest.mark.parametrize("half", HALVES)
def test_a_call_speaks_only_of_its_own_speakers(half: Half) -> None:
    for call in calls(half):
        assert set(call.roles.values()) == PARTIES, call.name
        assert {turn.speaker for turn in call.turns} == set(call.roles), call.name
        assert {action.who for action in call.actions} <= set(call.roles), call.name


@pytest.mark.parametrize("half", HALVES)
def test_a_call_goes_forward_in_time(half: Half) -> None:
    for call in calls(half):
        assert all(0 <= turn.start < turn.end for turn in call.turns), call.name
        assert all(a.start <= b.start for a, b in pairwise(call.turns)), call.name


@pytest.mark.parametrize("half", HALVES)
def test_a_call_has_a_reason_an_outcome_and_a_feeling(half: Half) -> None:
    for call in calls(half):
        assert call.reason, call.name
        assert all(call.reason), call.name
        assert call.outcome in OUTCOMES, call.name
        assert call.sentiment.overall in {"negative", "neutral", "positive"}, call.name
        assert call.sentiment.trend in {"improving", "stable", "declining"}, call.name


def test_there_are_three_hundred_segments_and_items_and_thirty_calls() -> None:
    assert sum(len(sentiment(half)) for half in HALVES) >= 300
    assert sum(len(personal_data(half)) for half in HALVES) >= 300
    assert sum(len(calls(half)) for half in HALVES) >= 30


@pytest.mark.parametrize("half", HALVES)
def test_a_third_of_the_items_has_no_personal_data(half: Half) -> None:
    items = personal_data(half)

    assert sum(not item.has_personal_data for item in items) >= len(items) / 3


def test_the_halves_share_no_text() -> None:
    segments = [{segment.text.casefold() for segment in sentiment(half)} for half in HALVES]
    turns = [{tuple(t.text.casefold() for t in i.turns) for i in personal_data(h)} for h in HALVES]

    assert segments[0] & segments[1] == set()
    assert turns[0] & turns[1] == set()
