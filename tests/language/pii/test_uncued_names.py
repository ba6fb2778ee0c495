"""Names that stand without any sign."""

import pytest

from tests.language.pii.calls import alone, redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we had sarah over", "we had [NAME] over"),
        ("The folder says Okonkwo Adeyemi on it.", "The folder says [NAME] on it."),
        ("The folder says May Okonkwo on it.", "The folder says [NAME] on it."),
        ("May was cold.", "May was cold."),
        ("the folder says okonkwo adeyemi on it", "the folder says okonkwo adeyemi on it"),
        ("The folder says OKONKWO ADEYEMI on it.", "The folder says OKONKWO ADEYEMI on it."),
        ("Our Okonkwo Adeyemi folder", "Our Okonkwo Adeyemi folder"),
        ("The folder says Okonkwo Adeyemi Stores.", "The folder says Okonkwo Adeyemi Stores."),
    ],
)
def test_two_words_are_a_name_if_written_so_and_a_listed_one_alone(
    text: str, expected: str
) -> None:
    assert redacted("Hello.", text)[1] == expected


def test_whoever_answers_the_phone_knows_no_name_that_is_not_listed() -> None:
    assert alone("The folder says Okonkwo Adeyemi.") == "The folder says Okonkwo Adeyemi."
    assert alone("We had Sarah over.") == "We had [NAME] over."
