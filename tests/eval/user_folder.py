"""Labels in a folder of one's own; docs/accuracy.md has the formats."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from novapulse.domain.transcript import CUSTOMER
from tests.eval.label_sets import SCORE_OF, LabelSet, script_set
from tests.eval.labels.read import parse_marks, read_call
from tests.eval.labels.values import LabelledSegment, LabelledTurn, LabelledTurns
from tests.eval.recordings import PiiText, ScriptTurn
from tests.eval.transcripts import PAUSE_SECONDS, SECONDS_PER_WORD

SET = "folder"
T = TypeVar("T")


def folder_set(folder: Path) -> LabelSet:
    """``X.sentiment.jsonl``, ``X.pii.jsonl``, scripted calls ``X.yaml`` and transcripts ``X.json``
    whose turns carry labels, from ``folder`` and all below it.

    Raises ValueError, which names the file, for one that cannot be understood.
    """
    labelled = [one for file in _files(folder, "*.json") for one in _transcript(file)]
    return LabelSet(
        name=SET,
        may_be_read=True,
        segments=(
            *_lines(folder, "*.sentiment.jsonl", _segment),
            *(segment for one in labelled for segment in one.segments),
        ),
        items=(
            *_lines(folder, "*.pii.jsonl", _item),
            *(item for one in labelled for item in one.items),
        ),
        calls=tuple(read_call(file) for file in _files(folder, "*.yaml")),
    )


def _lines(folder: Path, pattern: str, parse: Callable[[str, Mapping[str, Any]], T]) -> Iterator[T]:
    for file in _files(folder, pattern):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield _understood(f"{file.name}, line {number}", line, parse)


def _understood(where: str, text: str, parse: Callable[[str, Mapping[str, Any]], T]) -> T:
    try:
        return parse(where, json.loads(text))
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{where}: {wrong!r}") from wrong


def _segment(where: str, item: Mapping[str, Any]) -> LabelledSegment:
    """``score`` -1..1, or ``label`` in its place."""
    score = item["score"] if "score" in item else SCORE_OF[item["label"]]
    return LabelledSegment(
        id=str(item.get("id", where)),
        speaker=item.get("speaker", CUSTOMER),
        before=item.get("before", ""),
        text=item["text"],
        score=float(score),
        tags=tuple(item.get("tags", ())),
    )


def _item(where: str, item: Mapping[str, Any]) -> LabelledTurns:
    """``turns``, or one turn itself."""
    turns = tuple(
        LabelledTurn(turn.get("speaker", CUSTOMER), *parse_marks(turn["text"]))
        for turn in item.get("turns") or (item,)
    )
    return LabelledTurns(str(item.get("id", where)), turns, tuple(item.get("tags", ())))


def _transcript(file: Path) -> Iterator[LabelSet]:
    """Nothing for JSON that is no transcript, and for a transcript without labels."""
    document = json.loads(file.read_text(encoding="utf-8"))
    turns = document.get("turns") if isinstance(document, dict) else None
    if turns and any("sentiment" in turn or "pii" in turn for turn in turns):
        marked = any("pii" in turn for turn in turns)
        yield script_set(SET, tuple(_script(turns)), marked=marked)


def _script(turns: Iterable[Mapping[str, Any]]) -> Iterator[ScriptTurn]:
    clock = 0.0
    for number, turn in enumerate(turns, start=1):
        start = float(turn.get("start", clock))
        end = float(turn.get("end", start + SECONDS_PER_WORD * len(turn["text"].split())))
        yield ScriptTurn(
            id=number,
            speaker=turn["speaker"],
            start=start,
            end=end,
            text=turn["text"],
            sentiment=turn.get("sentiment", ""),
            pii=tuple(PiiText(**value) for value in turn.get("pii", ())),
        )
        clock = end + PAUSE_SECONDS


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.rglob(pattern))
