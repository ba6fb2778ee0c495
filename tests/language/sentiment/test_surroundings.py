"""What the rest of a call says of a turn."""

import math

import pytest

from novapulse.language.sentiment.head import Feeling
from novapulse.language.sentiment.surroundings import FEWEST_OTHERS, surroundings_of

CALM, ANGRY, GLAD = Feeling(0.0, 0.0), Feeling(0.8, 0.1), Feeling(0.0, 0.9)


def test_the_other_turns_of_the_speaker_count_and_those_of_the_other_party_do_not() -> None:
    speakers = ["Customer", "Agent"] * 6
    feelings = [ANGRY, GLAD] * 6

    known = surroundings_of(speakers, feelings)[4]

    assert known["mean negative"] == pytest.approx(0.8)
    assert known["mean positive"] == pytest.approx(0.1)


def test_the_turn_itself_does_not_count_among_the_others() -> None:
    known = surroundings_of(["Customer"] * 6, [CALM, CALM, ANGRY, CALM, CALM, CALM])[2]

    assert known["mean negative"] == 0.0
    assert known["negative"] == pytest.approx(math.log(0.8 / 0.1))


def test_the_nearest_turns_count_by_their_place() -> None:
    known = surroundings_of(["Customer"] * 6, [CALM, ANGRY, CALM, CALM, GLAD, CALM])[2]

    assert known["negative before 1"] == 0.8
    assert known["positive after 2"] == 0.9
    assert known["negative before 2"] == known["positive after 1"] == 0.0


def test_a_missing_neighbour_is_told_from_a_calm_one() -> None:
    known = surroundings_of(["Customer"] * 6, [CALM] * 6)[1]

    assert known["none before 2"] == 1.0
    assert "none before 1" not in known
    assert "negative before 2" not in known


def test_the_edges_of_a_call_are_its_first_and_last_four_turns() -> None:
    known = surroundings_of(["Customer"] * 10, [CALM] * 10)

    assert [n for n, features in enumerate(known) if features["first"]] == [0, 1, 2, 3]
    assert [n for n, features in enumerate(known) if features["last"]] == [6, 7, 8, 9]
    assert [features["place"] for features in known] == pytest.approx([n / 10 for n in range(10)])


def test_an_agent_is_told_from_others() -> None:
    known = surroundings_of(["Agent", "Speaker 2"] * 5, [CALM] * 10)

    assert [features["=agent"] for features in known] == [1.0, 0.0] * 5


@pytest.mark.parametrize(("others", "heard"), [(FEWEST_OTHERS - 1, False), (FEWEST_OTHERS, True)])
def test_a_speaker_who_says_little_is_heard_turn_by_turn(others: int, heard: bool) -> None:
    speakers = ["Agent"] * 10 + ["Customer"] * (others + 1)

    assert bool(surroundings_of(speakers, [CALM] * len(speakers))[10]) is heard


def test_certainty_is_no_error() -> None:
    known = surroundings_of(["Customer"] * 6, [Feeling(1.0, 0.0)] * 6)[0]

    assert all(math.isfinite(value) for value in known.values())
