"""The head as it is shipped on turns that it was not trained on, and what a call adds to them."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.sentiment import segment_label
from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.trained import TrainedScorer


@pytest.fixture(scope="module")
def scorer() -> TrainedScorer:
    return TrainedScorer()


@pytest.mark.parametrize(
    ("label", "speaker", "text"),
    [
        # Complaints without an angry word.
        ("negative", "Customer", "It's the fifth week now and the sofa still isn't here."),
        ("negative", "Customer", "we waited at the house all afternoon and nobody turned up"),
        ("negative", "Customer", "You told me it was free and now there's sixty on my bill."),
        ("negative", "Customer", "I've explained this to four of your people already."),
        ("negative", "Customer", "So I'm supposed to pay for your error?"),
        # Politeness around a complaint.
        ("negative", "Customer", "I'm sorry to bother you, but I still haven't got my refund."),
        ("negative", "Customer", "You're very polite, but nothing has been done since June."),
        # Said in irony.
        ("negative", "Customer", "Oh great, another hour on hold."),
        ("negative", "Customer", "Thanks for nothing."),
        # Courtesy and facts, denials and suppositions.
        ("neutral", "Agent", "Thank you for calling Elm Bank, my name is Joe, how can I help?"),
        ("neutral", "Agent", "I'm so sorry to hear that, I understand how upsetting this is."),
        ("neutral", "Agent", "I've cancelled the order and blocked the stolen card."),
        ("neutral", "Customer", "I'd like to cancel my subscription, please."),
        ("neutral", "Customer", "I'm not angry, I only want to know how it works."),
        ("neutral", "Customer", "What happens if my bag gets stolen, am I covered?"),
        ("neutral", "Customer", "and what would i be paying for that one"),
        ("neutral", "Customer", "It's okay, no problem, take your time."),
        ("neutral", "Customer", "Okay, great, thanks, bye."),
        # Thanks that are meant, relief, praise in negative words.
        ("positive", "Customer", "oh thank you so much that's such a relief"),
        ("positive", "Customer", "You've been so kind and so patient with me."),
        ("positive", "Customer", "It's finally working, you're wonderful!"),
        ("positive", "Customer", "I've never had such good service anywhere."),
        ("positive", "Customer", "I couldn't be happier with it."),
    ],
)
def test_a_turn_has_the_label_that_a_listener_gives_it(
    scorer: TrainedScorer, label: str, speaker: str, text: str
) -> None:
    assert segment_label(scorer.score([(speaker, text)])[0]) == label


def test_the_published_greeting_and_complaint(scorer: TrainedScorer) -> None:
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


def test_a_turn_without_a_word_is_neutral(scorer: TrainedScorer) -> None:
    texts = ["", "...", "[NAME] [CARD_NUMBER]"]

    assert scorer.score([("Customer", text) for text in texts]) == [0.0, 0.0, 0.0]


def test_a_turn_without_a_word_is_neutral_in_an_angry_call_too(scorer: TrainedScorer) -> None:
    angry = ("Customer", "This is ridiculous, I've been waiting for a month.")

    assert scorer.score([*[angry] * 5, ("Customer", "...")])[-1] == 0.0


def test_in_a_short_exchange_a_turn_scores_the_same_whatever_stands_beside_it(
    scorer: TrainedScorer,
) -> None:
    turn = ("Customer", "I have been waiting for ages.")

    assert scorer.score([("Agent", "Great!"), turn])[1] == scorer.score([turn])[0]


def test_in_a_call_the_same_words_are_heard_as_their_speaker_sounds(scorer: TrainedScorer) -> None:
    asked, doubtful = ("Agent", "It comes on Friday."), ("Customer", "On Friday? Not before?")
    angry = ("Customer", "This is ridiculous, I've been waiting for a month.")
    calm = ("Customer", "Yes, that's right.")

    among_angry, among_calm = (
        scorer.score([asked, other] * 4 + [asked, doubtful])[-1] for other in (angry, calm)
    )

    assert among_angry < among_calm


@pytest.mark.parametrize("plain", ["It's four four one nine.", "Yes, that's my address."])
def test_a_plain_fact_in_an_angry_call_stays_one(scorer: TrainedScorer, plain: str) -> None:
    angry = ("Customer", "This is ridiculous, I've been waiting for a month.")
    around = [("Agent", "I see."), angry] * 3

    scores = scorer.score(
        [*around, ("Agent", "And which one is it?"), ("Customer", plain), *around]
    )

    assert segment_label(scores[7]) == "neutral"


def hears(negative: float, positive: float) -> Head:
    """These probabilities in whatever is said."""
    neutral = 1 - negative - positive
    return Head(bias=(math.log(negative / neutral), math.log(positive / neutral)), weights={})


@pytest.mark.parametrize(
    ("alone", "in_call", "label"),
    [
        ((0.14, 0.01), (0.98, 0.01), "neutral"),
        ((0.16, 0.01), (0.98, 0.01), "negative"),
        ((0.01, 0.29), (0.01, 0.98), "neutral"),
        ((0.01, 0.31), (0.01, 0.98), "positive"),
        ((0.01, 0.31), (0.01, 0.32), "positive"),
        ((0.01, 0.31), (0.01, 0.30), "neutral"),
    ],
)
def test_a_call_makes_a_complaint_or_praise_only_of_what_sounds_like_it_by_itself(
    alone: tuple[float, float], in_call: tuple[float, float], label: str
) -> None:
    scorer = TrainedScorer(head=hears(*alone), in_call=hears(*in_call))

    assert {segment_label(s) for s in scorer.score([("Customer", "Hm.")] * 6)} == {label}


@settings(derandomize=True, deadline=None)
@given(st.sampled_from(["Agent", "Customer"]), st.text(max_size=80))
def test_any_text_scores_within_bounds(scorer: TrainedScorer, speaker: str, text: str) -> None:
    (score,) = scorer.score([(speaker, text)])

    assert -1 <= score <= 1


def test_a_turn_takes_less_than_a_millisecond_of_the_processor(scorer: TrainedScorer) -> None:
    turns = [("Customer", "I was told that somebody would come on Monday and nobody did.")] * 200
    started = time.process_time()
    scorer.score(turns)

    assert (time.process_time() - started) / len(turns) < 0.001
