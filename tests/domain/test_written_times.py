from itertools import pairwise

import pytest

from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.domain.written_times import (
    TurnTime,
    estimated,
    spread,
    turn_times,
    written_seconds,
)


def written(*turns: tuple[str, float | None, float | None]) -> WrittenCall:
    return WrittenCall(
        turns=tuple(
            WrittenTurn(speaker="A", text=text, start=start, end=end) for text, start, end in turns
        )
    )


def times(*turns: tuple[str, float | None, float | None]) -> list[tuple[float, float]]:
    return [(time.start, time.end) for time in turn_times(written(*turns))]


def test_turns_without_times_follow_one_another_at_150_words_a_minute() -> None:
    assert times(("a b c d e", None, None), ("a b", None, None)) == [(0.0, 2.0), (2.0, 2.8)]
    assert written_seconds(written(("word " * 150, None, None))) == pytest.approx(60.0)


def test_times_that_were_noted_stay_as_they_are() -> None:
    noted = [(3.5, 9.25), (9.0, 12.0), (40.0, 41.5)]
    assert times(*[("some words", start, end) for start, end in noted]) == noted


def test_a_turn_without_an_end_is_over_when_the_next_begins() -> None:
    assert times(("a b c d e", 10.0, None), ("a", 11.0, None)) == [(10.0, 11.0), (11.0, 11.4)]
    assert times(("a b c d e", 10.0, None), ("a", 90.0, None))[0] == (10.0, 12.0)


def test_a_turn_without_a_start_begins_after_the_one_before_and_before_its_end() -> None:
    assert times(("a", 0.0, 5.0), ("a b c d e", None, 20.0)) == [(0.0, 5.0), (18.0, 20.0)]
    assert times(("a", 0.0, 5.0), ("a b c d e", None, 5.5))[1] == (5.0, 5.5)
    assert times(("a", 0.0, 5.0), ("a", None, None))[1] == (5.0, 5.4)


def test_no_turn_ends_before_it_begins() -> None:
    assert times(("a", 10.0, 4.0)) == [(10.0, 10.0)]
    assert times(("a b c", 10.0, None), ("a", 4.0, None))[0] == (10.0, 10.0)


def test_a_call_ends_with_the_turn_that_ends_last() -> None:
    assert written_seconds(written(("a", 0.0, 30.0), ("b", 5.0, 6.0))) == 30.0


def test_one_time_that_is_missing_makes_the_times_estimated() -> None:
    assert not estimated(written(("a", 0.0, 1.0)))
    assert estimated(written(("a", 0.0, 1.0), ("b", 2.0, None)))


def test_words_share_the_time_of_their_turn_without_gaps() -> None:
    parts = spread(("a", "b", "c"), TurnTime(1.0, 2.0))
    assert (parts[0].start, parts[-1].end) == (1.0, 2.0)
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert spread((), TurnTime(1.0, 2.0)) == ()
