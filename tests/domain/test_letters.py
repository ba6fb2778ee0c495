"""Letters and marks are one however they were written, and however many marks there are."""

import time
import unicodedata
from typing import Literal

import pytest

from novapulse.domain.letters import composed, plain_letters, without_marks

NAMES = "José Nuñez, Zoë, Trần Thị Ánh, प्रिया, がんばって, 한국어, ﬁne"
MARKS = "e" + "\u0301\u0323" * 40_000
SECONDS = 5.0
"""The square of the marks took minutes."""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_was_decomposed_is_composed(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, NAMES)
    assert composed(text) == unicodedata.normalize("NFC", NAMES)


def test_each_of_many_letters_finds_its_mark() -> None:
    text = unicodedata.normalize("NFD", "né, " * 1000)
    assert composed(text) == "né, " * 1000


def test_letters_without_their_marks() -> None:
    assert without_marks("José Nuñez, Ánh, ﬁne, Ｓ") == "Jose Nunez, Anh, fine, S"
    assert without_marks("e\u0301\u0323") == "e"


def test_letters_that_patterns_take_for_others_become_those() -> None:
    assert plain_letters("İNVOİCE frıday ſix") == "INVOICE friday six"


def test_marks_without_end_take_no_square_of_time() -> None:
    begun = time.process_time()
    assert without_marks(MARKS) == "e"
    assert len(composed(MARKS)) > 1000
    assert time.process_time() - begun < SECONDS
