"""Addresses that are dictated a piece a turn."""

from novapulse.domain.pii import redact_text
from tests.language.pii.calls import DETECTOR, redacted


def _by_customer(*texts: str) -> list[str]:
    turns = [("Agent", "where shall we send it"), *(("Customer", text) for text in texts)]
    found = DETECTOR.detect(turns)
    return [redact_text(t, s) for (_, t), s in zip(turns, found, strict=True)][1:]


def test_house_street_flat_and_postal_code_go_in_their_own_turns() -> None:
    said = ("the address is", "two one eight", "linden avenue", "flat four", "nine three seven")

    assert _by_customer(*said, "two one") == ["the address is", *["[ADDRESS]"] * 5]


def test_assent_between_the_pieces_changes_nothing() -> None:
    said = redacted("Your address?", "4417", "Mhm.", "Barton Hollow Road.", "Okay.", "37207")

    assert said[1::2] == ["[ADDRESS]", "[ADDRESS].", "[ADDRESS]"]


def test_an_address_ends_where_something_else_is_asked() -> None:
    said = redacted(
        "Your address?", "4417", "Mhm.", "Barton Hollow Road.", "How many people?", "12", "?", "4"
    )

    assert said[5:] == ["12", "?", "4"]


def test_a_town_with_of_belongs_to_the_address() -> None:
    assert redacted("The address?", "600 North Patterson Road in King of Prussia.")[1] == (
        "[ADDRESS]."
    )


def test_a_street_after_a_number_is_no_address_where_none_was_talked_of() -> None:
    said = ["Which bus?", "four", "And then?", "station road"]

    assert redacted(*said) == said
