import pytest

from tests.eval.words import normalise, word_error_rate


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$49", "forty nine dollars"),
        ("March 14th, 1985", "march fourteenth nineteen eighty five"),
        ("22 Maple Street", "twenty two maple street"),
        ("4821-9821", "four eight two one nine eight two one"),
        ("on the 20th", "on the twentieth"),
        ("at 0132", "at zero one three two"),
        ("wilson@example.com", "wilson at example dot com"),
        ("Mr. Wilson, OK?", "mister wilson okay"),
    ],
)
def test_a_number_counts_the_same_in_digits_and_in_words(written: str, spoken: str) -> None:
    assert normalise(written) == spoken


def test_fillers_and_noise_tags_are_no_words() -> None:
    assert normalise("Um, so <VOCNOISE> the [laughs] thing(2)") == "so the thing"


def test_one_wrong_word_of_four_is_a_quarter() -> None:
    assert word_error_rate("I want my money", "i want many money") == 0.25
