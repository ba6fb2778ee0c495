"""The linear model: what its weights make of features."""

import json
import math

import pytest

from novapulse.language.sentiment.head import WEIGHTS, Feeling, Head


def test_what_it_knows_nothing_of_is_as_its_bias_says() -> None:
    head = Head(bias=(-math.log(2), -math.log(4)), weights={})

    feeling = head.feeling({"never heard": 1.0})

    assert feeling.negative == pytest.approx(0.5 / 1.75)
    assert feeling.positive == pytest.approx(0.25 / 1.75)


def test_weights_add_up_by_the_values_of_features() -> None:
    head = Head(bias=(0.0, 0.0), weights={"a": (1.0, -1.0), "b": (2.0, 0.0)})

    feeling = head.feeling({"a": 2.0, "b": 0.5})

    assert math.log(feeling.negative / feeling.positive) == pytest.approx(2 + 1 + 2)


def test_huge_odds_are_no_error() -> None:
    head = Head(bias=(0.0, 0.0), weights={"a": (1e6, -1e6)})

    assert head.feeling({"a": 1.0}) == Feeling(1.0, 0.0)


def test_praise_beside_a_complaint_weighs_against_it() -> None:
    assert Feeling(negative=0.5, positive=0.4).balance == pytest.approx(-0.1)


def test_a_file_is_read_by_its_scale() -> None:
    text = '{"scale": 10, "bias": [5, -5], "weights": {"a": [20, 0]}}'

    assert Head.parse(text) == Head(bias=(0.5, -0.5), weights={"a": (2.0, 0.0)})


@pytest.mark.parametrize("text", ["", "{}", '{"scale": 10, "bias": [1, 2], "weights": {"a": 1}}'])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        Head.parse(text)


def test_what_is_shipped_is_small_and_has_a_feature_a_line() -> None:
    from importlib.resources import files

    text = files("novapulse.language.sentiment").joinpath(WEIGHTS).read_text("utf-8")

    assert len(text.encode()) < 700_000
    assert len(text.splitlines()) == len(json.loads(text)["weights"]) + 2
