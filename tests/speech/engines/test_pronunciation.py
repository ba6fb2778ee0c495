import pytest

from novapulse.speech.engines.letter_sounds import Phones
from novapulse.speech.engines.pronunciation import (
    Pronouncer,
    number_words,
    pieces_of,
    unsayable,
)

DICTIONARY = {
    "pay": "P EY",
    "pal": "P AE L",
    "bright": "B R AY T",
    "water": "W AO T ER",
    "data": "D EY T AH",
    "data(2)": "D AE T AH",
    "and": "AH N D",
    "dot": "D AA T",
    "com": "K AA M",
    "box": "B AA K S",
    "bank": "B AE NG K",
    "two": "T UW",
    "it": "IH T",
    "nasa": "N AE S AH",
}


def first(term: str) -> list[str]:
    """Phones of each word of the first way."""
    return [" ".join(word) for word in ways(term)[0]]


def ways(term: str) -> list[tuple[Phones, ...]]:
    return Pronouncer(DICTIONARY.get).ways(term)


def test_a_word_of_the_dictionary_is_said_in_all_its_ways() -> None:
    assert [" ".join(way[0]) for way in ways("data")] == ["D EY T AH", "D AE T AH"]


@pytest.mark.parametrize("term", ["PayPal", "paypal", "Paypal"])
def test_an_unknown_word_is_said_as_two_known_ones(term: str) -> None:
    assert first(term) == ["P EY P AE L"]


def test_each_word_of_a_phrase_has_phones_of_its_own() -> None:
    assert first("Bright bank") == ["B R AY T", "B AE NG K"]


def test_capitals_without_a_vowel_are_spelled() -> None:
    assert first("CRM") == ["S IY AA R EH M"]


def test_capitals_that_are_a_word_may_be_both() -> None:
    assert [" ".join(way[0]) for way in ways("NASA")] == ["N AE S AH", "EH N EY EH S EY"]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("boxes", "B AA K S IH Z"),
        ("banks", "B AE NG K S"),
        ("brightwaters", "B R AY T W AO T ER Z"),
        ("bank's", "B AE NG K S"),
    ],
)
def test_a_plural_is_said_like_its_singular(term: str, said: str) -> None:
    assert first(term) == [said]


def test_signs_and_digits_are_said() -> None:
    assert first("B2B") == ["B IY T UW B IY"]
    assert first("box.com") == ["B AA K S D AA T K AA M"]
    assert first("P&B") == ["P IY AH N D B IY"]


def test_accents_do_not_count() -> None:
    assert first("Dàtà") == first("Data")


def test_what_nothing_knows_is_said_by_its_spelling() -> None:
    assert first("gladden") == ["G L AE D AH N"]


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("7", "seven"),
        ("11", "eleven"),
        ("90", "ninety"),
        ("365", "three sixty five"),
        ("500", "five hundred"),
        ("2000", "two thousand"),
        ("2024", "twenty twenty four"),
        ("1805", "eighteen oh five"),
        ("007", "zero zero seven"),
        ("12345", "one two three four five"),
    ],
)
def test_numbers_are_read_as_in_names_of_products(digits: str, words: str) -> None:
    assert " ".join(number_words(digits)) == words


def test_a_word_holds_pieces() -> None:
    assert pieces_of("NovaPulse") == ["Nova", "Pulse"]
    assert pieces_of("B2B") == ["B", "2", "B"]
    assert pieces_of("covid-19") == ["covid", "19"]


def test_terms_in_other_letters_cannot_be_said() -> None:
    assert list(unsayable(["Müller", "日本", "Tokyo 東京", "..."])) == ["日本", "Tokyo 東京", "..."]
    assert ways("日本") == []
