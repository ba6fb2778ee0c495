"""The recordings that are scored, with what is known of each; docs/accuracy.md has the formats."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.eval.attributed_words import Line
from tests.eval.speakers import Turn, read_rttm

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "functions" / "novapulse" / "samples"
AUDIO = (".wav", ".mp3", ".m4a", ".flac", ".ogg")
SAME_SPEECH = "derived"
"""Folders of this name hold other folders' speech in other codecs; it is scored once."""
_TURN = re.compile(
    r"(?:\[(?P<start>[\d.]+)-(?P<end>[\d.]+)\]\s*)?(?P<who>[^:\s][^:]*):\s*(?P<said>.*)"
)


@dataclass(frozen=True)
class PiiText:
    kind: str
    text: str


@dataclass(frozen=True)
class ScriptTurn:
    """One line of a call and what a listener knows about it."""

    id: int
    speaker: str
    start: float
    end: float
    text: str
    sentiment: str
    pii: tuple[PiiText, ...] = ()


@dataclass(frozen=True)
class Recording:
    """``words`` is None and the others are empty where they are not known. ``lines``: the words by
    speaker. ``set``: whose figures its own are part of, empty where its kind decides that."""

    name: str
    file: Path
    words: str | None = None
    turns: tuple[Turn, ...] = ()
    lines: tuple[Line, ...] = ()
    set: str = ""
    personal_data: tuple[str, ...] = field(default=(), repr=False)


def script() -> tuple[ScriptTurn, ...]:
    return read_script(SAMPLES / "billing_call.json")


def read_script(file: Path) -> tuple[ScriptTurn, ...]:
    document = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        ScriptTurn(**{**turn, "pii": tuple(PiiText(**span) for span in turn["pii"])})
        for turn in document["turns"]
    )


def sample_recordings() -> list[Recording]:
    said = script()
    return [
        Recording(
            name=file.name,
            file=file,
            words=(SAMPLES / "billing_call.txt").read_text(encoding="utf-8"),
            turns=tuple(Turn(line.speaker, line.start, line.end) for line in said),
            lines=tuple((line.speaker, line.text) for line in said),
            set=file.stem.replace("billing_call", "sample"),
            personal_data=tuple(value.text for line in said for value in line.pii),
        )
        for file in sorted(SAMPLES.glob("billing_call_*.ogg"))
    ]


def audio_folder() -> Path | None:
    """``NOVAPULSE_AUDIO_DIR``, else ``../shared/audio`` where it exists."""
    named = os.environ.get("NOVAPULSE_AUDIO_DIR")
    folder = Path(named) if named else ROOT.parent / "shared" / "audio"
    return folder if folder.is_dir() else None


def referenced_recordings(folder: Path, *, set_name: str = "") -> Iterator[Recording]:
    """Those with any of ``X.txt``, ``X.turns.txt`` and ``X.rttm`` beside them."""
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() not in AUDIO or SAME_SPEECH in file.parts:
            continue
        words, rttm = file.with_suffix(".txt"), file.with_suffix(".rttm")
        by_speaker = file.with_suffix(".turns.txt")
        lines, timed = read_turns(by_speaker) if by_speaker.exists() else ((), ())
        text = words.read_text(encoding="utf-8") if words.exists() else _all_words(lines)
        turns = tuple(read_rttm(rttm)) if rttm.exists() else timed
        if text or turns:
            scored = bool(text) and _english(text)
            yield Recording(
                name=file.name,
                file=file,
                words=text if scored else None,
                turns=turns,
                lines=lines if scored else (),
                set=set_name,
            )


def read_turns(file: Path) -> tuple[tuple[Line, ...], tuple[Turn, ...]]:
    """Lines ``speaker: words``, perhaps with ``[start-end]`` before them, in seconds; ``#`` begins
    a comment. The words by speaker, and the turns if every line has times.

    Raises ValueError for a line that names no speaker.
    """
    lines: list[Line] = []
    turns: list[Turn] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _TURN.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"{file.name}, line {number}: not 'speaker: words': {line[:40]!r}")
        lines.append((match["who"].strip(), match["said"]))
        if match["start"]:
            turns.append(Turn(match["who"].strip(), float(match["start"]), float(match["end"])))
    return tuple(lines), tuple(turns) if len(turns) == len(lines) else ()


def _all_words(lines: tuple[Line, ...]) -> str:
    return " ".join(said for _, said in lines)


def _english(text: str) -> bool:
    """The offline engine knows English only: words with other letters are not scored."""
    return all(c.isascii() or not c.isalpha() for c in text)
