import pytest

from novapulse.domain.call_language import DIFFERS, FROM_WORDS, call_language
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from tests.domain.test_written_language import CALLS


def written(text: str) -> WrittenCall:
    return WrittenCall(turns=(WrittenTurn(speaker="a", text=text),))


def told(text: str, language: str, *, given: bool) -> tuple[str, list[str]]:
    found, notices = call_language(written(text), language, given=given)
    return found, [notice.code for notice in notices]


def test_a_call_without_a_language_has_that_of_its_words() -> None:
    assert told(CALLS["es"], "en-US", given=False) == ("es", [FROM_WORDS])
    _, (notice,) = call_language(written(CALLS["es"]), "en-US", given=False)
    assert "Spanish" in notice.message


def test_a_language_that_says_nothing_is_none() -> None:
    assert told(CALLS["es"], "und", given=True) == ("es", [FROM_WORDS])


def test_the_language_that_was_named_holds_and_what_differs_is_said() -> None:
    assert told(CALLS["es"], "en-GB", given=True) == ("en-GB", [DIFFERS])
    _, (notice,) = call_language(written(CALLS["es"]), "en-GB", given=True)
    assert "en-GB" in notice.message
    assert "Spanish" in notice.message


@pytest.mark.parametrize("given", [True, False])
def test_english_words_change_nothing(given: bool) -> None:
    assert told("I was charged twice and nobody told me.", "en-US", given=given) == ("en-US", [])


def test_any_other_language_is_not_doubted() -> None:
    assert told(CALLS["es"], "fr", given=True) == ("fr", [])
