import math

import pytest

from novapulse.language.embedding.remaining_words import (
    DIMENSIONS,
    FAINT_WEIGHT,
    ID_WEIGHT,
    PLAIN_WEIGHT,
    hashed,
    spread,
)


def length(words: list[str]) -> float:
    return math.sqrt(sum(value**2 for _, value in hashed(words)))


@pytest.mark.parametrize(
    ("word", "weight"),
    [("zebra", PLAIN_WEIGHT), ("monday", FAINT_WEIGHT), ("tc-449823", ID_WEIGHT), ("the", 0.0)],
)
def test_a_word_weighs_by_what_it_says(word: str, weight: float) -> None:
    assert length([word]) == pytest.approx(weight)


def test_a_repeated_word_counts_once() -> None:
    assert list(hashed(["zebra", "zebra"])) == list(hashed(["zebra"]))


def test_dimensions_lie_within_bounds_and_are_the_same_each_time() -> None:
    places = [dimension for word in map(str, range(500)) for dimension, _ in spread(word, 1.0)]

    assert 0 <= min(places) <= max(places) < DIMENSIONS
    assert places[:3] == [dimension for dimension, _ in spread("0", 1.0)]
