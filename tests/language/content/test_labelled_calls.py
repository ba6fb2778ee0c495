"""What is found in labelled calls, against floors a little below what was measured."""

import pytest

from tests.language.content.labelled_calls import (
    DEVELOPMENT,
    HELD_OUT,
    OTHER_HAND,
    STARTED,
    LabelledCall,
)
from tests.language.content.make_content import make_content
from tests.language.content.scoring import score

FLOORS = {
    "questions": (0.9, 0.9),
    "action_items": (0.85, 0.9),
    "follow_ups": (0.9, 0.8),
    "topics": (0.9, 0.8),
    "assignees": (0.95, 0.95),
    "days": (0.95, 0.95),
}


@pytest.mark.parametrize("calls", [DEVELOPMENT, HELD_OUT, OTHER_HAND], ids=["own", "held", "other"])
def test_precision_and_recall_hold(calls: tuple[LabelledCall, ...]) -> None:
    tallies = score(calls)

    for kind, (precision, recall) in FLOORS.items():
        tally = tallies[kind]
        assert tally.precision >= precision, (kind, tally.wrong)
        assert tally.recall >= recall, (kind, tally.missed)


def test_case_and_punctuation_are_not_needed() -> None:
    """The development calls as an engine without either would write them."""
    bare = tuple(
        LabelledCall(
            turns=tuple((speaker, _bare(text)) for speaker, text in call.turns),
            questions=tuple(map(_bare, call.questions)),
            topics=call.topics,
            fair=call.fair,
        )
        for call in DEVELOPMENT
    )

    tallies = score(bare)

    assert tallies["questions"].recall >= 0.8
    assert tallies["topics"].recall >= 0.8


def _bare(text: str) -> str:
    words = (word if word.startswith("[") else word.lower() for word in text.split())
    return " ".join(word.rstrip(".,?!") for word in words)


def test_the_call_began_on_a_wednesday() -> None:
    assert STARTED.strftime("%A") == "Wednesday"
    assert make_content(*HELD_OUT[0].turns).follow_ups
