from collections.abc import Sequence

import pytest

from novapulse.domain.sentiment import sentiment_of
from novapulse.language.pii.detector import RuleDetector
from tests.eval import call_sentiment
from tests.eval.call_sentiment import JudgedCall
from tests.eval.figures import Figure
from tests.eval.labels.values import LabelledSegment
from tests.eval.sentiment import Judged, figures, judge, macro_f1, mistakes
from tests.language.calls import make_transcript


class FixedScorer:
    """Gives what each text says, and remembers what it was asked."""

    method = "fixed"

    def __init__(self) -> None:
        self.asked: list[Sequence[tuple[str, str]]] = []

    def score(self, turns: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.append(turns)
        return [float(text.split()[0]) for _, text in turns]


def segment(
    text: str, score: float, *, before: str = "", speaker: str = "Customer"
) -> LabelledSegment:
    return LabelledSegment("d1", speaker, before, text, score, ("plain",))


def named(judged: Sequence[Judged]) -> dict[str, Figure]:
    return {f.name.removeprefix("sentiment.x."): f for f in figures("x", judged)}


NEGATIVE, NEUTRAL, POSITIVE = -0.4, 0.49, 0.5


def test_the_score_is_that_of_the_segment_after_what_came_before() -> None:
    scorer = FixedScorer()
    (judged,) = judge([segment("-0.7 no", -0.6, before="0.2 sir")], scorer, RuleDetector())
    assert (judged.found, judged.labelled, judged.right) == (-0.7, -0.6, True)
    assert [list(turns) for turns in scorer.asked] == [
        [("Agent", "0.2 sir"), ("Customer", "-0.7 no")]
    ]


def test_personal_data_is_taken_out_before_scoring_as_in_a_job() -> None:
    scorer = FixedScorer()
    judge([segment("0.1 my name is Karen Miller", 0.0)], scorer, RuleDetector())
    assert scorer.asked == [[("Customer", "0.1 my name is [NAME]")]]


def test_accuracy_flips_and_recall_are_shares_of_their_segments() -> None:
    judged = [
        Judged("Customer", NEGATIVE, NEGATIVE),
        Judged("Customer", NEGATIVE, POSITIVE),
        Judged("Customer", NEGATIVE, NEUTRAL),
        Judged("Agent", POSITIVE, POSITIVE),
        Judged("Agent", NEUTRAL, POSITIVE),
    ]
    found = named(judged)
    assert found["accuracy"].value == 2 / 5
    assert found["flips"].value == 1 / 5
    assert found["recall_negative"].value == 1 / 3
    assert found["recall_positive"].value == 1.0
    assert (found["accuracy_customers"].value, found["accuracy_customers"].of) == (1 / 3, 3)
    # 0 + 0.9 + 0.89 + 0 + 0.01, of five
    assert found["score_distance"].value == pytest.approx(0.36)


def test_macro_f1_is_the_mean_over_labels() -> None:
    # negative: precision 1, recall 1/2, F1 2/3; neutral: 1/2, 1, 2/3; positive: 1, 1, 1
    judged = [
        Judged("Customer", NEGATIVE, NEGATIVE),
        Judged("Customer", NEGATIVE, NEUTRAL),
        Judged("Customer", NEUTRAL, NEUTRAL),
        Judged("Customer", POSITIVE, POSITIVE),
    ]
    assert macro_f1(judged) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_a_wrong_label_is_told_with_both_scores() -> None:
    (mistake,) = mistakes([segment("fine", -0.5)], [Judged("Customer", -0.5, 0.1)])
    assert (mistake.expected, mistake.found) == ("negative -0.50: fine", "neutral +0.10")


def test_the_error_of_a_call_is_the_distance_to_its_band() -> None:
    # calls are negative to -0.40 and positive from 0.40
    transcript = make_transcript([("Customer", "hello")])

    def call(label: str, score: float) -> JudgedCall:
        found = sentiment_of(transcript.segments, [score], "fixed")
        return JudgedCall("c", label, "stable", found)

    calls = [
        call("negative", -0.4),
        call("negative", 0.1),
        call("neutral", 0.5),
        call("positive", -0.6),
    ]
    assert [c.score_error for c in calls] == pytest.approx([0.0, 0.5, 0.11, 1.0])
    assert [c.flipped for c in calls] == [False, False, False, True]
    found = {f.name: f.value for f in call_sentiment.figures("x", calls)}
    assert found["sentiment.x.call_label"] == 0.25
    assert found["sentiment.x.call_flips"] == 0.25
    assert found["sentiment.x.call_trend"] == 1.0
    assert found["sentiment.x.call_score_error"] == pytest.approx(1.61 / 4)
