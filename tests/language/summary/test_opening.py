"""Who called whom."""

import pytest

from novapulse.language.summary.opening import is_outbound
from novapulse.language.summary.sentences import spoken_sentences
from tests.language.calls import make_transcript

WHY = ("Agent", "We noticed that your card was used abroad.")


@pytest.mark.parametrize(
    ("turns", "outbound"),
    [
        ([("Customer", "Hello?"), WHY], True),
        ([("Customer", "My card was used abroad."), WHY], False),
        ([("Customer", "Hello?"), ("Agent", "How can I help?"), WHY], False),
        ([("Agent", "Is that Mrs. [NAME]?")], True),
        ([("Agent", "The reason for my call is your card.")], True),
        ([("Agent", "Tell me."), ("Agent", "I'm calling you back about your card.")], True),
    ],
)
def test_an_agent_called_who_says_so_or_asks_for_somebody_or_says_why_to_who_answers(
    turns: list[tuple[str, str]], outbound: bool
) -> None:
    assert is_outbound(list(spoken_sentences(make_transcript(turns)))) is outbound
