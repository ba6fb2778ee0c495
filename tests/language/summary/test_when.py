"""When what is left will be done, as an agent says it."""

import pytest

from novapulse.language.summary.sentences import Spoken
from novapulse.language.summary.when import when_said


def said(*texts: str, agent: bool = True) -> list[Spoken]:
    return [Spoken(text, number, number, agent) for number, text in enumerate(texts, start=1)]


def test_the_last_sentence_that_says_when_tells_it() -> None:
    when = when_said(said("We'll call tomorrow.", "It comes on Friday.", "Goodbye."), done=False)
    assert when is not None
    assert (when.text, when.segment_id) == ("on Friday", 2)


@pytest.mark.parametrize("text", ["Is it here by Friday?", "The engineer came on Friday."])
def test_what_is_asked_or_over_tells_no_day(text: str) -> None:
    assert when_said(said(text), done=False) is None


def test_callers_set_no_day() -> None:
    assert when_said(said("It comes on Friday.", agent=False), done=False) is None


def test_of_what_is_done_only_money_is_still_to_come() -> None:
    assert when_said(said("The driver comes on Friday."), done=True) is None
    assert when_said(said("The refund comes on Friday."), done=True) is not None
