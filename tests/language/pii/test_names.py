"""Names: what counts as one, how long a question for one lasts, and where else it is sought."""

import pytest

from tests.language.pii.calls import DETECTOR, alone, redacted


@pytest.mark.parametrize(
    "turns",
    [
        (
            "May I have your name and what seems to be the problem?",
            "Sure, the modem keeps blinking orange.",
            "Okay, which modem is it, and is it blinking now?",
        ),
        ("i talked to verizon", "verizon said so"),
    ],
)
def test_what_is_no_name_neither_goes_nor_spreads(turns: tuple[str, ...]) -> None:
    assert redacted(*turns) == list(turns)


@pytest.mark.parametrize("between", ["what is going on?", "okay thank you one second"])
def test_a_question_for_a_name_is_over_once_the_talk_goes_on(between: str) -> None:
    said = redacted("your name?", "Lily", between, "modem blinks orange")

    assert said[1] == "[NAME]"
    assert said[3] == "modem blinks orange"


def test_a_name_in_pieces_goes_in_every_piece() -> None:
    assert redacted("your name?", "wanjiru", "mhm", "kamau")[1::2] == ["[NAME]", "[NAME]"]


def test_an_answer_that_is_only_a_name_is_known_again() -> None:
    said = redacted("your name?", "sure it's wanjiru kamau", "hello wanjiru")

    assert said[1:] == ["sure it's [NAME]", "hello [NAME]"]


@pytest.mark.parametrize(
    "text",
    [
        "This is Verizon.",
        "That's Netflix.",
        "I'm Canadian.",
        "it's Windows",
        "It's Christmas.",
        "This is Comcast's fault.",
    ],
)
def test_brands_adjectives_and_feasts_are_no_names(text: str) -> None:
    assert alone(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is Kowalski speaking.", "This is [NAME] speaking."),
        ("I'm Kowalski from billing.", "I'm [NAME] from billing."),
        ("Hi, this is Okonkwo.", "Hi, this is [NAME]."),
        ("I'm Kowalski, hello.", "I'm [NAME], hello."),
        ("This is Okonkwo Adeyemi.", "This is [NAME]."),
        ("is this maria gonzalez", "is this [NAME]"),
        ("spell it, it's G-O-N-Z-A-L-E-Z", "spell it, it's [NAME]"),
    ],
)
def test_an_introduction_tells_a_name_without_the_list(text: str, expected: str) -> None:
    assert alone(text) == expected


def test_and_you_are_asks_for_a_name() -> None:
    assert redacted("And you are?", "Gonzalez, Maria.")[1] == "[NAME]."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("My name's Smith.", "My name's [NAME]."),
        ("May Long.", "[NAME]."),
        ("It's May Long.", "It's [NAME]."),
        ("Will do.", "Will do."),
    ],
)
def test_a_name_of_everyday_words_is_one_as_an_answer(answer: str, expected: str) -> None:
    assert redacted("May I have your name?", answer)[1] == expected


def test_an_introduction_without_the_list_is_not_sought_elsewhere() -> None:
    assert redacted("This is Spectrum.", "I chose Spectrum")[1] == "I chose Spectrum"


def test_a_second_question_before_any_answer_leaves_the_first_open() -> None:
    turns = [("Agent", "your name please"), ("Agent", "what is it"), ("Customer", "kowalski")]

    assert DETECTOR.detect(turns)[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good morning you're through to callum at northfield water", "callum"),
        ("my husband olu and my mother in law folake", "olu"),
        ("there's a payment to somebody called p vickers", "p vickers"),
        ("this is june park calling about the router", "june park"),
        ("my daughter sydney booked the flight to sydney", "sydney"),
        ("It's kowalczyk k o w a l c z y k.", "kowalczyk"),
        ("Pharmacy, Nkechi speaking.", "Nkechi"),
        ("I spoke to May last week.", "May"),
        ("Surname's Fotheringay-Smythe, double barrelled.", "Fotheringay-Smythe"),
        ("Is that J. R. Whitlock on the policy?", "J. R. Whitlock"),
    ],
)
def test_names_by_what_else_the_word_means(text: str, expected: str) -> None:
    assert alone(text) != text
    assert not alone(text).startswith(expected)
    assert expected not in alone(text).replace("to sydney", "")


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


@pytest.mark.parametrize(
    "said",
    [
        "The name of the city is Sioux Falls.",
        "Sue Falls?",
        "Sioux City, S I O U X.",
        "Staff will call you back.",
        "It's from Delaney Research.",
        "HG 6 3 3, yes.",
    ],
)
def test_towns_staff_and_models_are_nobody(said: str) -> None:
    assert redacted("Which name is it? The name of the city?", said)[1] == said


def test_a_word_that_was_taken_for_a_name_stays_in_lower_case() -> None:
    assert redacted("My name is Movers.", "I need two movers.")[1] == "I need two movers."


def test_a_name_before_an_e_mail_address_is_a_name() -> None:
    said = redacted("Your name and email?", "Jordan Blake, and the email's jb@gmail.com")

    assert said[1] == "[NAME], and the email's [EMAIL]"
