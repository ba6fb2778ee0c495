"""The recipe of the head: that it learns, and always writes the same."""

import pytest

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from tools.taught_turns import Turn, other_turns, read_calls, single_turns
from tools.train_sentiment import WRITTEN, train, turns_of


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


@pytest.mark.slow
def test_what_is_shipped_is_what_the_recipe_writes() -> None:
    written = Head.parse(train(single_turns() + turns_of(list(read_calls()))))
    shipped = Head.parse(WRITTEN.read_text(encoding="utf-8"))

    # Another processor may round another way.
    same = [name for name in written.weights if name in shipped.weights]
    assert len(same) > 0.98 * len(shipped.weights)
    assert all(
        abs(one - other) < 0.03
        for name in same
        for one, other in zip(written.weights[name], shipped.weights[name], strict=True)
    )
