"""What is dictated with pauses, in one turn or over several."""

from tests.language.pii.calls import redacted


def test_a_date_of_birth_goes_in_every_turn_that_holds_a_part() -> None:
    turns = ["Date of birth?", "March", "uh huh", "fourteenth", "okay", "eighty five"]

    assert redacted(*turns)[1::2] == ["[DATE_OF_BIRTH]"] * 3


def test_a_month_that_nobody_asked_for_stays() -> None:
    assert redacted("when did it begin", "March") == ["when did it begin", "March"]


def test_commas_for_pauses_do_not_hide_an_e_mail_address() -> None:
    said = redacted("your email?", "David, dot, Wilson, at, Example, dot com.")

    assert said[1] == "[EMAIL]."
