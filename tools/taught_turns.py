"""What the head of the sentiment learns from: single turns and whole calls, written for this."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from novapulse.domain.pii import PiiKind
from novapulse.domain.sentiment import segment_label
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.language.sentiment.exemplars import EXEMPLARS
from tests.eval.labels import read
from tests.eval.labels.values import LabelledSegment
from tests.language.gold_sentiment import GOLD

TURNS = Path(__file__).resolve().parent / "sentiment_turns"
CALLS = TURNS / "calls"
LABELS = ("negative", "neutral", "positive")
OF_GOLD = {"negative": -0.6, "neutral": 0.0, "positive": 0.7}
"""Scores for turns that have a label only."""
_SPEAKERS = {"A": AGENT, "C": CUSTOMER}
_SPOKEN = re.compile(r"([AC]) (-?\d(?:\.\d+)?) (\S.*)")
_MARK = re.compile(r"\[\[([A-Z_]+)\|[^\]]*\]\]")


@dataclass(frozen=True)
class Turn:
    speaker: str
    text: str
    score: float

    @property
    def label(self) -> int:
        """Its place in ``LABELS``."""
        return LABELS.index(segment_label(self.score))


@dataclass(frozen=True)
class Call:
    """``writer``: the name of its file, which one person wrote."""

    writer: str
    turns: tuple[Turn, ...]


def read_turns(folder: Path = TURNS) -> Iterator[Turn]:
    """Lines below a heading ``# Speaker score``; ``before || turn`` where it answers something.

    Raises ValueError for a turn without a heading."""
    for file in sorted(folder.glob("*.txt")):
        heading: tuple[str, float] | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                speaker, score = line[2:].split()
                heading = speaker, float(score)
            elif line.strip():
                if heading is None:
                    raise ValueError(f"{file.name}: '{line}' stands below no heading")
                yield Turn(heading[0], _redacted(line.rpartition("||")[2].strip()), heading[1])


def read_calls(folder: Path = CALLS) -> Iterator[Call]:
    """Below a title ``# ...`` or a blank line, a turn a line: ``A`` or ``C``, the score, the text.
    What is marked ``[[KIND|value]]`` reads as in a redacted transcript.

    Raises ValueError for another line."""
    for file in sorted(folder.glob("*.txt")):
        turns: list[Turn] = []
        for line in (*file.read_text(encoding="utf-8").splitlines(), ""):
            if line.strip() and not line.startswith("# "):
                turns.append(_spoken(file.name, line))
            elif turns:
                yield Call(file.stem, tuple(turns))
                turns = []


def other_turns() -> list[Turn]:
    """All that belongs to no call, but the labelled segments."""
    turns = list(read_turns())
    turns += [Turn(CUSTOMER, text, score) for text, score in EXEMPLARS.items()]
    return turns + [Turn(speaker, text, OF_GOLD[label]) for speaker, text, label in GOLD]


def development() -> list[LabelledSegment]:
    return list(read.sentiment("development"))


def turn_of(segment: LabelledSegment) -> Turn:
    return Turn(segment.speaker, segment.text, segment.score)


def single_turns() -> list[Turn]:
    """What is learnt from besides whole calls."""
    return other_turns() + [turn_of(segment) for segment in development()]


def _spoken(file: str, line: str) -> Turn:
    if (found := _SPOKEN.fullmatch(line.strip())) is None:
        raise ValueError(f"{file}: '{line}' is no turn: A or C, a score from -1 to 1, a text")
    speaker, score, text = found.groups()
    return Turn(_SPEAKERS[speaker], _redacted(text), float(score))


def _redacted(text: str) -> str:
    """Raises ValueError for a mark of no kind of personal data."""
    return _MARK.sub(lambda mark: PiiKind(mark[1]).placeholder, text)
