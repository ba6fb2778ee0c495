import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapulse.services.search.query import MOST, parse_query


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("calls where customers expressed frustration about billing", ("frustration", "billing")),
        ("Find the customer who asked about a REFUND!", ("REFUND",)),
        ('who said "makes no sense" about fees?', ("makes no sense", "fees")),
        ("“Pacific  Internet” outage", ("Pacific Internet", "outage")),
        ("what about TC-449823?", ("TC-449823",)),
        ("tc-449823 and AGT-42, please", ("tc-449823", "AGT-42")),
        ("account 48219821", ("48219821", "account")),
        ("the agent's 24-hour promise", ("24-hour", "promise")),
        ("customer’s $49.99 charge", ("49.99", "charge")),
        ("Rechnung zu hoch", ("Rechnung", "zu", "hoch")),
        ("請求書が高い", ("請求書が高い",)),
        ("हिन्दी में शिकायत", ("हिन्दी", "में", "शिकायत")),
        ("refund Refund REFUND", ("refund",)),
    ],
)
def test_what_is_looked_for(text: str, phrases: tuple[str, ...]) -> None:
    assert parse_query(text).phrases == phrases


def test_words_that_say_nothing_are_looked_for_where_there_is_nothing_else() -> None:
    assert parse_query("where are the calls?").phrases == ("where", "are", "the", "calls")


@pytest.mark.parametrize("text", ["?!", "😀", '""', "  ", "— “” …"])
def test_a_text_without_letters_and_digits_looks_for_nothing(text: str) -> None:
    assert parse_query(text).phrases == ()


@pytest.mark.parametrize("text", ['say "no fee', '"'])
def test_a_quotation_mark_that_stands_alone_is_no_quotation(text: str) -> None:
    assert parse_query(text).names == ()


@pytest.mark.parametrize("text", ["3-5 days", "24-hour", "in 2026", "5G", "a1"])
def test_figures_of_everyday_speech_are_no_ids(text: str) -> None:
    assert parse_query(text).names == ()


@given(st.text(max_size=500))
def test_a_phrase_never_holds_what_ends_a_phrase(text: str) -> None:
    phrases = parse_query(text).phrases
    assert len(phrases) <= MOST
    for phrase in phrases:
        assert any(map(str.isalnum, phrase))
        assert not set(phrase) & set('"“”\x00\n')
