import pytest

from novapulse.language.assessment.wordings.fuzzy import find_fuzzy
from novapulse.language.assessment.wordings.tokens import tokens

LONG = "this call may be recorded for quality and training purposes"
SHORT = "this call is being recorded"
CANCEL = "you can cancel within fourteen days at no charge"


def found(wording: str, text: str) -> list[str]:
    said = tokens(text)
    places = find_fuzzy(tokens(wording), said)
    return [text[said[first].start : said[last].end] for first, last in places]


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        (LONG, "This call may be recorded for quality and training purposes."),
        (LONG, "so this call may um be recorded for the quality and for training purposes"),
        (LONG, "this coal may be recorded for quality and training porpoises"),
        (LONG, "this call may be according for quality and training purposes"),
        (LONG, "this call may be recorded for training purposes"),
        (LONG, "your calls may be recorded for quality and training purposes"),
        (SHORT, "okay this cool is being recorded"),
        (CANCEL, "you can cancel within 14 days at no charge"),
        (CANCEL, "you can cancel it within the fourteen days and at no charge"),
        (SHORT, "this call will be recorded"),
        ("there is no risk", "there's no risk at all"),
        ("we do not share your data", "rest assured we don't share your data with anybody"),
        ("we cannot give advice", "We can not give advice."),
    ],
)
def test_inflected_filled_up_and_misheard_wordings_are_found(wording: str, text: str) -> None:
    assert len(found(wording, text)) == 1


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        (LONG, "this call may be transferred for quality and training purposes"),
        (LONG, "this call may be rerouted for quality and training purposes"),
        (LONG, "this call may not be recorded for quality and training purposes"),
        (LONG, "the training was of good quality and I called for a purpose"),
        (SHORT, "this call is being transferred"),
        (SHORT, "this car is being recorded"),
        (SHORT, "this call is not being recorded"),
        (CANCEL, "you can cancel within forty days at no charge"),
        (CANCEL, "you can cancel within fourteen days at a charge"),
        (CANCEL, "you can complain within fourteen days at no charge"),
        (CANCEL, "you cannot cancel within fourteen days at no charge"),
        ("you have no choice", "you have a choice"),
        ("there is no risk", "there is a risk"),
        (LONG, ""),
        ("", LONG),
    ],
)
def test_near_misses_are_not_found(wording: str, text: str) -> None:
    assert found(wording, text) == []


def test_every_occurrence_is_found_once_and_in_full() -> None:
    text = "This call is being recorded. I said this call is being recorded."
    assert found(SHORT, text) == ["This call is being recorded", "this call is being recorded"]


def test_words_far_apart_are_no_wording() -> None:
    filler = "one two three four five six seven eight nine ten eleven twelve"
    assert found(SHORT, f"this call is about my bill {filler} the meter is being recorded") == []
