"""Labels, the call's score, trend, filters and minutes."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.insights import Label, Sentiment, Trend
from novapulse.domain.sentiment import (
    by_minute,
    filter_speaker,
    overall_label,
    overall_score,
    segment_label,
    sentiment_of,
    trend,
)
from novapulse.domain.transcript import Segment

Scored = tuple[str, float, float, float]
"""Speaker, start, end, score."""


def make_sentiment(scored: Sequence[Scored]) -> Sentiment:
    segments = [
        Segment(id=i, speaker=speaker, start=start, end=end, text="x", confidence=1.0)
        for i, (speaker, start, end, _) in enumerate(scored, 1)
    ]
    return sentiment_of(segments, [score for *_, score in scored], "test")


@pytest.mark.parametrize(
    ("score", "label"),
    [
        (1.0, "positive"),
        (0.5, "positive"),
        (0.496, "positive"),
        (0.494, "neutral"),
        (-0.394, "neutral"),
        (-0.396, "negative"),
        (-0.4, "negative"),
    ],
)
def test_segments_are_labelled_on_the_rounded_score(score: float, label: Label) -> None:
    assert segment_label(score) == label


@pytest.mark.parametrize(
    ("score", "label"), [(0.42, "positive"), (0.39, "neutral"), (-0.68, "negative")]
)
def test_calls_have_their_own_band(score: float, label: Label) -> None:
    assert overall_label(score) == label


def test_the_first_published_example_comes_out_positive() -> None:
    result = make_sentiment([("Customer", 5.4, 14.7, -0.71), ("Customer", 47.2, 58.9, 0.84)])

    assert result.overall_score == pytest.approx(0.42, abs=0.03)
    assert (result.overall_label, result.trend) == ("positive", "improving")
    assert [s.label for s in result.segments] == ["negative", "positive"]


def test_the_second_published_example_comes_out_as_published() -> None:
    result = make_sentiment(
        [("Agent", 0, 4.2, 0.05), ("Customer", 4.5, 11.8, -0.82), ("Agent", 12.1, 18.4, 0.12)]
    )

    assert (result.overall_score, result.overall_label) == (-0.68, "negative")


@pytest.mark.parametrize(
    ("scores", "trend"),
    [
        ([-0.5, 0.0, 0.5], "improving"),
        ([0.5, 0.0, -0.5], "declining"),
        ([0.0, 0.9, 0.25], "stable"),
        ([0.0, -0.9, 0.26], "improving"),
        ([0.9], "stable"),
        ([], "stable"),
    ],
)
def test_trend_compares_the_last_third_with_the_first(scores: list[float], trend: Trend) -> None:
    said = [("Customer", float(i), i + 1.0, score) for i, score in enumerate(scores)]

    assert make_sentiment(said).trend == trend


def test_the_agents_mood_is_no_trend() -> None:
    said = [
        ("Customer", 0, 1, 0.0),
        ("Agent", 1, 2, -0.9),
        ("Customer", 2, 3, 0.0),
        ("Agent", 3, 4, 0.9),
    ]

    assert make_sentiment(said).trend == "stable"


def test_a_second_agent_is_no_caller() -> None:
    said = [("Customer", 0, 5, -0.8), ("Customer", 5, 10, -0.8), ("Speaker 3", 10, 15, 0.8)]
    segments = make_sentiment(said).segments
    agents = {"Agent", "Speaker 3"}

    assert overall_score(segments, agents) == pytest.approx(-0.85 * 0.8 + 0.15 * 0.8)
    assert trend(segments, agents) == "stable"
    assert trend(segments) == "improving"


def test_a_filter_recomputes_everything_from_that_speaker() -> None:
    both = make_sentiment([("Agent", 0, 5, 0.9), ("Customer", 5, 10, -0.9), ("Agent", 10, 15, 0.9)])

    customer = filter_speaker(both, "Customer")
    assert [s.segment_id for s in customer.segments] == [2]
    assert (customer.overall_score, customer.overall_label) == (-0.9, "negative")
    assert filter_speaker(both, "Agent").overall_label == "positive"
    assert customer.method == "test"


def test_a_filter_without_segments_is_neutral() -> None:
    nobody = filter_speaker(make_sentiment([("Agent", 0, 5, 0.9)]), "Customer")

    assert (nobody.overall_score, nobody.overall_label, nobody.trend) == (0.0, "neutral", "stable")


def test_minutes_hold_the_segments_that_begin_in_them() -> None:
    result = make_sentiment(
        [("Customer", 10, 20, -0.8), ("Customer", 50, 70, -0.2), ("Customer", 130, 140, 0.9)]
    )

    first, third = by_minute(result)
    assert (first.minute, first.start, first.end, first.score) == (0, 0.0, 60.0, -0.4)
    assert (third.minute, third.label) == (2, "positive")


def test_a_segment_without_length_still_counts() -> None:
    assert make_sentiment([("Customer", 1.0, 1.0, -0.9)]).overall_score == -0.9


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Agent", "Customer", "Speaker 3"]),
            st.floats(0, 600),
            st.floats(0, 60),
            st.floats(-1, 1),
        ),
        max_size=10,
    )
)
def test_the_call_lies_between_its_extremes(said: list[tuple[str, float, float, float]]) -> None:
    result = make_sentiment([(who, at, at + length, score) for who, at, length, score in said])
    scores = [s.score for s in result.segments] or [0.0]

    assert min(scores) - 0.01 <= result.overall_score <= max(scores) + 0.01
    assert len(result.segments) == len(said)
