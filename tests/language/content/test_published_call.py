"""A published call, transcribed by somebody else's recogniser: what a reader finds is found."""

import json
from functools import cache
from pathlib import Path

import pytest

from novapulse.domain.content import Content
from novapulse.language.content import analyse_content
from tests.language.content.labelled_calls import STARTED
from tests.language.content.make_content import redacted

PUBLISHED = Path(__file__).parents[4] / "shared" / "transcripts" / "aws-example-call.json"
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"{PUBLISHED} is not there")


@cache
def content() -> Content:
    turns = json.loads(PUBLISHED.read_text(encoding="utf-8"))["Transcript"]
    lines = [(turn["ParticipantRole"].title(), turn["Content"]) for turn in turns]
    return analyse_content(redacted(lines), started_at=STARTED)


def test_the_agent_leaves_five_things_to_be_done() -> None:
    assert [(task.assignee, task.phrases[0]) for task in content().action_items] == [
        ("Agent", "get that one canceled"),
        ("Agent", "get another one sent to you"),
        ("Agent", "email you a confirmation"),
        ("Agent", "sending it to the [PII]"),
        ("Agent", "do that"),
    ]
    assert content().follow_ups == ()


def test_questions_are_those_of_the_matter_and_not_of_courtesy() -> None:
    asked = " ".join(question.text for question in content().questions)

    for part in ("zip code", "last four digits", "city were you born", "another one sent", "P. O."):
        assert part in asked
    for part in ("how can I help", "anything else", "Is that everything", "How about you"):
        assert part not in asked


def test_the_call_is_about_a_card() -> None:
    assert content().topics[0].text == "card"
    assert "pii" not in [topic.text for topic in content().topics]
