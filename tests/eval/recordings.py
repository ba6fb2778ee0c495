"""The recordings that are scored: the project's sample, and any with references beside them.

Beside ``X.wav`` lie ``X.txt`` (the words) and ``X.rttm`` (who speaks when), either or both.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.eval.speakers import Turn, read_rttm

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "functions" / "novapulse" / "samples"
AUDIO = (".wav", ".mp3", ".m4a", ".flac", ".ogg")
SAME_SPEECH = "derived"
"""Folders of this name hold other folders' speech in other codecs; it is scored once."""


@dataclass(frozen=True)
class PiiText:
    kind: str
    text: str


@dataclass(frozen=True)
class ScriptTurn:
    """One line of the sample call and what a listener knows about it."""

    id: int
    speaker: str
    start: float
    end: float
    text: str
    sentiment: str
    pii: tuple[PiiText, ...]


@dataclass(frozen=True)
class Recording:
    """``words`` is None where the words are not known, ``turns`` is empty where turns are not."""

    name: str
    file: Path
    words: str | None
    turns: tuple[Turn, ...]


def script() -> tuple[ScriptTurn, ...]:
    document = json.loads((SAMPLES / "billing_call.json").read_text(encoding="utf-8"))
    return tuple(
        ScriptTurn(**{**turn, "pii": tuple(PiiText(**span) for span in turn["pii"])})
        for turn in document["turns"]
    )


def sample_recordings() -> list[Recording]:
    turns = tuple(Turn(line.speaker, line.start, line.end) for line in script())
    words = (SAMPLES / "billing_call.txt").read_text(encoding="utf-8")
    return [
        Recording(file.name, file, words, turns)
        for file in sorted(SAMPLES.glob("billing_call_*.ogg"))
    ]


def audio_folder() -> Path | None:
    """``NOVAPULSE_AUDIO_DIR``, else ``../shared/audio`` where it exists."""
    named = os.environ.get("NOVAPULSE_AUDIO_DIR")
    folder = Path(named) if named else ROOT.parent / "shared" / "audio"
    return folder if folder.is_dir() else None


def referenced_recordings(folder: Path) -> Iterator[Recording]:
    for file in sorted(folder.rglob("*")):
        if file.suffix not in AUDIO or SAME_SPEECH in file.parts:
            continue
        words, turns = file.with_suffix(".txt"), file.with_suffix(".rttm")
        if words.exists() or turns.exists():
            yield Recording(
                name=file.name,
                file=file,
                words=_english(words) if words.exists() else None,
                turns=tuple(read_rttm(turns)) if turns.exists() else (),
            )


def _english(file: Path) -> str | None:
    """The offline engine knows English only: words with other letters are not scored."""
    text = file.read_text(encoding="utf-8")
    return text if all(c.isascii() or not c.isalpha() for c in text) else None
