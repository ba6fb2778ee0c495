"""How long the search for e-mail addresses takes."""

import time

import pytest

from novapulse.language.pii.call_contexts import contexts
from novapulse.language.pii.emails import email_spans


@pytest.mark.parametrize("word", ["abcdefgh", "7", "ab-", "a.", "x_"])
def test_a_word_eight_times_as_long_takes_about_eight_times_as_long(word: str) -> None:
    few = min(seconds_taken(word * 10_000) for _ in range(3))
    assert min(seconds_taken(word * 80_000) for _ in range(3)) < 8 * 4 * few


def seconds_taken(text: str) -> float:
    (context,) = contexts([("Customer", "hello")])
    began = time.process_time()
    assert not list(email_spans(text, context))
    return time.process_time() - began
