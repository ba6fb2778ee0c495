"""Invented calls, and questions to them with the passages that answer.

Those under ``development`` are what the concepts were tuned with. Those under ``held_out`` were
written when the first lists were finished, and by intent in the colloquial way in which nobody says
what it is about. Of their results only the totals were looked at, and nothing was tuned to them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).parent / "search_gold"


@dataclass(frozen=True)
class Call:
    """``lines``: ``Speaker: text``, redacted."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """``line`` counts from 1."""

    call: str
    line: int


@dataclass(frozen=True)
class Question:
    """``answers`` is empty where nothing answers it. ``kind``: ``paraphrase``, ``question``,
    ``exact`` or ``off topic``."""

    text: str
    kind: str
    answers: frozenset[Place]


def calls() -> tuple[Call, ...]:
    files = sorted(GOLD.glob("*/*.txt"))
    return tuple(Call(f.stem, tuple(f.read_text("utf-8").splitlines())) for f in files)


def questions(half: str) -> tuple[Question, ...]:
    """``half``: ``development`` or ``held_out``. An answer is a piece of the line that gives it."""
    lines = {call.name: call.lines for call in calls()}
    entries = json.loads((GOLD / "questions.json").read_text("utf-8"))[half]
    return tuple(
        Question(e["question"], e["kind"], frozenset(_place(lines, a) for a in e["answers"]))
        for e in entries
    )


def _place(lines: dict[str, tuple[str, ...]], answer: str) -> Place:
    call, piece = answer.split(": ", 1)
    (line,) = (n for n, said in enumerate(lines[call], start=1) if piece in said)
    return Place(call, line)
