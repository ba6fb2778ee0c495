"""Sentiment by words against our gold turns."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.sentiment import segment_label
from novapulse.language.sentiment import LexiconScorer, analyse_sentiment
from novapulse.language.sentiment.courtesy import without_courtesy
from novapulse.language.sentiment.phrases import GRIEVANCES, SATISFACTIONS, phrases_in
from novapulse.language.sentiment.scorer import calibrate
from tests.language.calls import make_transcript
from tests.language.gold_sentiment import GOLD

SMALLEST_ACCURACY = 0.85


@pytest.fixture(scope="module")
def scorer() -> LexiconScorer:
    return LexiconScorer()


def test_most_gold_turns_get_their_label_and_none_the_opposite(scorer: LexiconScorer) -> None:
    scores = scorer.score([(speaker, text) for speaker, text, _ in GOLD])
    pairs = [(segment_label(s), label) for s, (*_, label) in zip(scores, GOLD, strict=True)]

    assert sum(got == label for got, label in pairs) / len(pairs) >= SMALLEST_ACCURACY
    assert not [pair for pair in pairs if set(pair) == {"positive", "negative"}]


def test_the_published_greeting_and_complaint(scorer: LexiconScorer) -> None:
    greeting, complaint = scorer.score(
        [
            (
                "Agent",
                "Thank you for calling billing support. My name is Sarah, how can I help?",
            ),
            ("Customer", "Hi Sarah, I got charged twice this month and nobody seems to know why."),
        ]
    )

    assert abs(greeting) < 0.2
    assert complaint <= -0.6


def test_placeholders_mean_nothing(scorer: LexiconScorer) -> None:
    plain, with_name = scorer.score([("Customer", "Thanks."), ("Customer", "Thanks, [NAME].")])

    assert with_name == pytest.approx(plain, abs=0.05)
    assert scorer.score([("Customer", "[ADDRESS] [CARD_NUMBER] [NAME]")]) == [0.0]


def test_praise_by_an_agent_counts_half(scorer: LexiconScorer) -> None:
    agent, customer = scorer.score([("Agent", "That is great!"), ("Customer", "That is great!")])

    assert 0 < agent < customer


def test_a_formula_without_punctuation_does_not_swallow_the_complaint() -> None:
    text = (
        "i am sorry about all of this but let me tell you that we have waited here for very long"
        " and this is ridiculous"
    )

    assert "ridiculous" in without_courtesy(text)


def test_every_phrase_leans_the_way_of_its_table() -> None:
    assert all(weight < 0 for weight, _ in GRIEVANCES.values())
    assert all(weight > 0 for weight, _ in SATISFACTIONS.values())


@pytest.mark.parametrize(
    ("raw", "mapped"), [(-1.0, -1.0), (-0.2, -0.4), (0.0, 0.0), (0.4, 0.5), (1.0, 1.0), (7.0, 1.0)]
)
def test_decision_points_fall_on_the_label_bands(raw: float, mapped: float) -> None:
    assert calibrate(raw, "Customer", negative=-0.2, positive=0.4) == pytest.approx(mapped)


@settings(derandomize=True, deadline=None)
@given(st.floats(-1, 1), st.floats(-1, 1))
def test_calibration_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert calibrate(low, "Customer", negative=-0.1, positive=0.35) <= calibrate(
        high, "Customer", negative=-0.1, positive=0.35
    )


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=80))
def test_any_text_scores_within_bounds(scorer: LexiconScorer, text: str) -> None:
    (score,) = scorer.score([("Customer", text)])

    assert -1 <= score <= 1


def test_every_segment_of_a_call_has_an_entry(scorer: LexiconScorer) -> None:
    call = make_transcript([("Agent", "Hello."), ("Customer", ""), ("Customer", "This is awful.")])
    result = analyse_sentiment(call, scorer)

    assert [s.segment_id for s in result.segments] == [1, 2, 3]
    assert result.segments[2].label == "negative"
    assert result.method == "lexicon"


def test_an_empty_call_is_neutral(scorer: LexiconScorer) -> None:
    result = analyse_sentiment(make_transcript([]), scorer)

    assert (result.overall_score, result.overall_label, result.segments) == (0.0, "neutral", ())


@pytest.mark.parametrize(
    "text",
    [
        "I can't thank you enough.",
        "I can't complain.",
        "I couldn't be happier.",
        "I cannot recommend you highly enough.",
    ],
)
def test_praise_in_negative_words_is_praise(scorer: LexiconScorer, text: str) -> None:
    assert scorer.score([("Customer", text)])[0] >= 0.5


def test_a_complaint_with_cannot_stays_one(scorer: LexiconScorer) -> None:
    assert scorer.score([("Customer", "I can't complain to anyone, nobody answers.")])[0] < 0


def test_thanks_do_not_swallow_the_feeling_after_them(scorer: LexiconScorer) -> None:
    text = "thank you for calling back i was so worried"

    assert scorer.score([("Customer", text)])[0] < 0


def test_a_call_in_another_language_is_not_scored(scorer: LexiconScorer) -> None:
    call = make_transcript([("Customer", "This is awful.")]).model_copy(update={"language": "de"})
    result = analyse_sentiment(call, scorer)

    assert (result.method, result.overall_score, result.segments[0].score) == ("none", 0.0, 0.0)


@pytest.mark.parametrize(
    ("start", "again"),
    [
        ("been", " "),
        ("talk to", " "),
        ("took", " "),
        ("have a", " "),
        ("", "wasted "),
        ("", "totally "),
    ],
)
def test_eight_times_the_text_takes_about_eight_times_as_long(
    scorer: LexiconScorer, start: str, again: str
) -> None:
    def seconds_taken(length: int) -> float:
        text = start + again * (length // len(again))
        began = time.process_time()
        scorer.raw(text)
        return time.process_time() - began

    few = min(seconds_taken(5_000) for _ in range(3))
    assert min(seconds_taken(40_000) for _ in range(2)) < 8 * 3 * few


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("been  on hold for over two hours", "long wait"),
        ("I was waiting forty minutes.", "long wait"),
        ("may I talk to the  manager", "asks for a superior"),
        ("I wasted a letter,\nand wasted my whole day", "wasted"),
        ("we took half a day off", "wasted"),
        ("it is still  not here", "still not"),
    ],
)
def test_a_phrase_is_found_with_and_without_its_optional_words(text: str, phrase: str) -> None:
    assert phrase in phrases_in(text)


def test_time_in_another_line_is_not_wasted() -> None:
    assert "wasted" not in phrases_in("a waste of paper\nWhat time is it?")
