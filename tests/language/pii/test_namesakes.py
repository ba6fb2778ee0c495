"""Companies, shops, places, months and things that are called like people."""

import pytest

from tests.language.pii.calls import alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, Harland Pension Scheme, Jo here.", "Hello, Harland Pension Scheme, [NAME] here."),
        (
            "You're through to Merrow Cards, I'm Luke.",
            "You're through to Merrow Cards, I'm [NAME].",
        ),
        ("Hello, Greenbasket, this is Aoife.", "Hello, Greenbasket, this is [NAME]."),
        ("Good evening, Osteria Brindle.", "Good evening, Osteria Brindle."),
        ("No ma'am, this is Tony's Pizza.", "No ma'am, this is Tony's Pizza."),
        (
            "My friend got hers from Jackson's in Sydney.",
            "My friend got hers from Jackson's in Sydney.",
        ),
        ("Ask for the Henry in red.", "Ask for the Henry in red."),
        ("I'm going to the Attorney General.", "I'm going to the Attorney General."),
        ("The signal's gone on Mount Evelyn.", "The signal's gone on Mount Evelyn."),
        ("It's four one two, Juliet Kilo Lima.", "It's four one two, Juliet Kilo Lima."),
        ("Satin or matt?", "Satin or matt?"),
        ("She's thirty.", "She's thirty."),
    ],
)
def test_only_people_have_names(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm flying from Charlotte to San Jose with a stop in Austin.",
        "I ordered the Harper sofa and the Oliver armchair, both in grey.",
        "I bought it at John Lewis and they told me to call Dyson.",
        "Every Tom, Dick and Harry has been calling since the outage.",
        "We'll need fifty from January, and it is closed over Easter.",
        "There's a voucher, h t t p s colon slash slash shop.",
        "Can you pay for a hotel at night?",
        "Call me old-fashioned, but I expect an answer by June.",
        "It's with the courier, DPD, since Tuesday.",
        "Yes but the nurse checked and she can move it.",
        "Oh, for Pete's sake.",
    ],
)
def test_places_companies_months_and_things_are_no_persons(text: str) -> None:
    assert alone(text) == text
