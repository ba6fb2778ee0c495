"""The words of a turn, as the head counts them."""

import pytest

from novapulse.language.sentiment.words import words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I don't know", "i dont know"),
        ("It’s late!", "its late !"),
        ("um I I called uh twice", "I called twice"),
        ("for three weeks", "for 3 days"),
        ("on Monday", "on friday"),
        ("the fourth time", "the third time"),
        ("I can't", "I cannot"),
        ("[NAME] was rude", "[PHONE_NUMBER] was rude"),
    ],
)
def test_what_means_the_same_is_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("I can do that", "I can't do that"), ("really?", "really"), ("it works", "it worked")],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_no_word_gives_none() -> None:
    assert words_of("... --") == []
