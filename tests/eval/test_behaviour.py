import pytest

from tests.eval.behaviour import Computed, compare, figures
from tests.eval.hand_computed import HAND_COMPUTED
from tests.eval.transcripts import SpokenTurn

CALL = (SpokenTurn("Agent", "good morning to you", 0, 4), SpokenTurn("Customer", "I called", 5, 8))


BACK_CHANNEL_CALL = "back-channels"


def test_calls_that_were_computed_on_paper_agree() -> None:
    compared = [c for c in compare(HAND_COMPUTED) if c.call != BACK_CHANNEL_CALL]
    assert [c for c in compared if not c.right] == []


def test_a_back_channel_that_its_speaker_follows_up_later_is_no_interruption() -> None:
    compared = [c for c in compare(HAND_COMPUTED) if c.call == BACK_CHANNEL_CALL]
    assert [c for c in compared if not c.right] == []


def test_a_metric_that_differs_is_counted() -> None:
    # agent 4 of 8 s, customer 3 of 8 s
    compared = compare([Computed("x", CALL, {"agent_talk": 0.5, "customer_talk": 0.385})])
    assert [c.right for c in compared] == [True, False]
    (agreeing,) = figures("x", compared)
    assert (agreeing.value, agreeing.of) == (0.5, 2)


def test_two_decimals_are_enough() -> None:
    # 3 / 8 = 0.375, by hand 0.38
    assert compare([Computed("x", CALL, {"customer_talk_ratio": 0.38})])[0].right


def test_a_metric_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no metric is called loudness"):
        compare([Computed("x", CALL, {"loudness": 1})])
