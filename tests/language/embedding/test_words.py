from time import process_time

import pytest

from novapulse.language.embedding.words import BREAK, stems_in_order


@pytest.mark.parametrize(
    ("said", "alike"),
    [
        ("charges", "charged"),
        ("I was refunded", "i was refunding"),
        ("it broke", "it is broken".replace("is ", "")),
        ("paid", "pay"),
        ("café", "cafes"),
    ],
)
def test_forms_of_a_word_are_one_stem(said: str, alike: str) -> None:
    assert stems_in_order(said) == stems_in_order(alike)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("can't", "can not"),
        ("cannot", "can not"),
        ("won’t", "will not"),
        ("didn't", "did not"),
        ("didnt", "did not"),
        ("you're", "you are"),
        ("I've", "I have"),
    ],
)
def test_contractions_are_spelled_out(short: str, long: str) -> None:
    assert stems_in_order(short) == stems_in_order(long)


def test_clauses_are_kept_apart_and_order_is_kept() -> None:
    assert stems_in_order("No, it works.") == ["no", BREAK, "it", "work", BREAK]


def test_what_holds_a_digit_stays_as_it_is() -> None:
    assert stems_in_order("Ticket TC-449823") == ["ticket", "tc-449823"]


def test_a_text_without_a_word_has_no_stems() -> None:
    assert stems_in_order("") == stems_in_order(" -- ") == []


@pytest.mark.parametrize("text", ["a/" * 50_000, "a-" * 50_000, "a" * 100_000, "'" * 100_000])
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = process_time()
    stems_in_order(text)

    assert process_time() - start < 2
