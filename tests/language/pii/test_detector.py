"""The detector against our gold turns, and over whole calls."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.pii import PiiKind, redact_text
from novapulse.language.pii import RuleDetector
from novapulse.language.pii.number_shapes import luhn_valid
from tests.language.gold_pii import NOTHING, SPOKEN, WRITTEN, unmarked

DETECTOR = RuleDetector()
SMALLEST_RECALL = 0.9
MOST_FALSE = 1


def redacted(turns: list[tuple[str, str]]) -> list[str]:
    found = DETECTOR.detect(turns)
    return [redact_text(text, spans) for (_, text), spans in zip(turns, found, strict=True)]


def alone(text: str) -> str:
    return redacted([("Customer", text)])[0]


@pytest.mark.parametrize("gold", [WRITTEN, SPOKEN], ids=["written", "spoken"])
def test_nearly_all_personal_data_of_the_gold_turns_is_found_whole(
    gold: tuple[tuple[str, str], ...],
) -> None:
    whole = marked = 0
    for asked, turn in gold:
        text, marks = unmarked(turn)
        spans = DETECTOR.detect([("Agent", asked), ("Customer", text)])[1]
        for kind, start, end in marks:
            marked += 1
            whole += any(s.start <= start and end <= s.end and s.kind is kind for s in spans)

    assert whole / marked >= SMALLEST_RECALL


def test_turns_without_personal_data_are_left_alone() -> None:
    touched = [
        turn
        for asked, turn in NOTHING
        if DETECTOR.detect([("Agent", asked), ("Customer", turn)])[1]
    ]

    assert len(touched) <= MOST_FALSE


def test_a_phone_number_split_over_turns_goes_in_every_part() -> None:
    turns = [
        ("Agent", "Can I have your phone number?"),
        ("Customer", "Yeah it is 417"),
        ("Agent", "okay"),
        ("Customer", "379"),
        ("Agent", "mhm"),
        ("Customer", "0545."),
        ("Agent", "So that's 417 379 0545?"),
    ]

    assert not any(re.search(r"\d", text) for text in redacted(turns))


def test_a_number_split_over_turns_needs_no_question() -> None:
    turns = [("A", "four five three two"), ("B", "yep"), ("A", "one one eight"), ("B", "uh huh")]

    assert redacted(turns)[0] == redacted(turns)[2] == "[PHONE_NUMBER]"


def test_a_question_is_remembered_over_small_talk() -> None:
    turns = [
        ("Agent", "what is your account number"),
        ("Customer", "oh let me see"),
        ("Agent", "sure take your time"),
        ("Customer", "it's nine nine four one seven"),
    ]

    assert redacted(turns)[3] == "it's [ACCOUNT_NUMBER]"


def test_a_name_given_once_is_a_name_in_the_whole_call() -> None:
    turns = [
        ("Customer", "my name is wanjiru and i need help"),
        ("Agent", "hello wanjiru"),
        ("Agent", "Anything else, Wanjiru?"),
    ]

    assert redacted(turns)[1:] == ["hello [NAME]", "Anything else, [NAME]?"]


def test_a_number_read_back_in_part_goes_too() -> None:
    turns = [
        ("Customer", "my card number is four five three nine one four eight eight"),
        ("Agent", "ending in one four eight eight"),
    ]

    assert "four" not in redacted(turns)[1]


def test_a_number_is_known_again_long_after_it_was_asked_for() -> None:
    small_talk = [("Agent", "mhm"), ("Customer", "right")] * 6
    turns = [
        ("Customer", "my card number is four five three nine one four eight eight"),
        *small_talk,
        ("Agent", "so one four eight eight it is"),
    ]

    assert redacted(turns)[-1] == "so [CARD_NUMBER] it is"


def test_a_moment_is_no_part_of_a_dictation() -> None:
    turns = [("Agent", "One moment."), ("Agent", "Version 48 201 77.")]

    assert redacted(turns) == ["One moment.", "Version 48 201 77."]


def test_an_address_read_back_goes_too() -> None:
    turns = [
        ("Agent", "what is the address"),
        ("Customer", "forty two wallaby way sydney"),
        ("Agent", "forty two wallaby way thank you"),
    ]

    assert redacted(turns)[1:] == ["[ADDRESS]", "[ADDRESS] thank you"]


def test_after_a_card_was_asked_for_any_long_number_goes() -> None:
    turns = [
        ("Agent", "And the card number?"),
        ("Customer", "Hang on."),
        ("Customer", "Order 448812907731."),
    ]

    assert redacted(turns)[2] == "Order [CARD_NUMBER]."


def test_a_card_number_with_a_wrong_digit_still_goes_where_cards_are_talked_of() -> None:
    assert not luhn_valid("4111111111111112")
    assert alone("The card is 4111 1111 1111 1112.") == "The card is [CARD_NUMBER]."


def test_a_valid_card_number_goes_without_any_context() -> None:
    assert luhn_valid("4539148803436467")
    assert alone("So 4539148803436467 then.") == "So [CARD_NUMBER] then."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks Bill.", "Thanks [NAME]."),
        ("The bill was late.", "The bill was late."),
        ("Please mark it as urgent.", "Please mark it as urgent."),
        ("my name is peter van der berg", "my name is [NAME]"),
        ("o'malley is my last name", "[NAME] is my last name"),
        ("My name's José.", "My name's [NAME]."),
    ],
)
def test_names_that_are_everyday_words_need_a_sign(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_order_numbers_stay_where_they_are_called_so() -> None:
    text = "My order number is 5582109 and the tracking number is 449281002231."

    assert alone(text) == text


def test_a_redacted_call_is_redacted_once() -> None:
    turns = [("Agent", asked) for asked, _ in WRITTEN + SPOKEN]
    turns = [
        t
        for pair in zip(
            turns, [("Customer", unmarked(g)[0]) for _, g in WRITTEN + SPOKEN], strict=True
        )
        for t in pair
    ]
    once = redacted(turns)

    assert (
        redacted([(speaker, text) for (speaker, _), text in zip(turns, once, strict=True)]) == once
    )


def test_tags_of_others_are_left_alone() -> None:
    assert alone("Alright [PII], my name is [NAME].") == "Alright [PII], my name is [NAME]."


@settings(derandomize=True, deadline=None)
@given(
    st.sampled_from(
        ["My card number is {}", "account number {} thanks", "call me at {}", "my social is {}"]
    ),
    st.text(alphabet="0123456789", min_size=9, max_size=9),
)
def test_no_digit_of_a_number_in_context_is_left(sentence: str, digits: str) -> None:
    assert not re.search(r"\d", alone(sentence.format(digits)))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), st.text(max_size=60)), max_size=5))
def test_any_text_gives_disjoint_spans_within_it(turns: list[tuple[str, str]]) -> None:
    for (_, text), spans in zip(turns, DETECTOR.detect(turns), strict=True):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_kinds_are_those_of_the_specification() -> None:
    named = {
        "NAME", "PHONE_NUMBER", "EMAIL", "ACCOUNT_NUMBER", "DATE_OF_BIRTH", "ADDRESS",
        "CARD_NUMBER", "SSN",
    }  # fmt: skip

    assert named <= {kind.value for kind in PiiKind}


@pytest.mark.parametrize(
    "text",
    [
        "It will be fixed by 8 p.m. Eastern, your account says.",
        "You ordered a birthday gift set on February 15th.",
        "For liability coverage I recommend at least 100/300/100 on your policy.",
        "Oh thank goodness, we have been waiting for it.",
        "the password is reset",
        "i moved from florida last year",
        "Hello, Fastlane Couriers, how can I help?",
    ],
)
def test_hours_gifts_limits_places_and_companies_are_nobodys(text: str) -> None:
    assert RuleDetector().detect([("Agent", text)]) == [[]]
