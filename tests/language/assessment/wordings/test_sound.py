import pytest

from novapulse.language.assessment.wordings.sound import same_consonants, soundex


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Robert", "R163"),
        ("Rupert", "R163"),
        ("Rubin", "R150"),
        ("Ashcraft", "A261"),
        ("Tymczak", "T522"),
        ("Pfister", "P236"),
        ("Honeyman", "H555"),
        ("Lee", "L000"),
        ("42", ""),
    ],
)
def test_codes_are_those_of_the_published_examples(word: str, code: str) -> None:
    assert soundex(word) == code


def test_words_with_the_same_consonants_may_begin_with_another_letter() -> None:
    assert same_consonants("according", "recorded")
    assert not same_consonants("rerouted", "recorded")
    assert not same_consonants("coal", "tall")
