"""Names after what people say before one."""

import pytest

from tests.language.pii.calls import alone, redacted


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


def test_an_introduction_without_the_list_is_not_sought_elsewhere() -> None:
    assert redacted("This is Spectrum.", "I chose Spectrum")[1] == "I chose Spectrum"
