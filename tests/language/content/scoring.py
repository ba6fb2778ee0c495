"""Precision and recall of what is found in labelled calls."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from novapulse.domain.content import Content
from novapulse.language.content import analyse_content
from novapulse.language.stems import stem_words
from tests.language.calls import make_transcript
from tests.language.content.labelled_calls import STARTED, Due, LabelledCall

KINDS = ("questions", "action_items", "follow_ups", "topics")


@dataclass
class Tally:
    found: int = 0
    right: int = 0
    expected: int = 0
    met: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.expected if self.expected else 1.0


def content_of(call: LabelledCall) -> Content:
    transcript = make_transcript(call.turns).model_copy(update={"pii_redacted": True})
    return analyse_content(transcript, started_at=STARTED)


def score(calls: Sequence[LabelledCall]) -> dict[str, Tally]:
    """Of each kind; ``assignees`` and ``days`` are of the tasks that were met."""
    tallies = {kind: Tally() for kind in (*KINDS, "assignees", "days")}
    for call in calls:
        content = content_of(call)
        _texts(tallies["questions"], [q.text for q in content.questions], call.questions)
        _topics(tallies["topics"], [t.text for t in content.topics], call)
        for kind in ("action_items", "follow_ups"):
            expected: tuple[Due, ...] = getattr(call, kind)
            tasks = getattr(content, kind)
            _texts(tallies[kind], [t.text for t in tasks], [due.text for due in expected])
            for due in expected:
                task = next((t for t in tasks if _holds(t.text, due.text)), None)
                if task is not None:
                    day = task.due_by.date().isoformat() if task.due_by else None
                    _same(tallies["assignees"], task.text, task.assignee, due.assignee)
                    _same(tallies["days"], task.text, day, due.day)
    return tallies


def _texts(tally: Tally, found: Sequence[str], expected: Sequence[str]) -> None:
    wrong = [text for text in found if not any(_holds(text, part) for part in expected)]
    missed = [part for part in expected if not any(_holds(text, part) for text in found)]
    _add(tally, len(found), wrong, len(expected), missed)


def _topics(tally: Tally, found: Sequence[str], call: LabelledCall) -> None:
    """A topic is met by one that has its words, and right if it is named among those or the fair
    ones, whole or as a part."""
    fair = [*call.topics, *call.fair]
    wrong = [text for text in found if not any(_alike(text, other) for other in fair)]
    missed = [
        topic
        for topic in call.topics
        if not any(set(stem_words(topic)) <= set(stem_words(text)) for text in found)
    ]
    _add(tally, len(found), wrong, len(call.topics), missed)


def _alike(text: str, other: str) -> bool:
    one, two = set(stem_words(text)), set(stem_words(other))
    return one <= two or two <= one


def _same(tally: Tally, text: str, found: str | None, expected: str | None) -> None:
    _add(tally, 1, [] if found == expected else [f"{text}: {found}, not {expected}"], 1, [])


def _add(
    tally: Tally, found: int, wrong: Sequence[str], expected: int, missed: Sequence[str]
) -> None:
    tally.found += found
    tally.right += found - len(wrong)
    tally.expected += expected
    tally.met += expected - len(missed)
    tally.wrong += wrong
    tally.missed += missed


def _holds(text: str, part: str) -> bool:
    return part.casefold() in text.casefold()
