"""The same figures of each recording alone."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from tests.eval import speakers
from tests.eval.attributed_words import attributed_errors
from tests.eval.hearing import Listened
from tests.eval.words import word_errors


@dataclass(frozen=True)
class Row:
    """Rates 0..1; what has no reference is None."""

    recording: str
    engine: str
    seconds: float
    telephone: bool
    words: int | None
    wer: float | None
    attributed_wer: float | None
    confidence: float | None
    der: float | None
    der_collar: float | None
    confusion: float | None
    speakers_found: int
    roles_right: bool | None
    rtf: float


def rows(engine: str, listened: Iterable[Listened]) -> list[Row]:
    return [_row(engine, each) for each in listened]


def documents(table: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in row.items()
        }
        for row in map(asdict, table)
    ]


def recordings_table(table: Sequence[Row]) -> Table:
    shown = Table(title="Each recording")
    for heading in ("recording", "engine"):
        shown.add_column(heading)
    names = ("s", "words", "WER", "by speaker", "conf.", "DER", "collar", "confusion", "voices")
    for heading in (*names, "roles", "CPU s/s"):
        shown.add_column(heading, justify="right")
    for row in table:
        rates = (
            row.wer,
            row.attributed_wer,
            row.confidence,
            row.der,
            row.der_collar,
            row.confusion,
        )
        shown.add_row(
            row.recording,
            row.engine,
            f"{row.seconds:.0f}",
            str(row.words or ""),
            *("" if rate is None else f"{rate:.1%}" for rate in rates),
            str(row.speakers_found),
            {None: "", True: "right", False: "wrong"}[row.roles_right],
            f"{row.rtf:.2f}",
        )
    return shown


def _row(engine: str, each: Listened) -> Row:
    known, heard = each.recording, each.heard
    spoken = heard.transcript is not None
    errors = word_errors(known.words, heard.words) if known.words and spoken else None
    by_speaker = attributed_errors(known.lines, heard.lines) if known.lines and spoken else None
    exact = speakers.score(known.turns, heard.voices, collar=0) if known.turns else None
    lenient = speakers.score(known.turns, heard.voices) if known.turns else None
    return Row(
        recording=known.name,
        engine=engine,
        seconds=heard.audio_seconds,
        telephone=heard.telephone,
        words=errors.words if errors else None,
        wer=errors.rate if errors else None,
        attributed_wer=by_speaker.rate if by_speaker else None,
        confidence=heard.transcript.accuracy if heard.transcript else None,
        der=exact.total if exact else None,
        der_collar=lenient.total if lenient else None,
        confusion=lenient.confusion if lenient else None,
        speakers_found=heard.diarization.speakers,
        roles_right=each.parties_right(),
        rtf=heard.cpu_seconds / heard.audio_seconds,
    )
