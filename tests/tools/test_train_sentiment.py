"""The recipe of the head: that it learns, and always writes the same."""

import pytest

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import IN_CALL, WEIGHTS, Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from tools.taught_turns import Turn, other_turns, read_calls
from tools.train_sentiment import train, train_in_call, trained


def test_the_same_turns_give_the_same_file() -> None:
    turns = [turn for n, turn in enumerate(other_turns()) if n % 20 == 0]

    assert train(turns) == train(turns)


def test_a_head_learns_what_it_is_taught() -> None:
    taught = [Turn("Customer", f"the zorb is blue {n}", -0.8) for n in range(20)]
    taught += [Turn("Customer", f"the zorb is green {n}", 0.8) for n in range(20)]
    taught += [Turn("Customer", f"the zorb is here {n}", 0.0) for n in range(20)]
    head = Head.parse(train(taught))
    lexicon = LexiconScorer()

    blue, green = (
        head.feeling(features_of("Customer", f"a {colour} one", lexicon)).balance
        for colour in ("blue", "green")
    )

    assert blue < -0.2 < 0.2 < green


def test_the_same_calls_give_the_same_surroundings() -> None:
    calls = list(read_calls())[::12]
    others = other_turns()[::20]

    assert train_in_call(calls, others) == train_in_call(calls, others)


@pytest.mark.slow
def test_what_is_shipped_is_what_the_recipe_writes() -> None:
    for name, content in zip((WEIGHTS, IN_CALL), trained(list(read_calls())), strict=True):
        written, shipped = Head.parse(content), Head.shipped(name)

        # Another processor may round another way.
        same = [feature for feature in written.weights if feature in shipped.weights]
        assert len(same) > 0.98 * len(shipped.weights)
        assert all(
            abs(one - other) < 0.03
            for feature in same
            for one, other in zip(written.weights[feature], shipped.weights[feature], strict=True)
        )
