"""VADER, no slower for a word of a long text than for one of a short text."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.language.sentiment.vader import vader_with, weigh_by_but
from novapulse.language.sentiment.valences import VALENCES
from tests.language.gold_sentiment import GOLD

OURS = vader_with(VALENCES)
MEANINGFUL_TEXT = (
    "but But BUT no not never so this without doubt or nor least at very kind of sort bad ass the"
    " bomb yeah right shit good GOOD great awful problem wait cancel the it is was really hardly"
    " isn't don't :) :( 😀 ! ?? thanks, sorry. kiss death wouldn't hand to mouth bus stop"
)
MEANINGFUL = MEANINGFUL_TEXT.split()
SENTENCES = st.lists(st.sampled_from(MEANINGFUL), max_size=30).map(" ".join)


@pytest.fixture(scope="module")
def theirs() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    analyzer.lexicon.update(VALENCES)
    return analyzer


def test_every_gold_turn_scores_as_vader_scores_it(theirs: Any) -> None:
    together = " ".join(text for _, text, _ in GOLD)
    for text in (*(text for _, text, _ in GOLD), together):
        assert OURS.polarity_scores(text) == theirs.polarity_scores(text)


@settings(deadline=None, max_examples=300)
@given(SENTENCES)
def test_any_words_score_as_vader_scores_them(theirs: Any, text: str) -> None:
    assert OURS.polarity_scores(text) == theirs.polarity_scores(text)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["but", "word"]), st.sampled_from([0, 1.5, 1, 2.25]))))
def test_but_weighs_as_in_vader(theirs: Any, said: list[tuple[str, float]]) -> None:
    words = [word for word, _ in said]
    expected = theirs._but_check(words, [value for _, value in said])
    assert weigh_by_but(words, [value for _, value in said]) == expected


@pytest.mark.parametrize("sentence", ["it was not good at all ", "bad ", "but bad "])
def test_eight_times_the_words_take_about_eight_times_as_long(sentence: str) -> None:
    many = sentence * (24_000 // len(sentence.split()))
    few = min(seconds_taken(many[: len(many) // 8]) for _ in range(3))
    assert min(seconds_taken(many) for _ in range(3)) < 8 * 3 * few


def seconds_taken(text: str) -> float:
    start = time.process_time()
    OURS.polarity_scores(text)
    return time.process_time() - start
