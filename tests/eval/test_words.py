import pytest

from tests.eval.words import NORMALISER, WordErrors, normalise, pooled, word_errors


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$49", "forty nine dollars"),
        ("$49.99", "forty-nine dollars and ninety-nine cents"),
        ("March 14th, 1985", "march fourteenth nineteen eighty five"),
        ("22 Maple Street", "twenty two maple street"),
        ("4821-9821", "four eight two one nine eight two one"),
        ("1,250 people", "one thousand two hundred and fifty people"),
        ("a 100", "a one hundred"),
        ("150 minutes", "a hundred and fifty minutes"),
        ("on the 20th", "on the twentieth"),
        ("on the 21st", "on the twenty first"),
        ("the 1st of May", "the first of May"),
        ("at 0132", "at oh one three two"),
        ("0100", "zero one double oh"),
        ("5500", "double five double zero"),
        ("2.5 percent", "two point five per cent"),
        ("at 3:30 p.m.", "at three thirty pm"),
        ("500,000", "five hundred thousand"),
        ("in 2005", "in two thousand five"),
        ("in 2005", "in twenty oh five"),
        ("4G", "four g"),
    ],
)
def test_a_number_counts_the_same_in_digits_and_in_words(written: str, spoken: str) -> None:
    assert normalise(written) == normalise(spoken)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I don't, I can't and I won't", "I do not I cannot and I will not"),
        ("We've said they'd come; it's fine", "we have said they would come it is fine"),
        ("I’m gonna call", "I am going to call"),
        ("The cancelled cheque's colour", "the canceled check's color"),
        ("wilson@example.com", "wilson at example dot com"),
        ("Mr. Wilson, OK?", "mister wilson okay"),
        ("my e-mail and the Wi-Fi", "my email and the wifi"),
        ("Oh, alright", "oh all right"),
    ],
)
def test_two_spellings_of_one_thing_are_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_other_words_stay_other_words() -> None:
    assert normalise("wait a second") == "wait a second"
    assert normalise("oh no") == "oh no"
    assert normalise("and one and two") == "and 1 and 2"
    assert normalise("fifteen") != normalise("fifty")


def test_fillers_and_noise_tags_are_no_words() -> None:
    assert normalise("Um, so <VOCNOISE> the [laughs] thing(2), mm-hmm") == "so the thing"


def test_one_wrong_word_of_four_is_a_quarter() -> None:
    assert word_errors("I want my money", "i want many money").rate == 0.25


def test_a_missing_an_invented_and_a_wrong_word_are_three_errors() -> None:
    # please send the bill now / please sent the a bill
    assert word_errors("please send the bill now", "please sent the a bill") == WordErrors(3, 5)


def test_nothing_heard_is_every_word_wrong_and_words_in_silence_are_invented() -> None:
    assert word_errors("one two", "") == WordErrors(2, 2)
    assert word_errors("", "thank you") == WordErrors(2, 0)
    assert word_errors("", "thank you").rate == 1.0


def test_pooling_weighs_by_words() -> None:
    # (1 + 9) / (10 + 10), not the mean of rates over recordings of other lengths
    assert pooled([WordErrors(1, 30), WordErrors(9, 10)]).rate == 0.25


def test_a_change_of_the_normaliser_is_a_change_of_its_name() -> None:
    sample = "Uh, it's $1,049.50 on the 3rd & 24th; e-mail bob@x.org, colour OK?"
    assert (NORMALISER, normalise(sample)) == (
        "novapulse-1",
        "it is 1 0 4 9 dollars and 5 0 cents on the third and 2 4 th e mail bob at x dot org "
        "color okay",
    )
