"""Companies, shops, places and things that are called like people."""

import pytest

from tests.language.pii.calls import alone, redacted


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


def test_a_lesson_is_no_answer_to_a_name() -> None:
    turns = ("Did you confirm the name?", "I have learnt my lesson.")
    assert redacted(*turns)[1] == turns[1]


def test_names_that_are_everyday_words_where_somebody_is_spoken_to() -> None:
    turns = (
        "who am i speaking with please",
        "hope winters",
        "thanks hope i hope you're well today",
    )
    assert redacted(*turns)[1:] == ["[NAME]", "thanks [NAME] i hope you're well today"]


def test_two_names_and_initials_go_together() -> None:
    assert redacted("And that's under?", "Glenn and Kerryn.")[1] == "[NAME]."
    assert redacted("the name please", "j t wolcott")[1] == "[NAME]"


def test_a_name_ends_where_a_date_begins() -> None:
    said = redacted("Full name and date of birth?", "tasha greer august ninth eighty eight")[1]
    assert said == "[NAME] [DATE_OF_BIRTH]"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("This is Ramsey Pruitt Associates.", "Who's Ramsey Pruitt?"),
        ("Penrose Ashby Solicitors, hello.", "Is this Penrose Ashby?"),
        ("A van of Carter Dixon Builders hit me.", "Of Carter Dixon, yes."),
    ],
)
def test_a_company_called_like_people_stays_without_its_last_word_too(
    first: str, later: str
) -> None:
    assert redacted(first, later) == [first, later]


@pytest.mark.parametrize(
    "said", ["My name is Maria Lopez Insurance services", "This is Maria Lopez Law office"]
)
def test_a_person_who_goes_on_with_the_company_goes(said: str) -> None:
    assert "Maria" not in redacted(said)[0]


def test_a_house_on_a_street_called_bank_is_no_company() -> None:
    said = redacted("The first line of your address?", "Twelve Quarry Bank.")

    assert said[1].startswith("[ADDRESS]")


def test_who_has_the_name_of_the_own_company_goes_everywhere() -> None:
    said = redacted(
        "Ramsey Pruitt Associates.", "Who's that?", "I'm Ramsey Pruitt.", "Ramsey Pruitt?"
    )

    assert said[2:] == ["I'm [NAME].", "[NAME]?"]


@pytest.mark.parametrize(
    "turns",
    [
        ("Your name?", "Carter Dixon.", "And your company?", "Carter Dixon Builders."),
        ("Carter Dixon speaking.", "Hi.", "Carter Dixon Builders, yes."),
        ("This is Carter Dixon.", "Oh, hi.", "Yes, from Carter Dixon Builders."),
        ("Thanks, Jane Moore.", "The Jane Moore Energy account, please."),
    ],
)
def test_who_owns_the_company_goes(turns: tuple[str, ...]) -> None:
    said = " ".join(redacted(*turns))

    assert "Carter" not in said and "Jane" not in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi, this is Jane Park.", "Hi, this is [NAME]."),
        ("Thanks, Jane Hill.", "Thanks, [NAME]."),
        ("this is sarah close my account please", "this is [NAME] close my account please"),
        ("I spoke to John day before yesterday.", "I spoke to [NAME] day before yesterday."),
        ("My wife Sarah mobile is off.", "My wife [NAME] mobile is off."),
        ("my husband david bank card was declined", "my husband [NAME] bank card was declined"),
        ("We fly from Charlotte Airport.", "We fly from Charlotte Airport."),
        ("I went to Lincoln Park.", "I went to Lincoln Park."),
    ],
)
def test_a_person_before_a_word_that_companies_have_too_goes(text: str, expected: str) -> None:
    assert redacted("Hello.", text)[1] == expected
