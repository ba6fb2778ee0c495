"""The recipe of the head: that it learns, and always writes the same."""

import pytest

from novapulse.language.sentiment.features import features_of
from novapulse.language.sentiment.head import IN_CALL, WEIGHTS, Head
from novapulse.language.sentiment.lexicon import LexiconScorer
from tools.taught_turns import Call, Turn, read_calls, single_turns
from tools.train_sentiment import train, train_in_call, trained


def test_the_same_turns_give_the_same_file() -> None:
    turns = [turn for n, turn in enumerate(single_turns()) if n % 40 == 0]

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
    calls = list(read_calls())[::60]
    others = single_turns()[::60]

    assert train_in_call(calls, others) == train_in_call(calls, others)


def test_a_call_is_heard_by_a_head_that_has_not_learnt_from_it() -> None:
    """Of words that one turn alone has, what its label is can only be known by heart: here every
    feeling is told by such a word, and what a head hears in the turn tells nothing."""
    calls = [
        Call(
            f"{n}",
            tuple(
                Turn("Customer", f"{word(n, turn)} {word(n, turn)}s", score)
                for turn, score in enumerate([-0.8, 0.0, 0.8] * 3)
            ),
        )
        for n in range(8)
    ]
    plain = [Turn("Customer", f"well {score}", score) for score in (-0.8, 0.0, 0.8)]

    in_call = Head.parse(train_in_call(calls, plain))

    assert max(abs(one) for one in in_call.weights.get("negative", (0.0, 0.0))) < 0.5
    assert max(abs(one) for one in in_call.weights.get("positive", (0.0, 0.0))) < 0.5


def word(*numbers: int) -> str:
    """A word of its own for these numbers, of letters alone."""
    return "z" + "".join(chr(ord("a") + number) for number in numbers)


@pytest.mark.slow
def test_what_is_shipped_is_what_the_recipe_writes() -> None:
    written = trained(list(read_calls()), single_turns())
    for name, content in zip((WEIGHTS, IN_CALL), written, strict=True):
        made, shipped = Head.parse(content), Head.shipped(name)

        # Another processor may round another way.
        same = [feature for feature in made.weights if feature in shipped.weights]
        assert len(same) > 0.98 * len(shipped.weights)
        assert all(
            abs(one - other) < 0.03
            for feature in same
            for one, other in zip(made.weights[feature], shipped.weights[feature], strict=True)
        )
