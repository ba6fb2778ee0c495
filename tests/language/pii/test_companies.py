"""Companies that are called like people."""

import pytest

from tests.language.pii.calls import redacted


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
