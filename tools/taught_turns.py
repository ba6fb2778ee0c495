"""What the head of the sentiment learns from: single turns and whole calls, written for this."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from novapulse.domain.pii import PiiKind
from novapulse.domain.sentiment import segment_label
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.language.sentiment.exemplars import EXEMPLARS
from tests.eval.labels import read
from tests.language.gold_sentiment import GOLD

TURNS = Path(__file__).resolve().parent / "sentiment_turns"
CALLS = TURNS / "calls"
LABELS = ("negative", "neutral", "positive")
SCORES = {"negative": -0.6, "neutral": 0.0, "positive": 0.7}
"""Of turns that have a label only."""
_SPEAKERS = {"A": AGENT, "C": CUSTOMER}
_SPOKEN = re.compile(r"([AC]) (-?(?:0(?:\.\d+)?|1(?:\.0+)?)) (\S.*)")
_MARK = re.compile(r"\[\[([A-Z_]+)\|[^\]]*\]\]")


@dataclass(frozen=True)
class Turn:
    """``score``: what a listener hears in it, -1..1."""

    speaker: str
    text: str
    score: float

    @property
    def label(self) -> int:
        """Its place in ``LABELS``."""
        return LABELS.index(segment_label(self.score))


@dataclass(frozen=True)
class Call:
    """``writer``: the name of its file, without its ending; one person wrote it."""

    writer: str
    turns: tuple[Turn, ...]


def read_turns(folder: Path = TURNS) -> Iterator[Turn]:
    """Lines below a heading ``# Speaker score``; of ``before || turn``, what was said before it is
    left out.

    Raises ValueError for a turn without a heading and for a mark of no kind of personal data."""
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


def single_turns() -> list[Turn]:
    """What is learnt from besides whole calls: turns written for this, exemplars, the gold turns of
    the tests, the development half of the labelled segments."""
    turns = list(read_turns())
    turns += [Turn(CUSTOMER, text, score) for text, score in EXEMPLARS.items()]
    turns += [Turn(speaker, text, SCORES[label]) for speaker, text, label in GOLD]
    return turns + [Turn(s.speaker, s.text, s.score) for s in read.sentiment("development")]


def turns_of(calls: Iterable[Call]) -> list[Turn]:
    """Of all calls, one after another."""
    return [turn for call in calls for turn in call.turns]


def _spoken(file: str, line: str) -> Turn:
    if (found := _SPOKEN.fullmatch(line.strip())) is None:
        raise ValueError(f"{file}: '{line}' is no turn: A or C, a score from -1 to 1, a text")
    speaker, score, text = found.groups()
    return Turn(_SPEAKERS[speaker], _redacted(text), float(score))


def _redacted(text: str) -> str:
    """Raises ValueError for a mark of no kind of personal data."""
    return _MARK.sub(lambda mark: PiiKind(mark[1]).placeholder, text)
