"""Reads the labels: one JSON object a line, or one YAML file a call."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from novapulse.domain.pii import PiiKind, Span
from tests.eval.labels.values import (
    CallSentiment,
    Half,
    LabelledSegment,
    LabelledTurn,
    LabelledTurns,
    ScriptedAction,
    ScriptedCall,
    ScriptedTurn,
)

FOLDER = Path(__file__).parent
CERTAIN = 1.0
_MARK = re.compile(r"\[\[([A-Z_]+)\|([^\[\]|]+)\]\]")
_T = TypeVar("_T")


def sentiment(half: Half, folder: Path = FOLDER) -> tuple[LabelledSegment, ...]:
    """Raises ValueError, which names the line."""
    return tuple(_lines(folder / "sentiment" / f"{half}.jsonl", _segment))


def personal_data(half: Half, folder: Path = FOLDER) -> tuple[LabelledTurns, ...]:
    """Raises ValueError, which names the line."""
    return tuple(_lines(folder / "personal_data" / f"{half}.jsonl", _turns))


def calls(half: Half, folder: Path = FOLDER) -> tuple[ScriptedCall, ...]:
    """In order of file name. Raises ValueError, which names the file."""
    return tuple(read_call(file) for file in sorted((folder / "calls" / half).glob("*.yaml")))


def parse_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """``"I am [[NAME|Ann]]."`` gives ``"I am Ann."`` and the span of Ann.

    Raises ValueError for an unknown kind, and for brackets that belong to no mark.
    """
    plain, position = "", 0
    spans: list[Span] = []
    for mark in _MARK.finditer(marked):
        plain += marked[position : mark.start()]
        start = len(plain)
        plain += mark[2]
        spans.append(Span(start, len(plain), PiiKind(mark[1]), CERTAIN))
        position = mark.end()
    plain += marked[position:]
    if stray := re.search(r"\[\[|\]\]|\|", plain):
        raise ValueError(f"{stray.group()} belongs to no [[KIND|text]] in {marked!r}")
    return plain, tuple(spans)


def _lines(file: Path, parse: Callable[[Mapping[str, Any]], _T]) -> Iterator[_T]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield parse(json.loads(line))
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError(f"{file.name}, line {number}: {wrong!r}") from wrong


def _segment(item: Mapping[str, Any]) -> LabelledSegment:
    return LabelledSegment(**{**item, "score": float(item["score"]), "tags": tuple(item["tags"])})


def _turns(item: Mapping[str, Any]) -> LabelledTurns:
    turns = tuple(
        LabelledTurn(turn["speaker"], *parse_marks(turn["text"])) for turn in item["turns"]
    )
    return LabelledTurns(item["id"], turns, tuple(item["tags"]))


def read_call(file: Path) -> ScriptedCall:
    """Raises ValueError, which names the file."""
    try:
        item = yaml.safe_load(file.read_text(encoding="utf-8"))
        return ScriptedCall(
            name=file.stem,
            title=item["title"],
            roles=dict(item["roles"]),
            turns=tuple(ScriptedTurn(**turn) for turn in item["turns"]),
            reason=tuple(tuple(map(str, group)) for group in item["reason"]),
            outcome=item["outcome"],
            actions=tuple(_action(action) for action in item.get("actions") or ()),
            must_not=tuple(item.get("must_not") or ()),
            sentiment=CallSentiment(**item["sentiment"]),
            metrics=dict(item.get("metrics") or {}),
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as wrong:
        raise ValueError(f"{file.name}: {wrong!r}") from wrong


def _action(action: Mapping[str, Any]) -> ScriptedAction:
    due = action.get("due")
    words = tuple(str(word) for word in action["words"])
    return ScriptedAction(action["who"], words, None if due is None else str(due))
