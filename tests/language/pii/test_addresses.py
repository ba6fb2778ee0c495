"""House numbers."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live at 1420 Oak Street today", "I live at [ADDRESS] today"),
        (
            "I live at 742 Evergreen Terrace, Springfield, Illinois 62704.",
            "I live at [ADDRESS].",
        ),
        ("We are by 310 Willow Lane now", "We are by [ADDRESS] now"),
        ("It's fifteen hundred Main Street", "It's [ADDRESS]"),
        ("twelve hundred west fifth avenue apartment nine b", "[ADDRESS]"),
    ],
)
def test_a_number_before_a_street_is_a_house(text: str, expected: str) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize("text", ["It opens at 1420.", "It is 20 minutes down the long road."])
def test_a_time_before_no_street_stays(text: str) -> None:
    assert alone(text) == text


def test_a_house_number_goes_as_an_answer_without_any_street() -> None:
    assert redacted("where do you live", "at 1420 maple")[1] == "at [ADDRESS]"
