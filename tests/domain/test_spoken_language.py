"""The language of a call."""

import pytest

from novapulse.domain.spoken_language import is_english, language_name


@pytest.mark.parametrize("tag", ["en", "en-US", "EN_gb", "", "und"])
def test_english_in_any_spelling_and_nothing_at_all_count_as_english(tag: str) -> None:
    assert is_english(tag)


@pytest.mark.parametrize("tag", ["fr", "de-DE", "enm", "es_MX"])
def test_others_do_not(tag: str) -> None:
    assert not is_english(tag)


def test_languages_are_named_where_known() -> None:
    assert (language_name("fr-CA"), language_name("xx")) == ("French", "xx")
