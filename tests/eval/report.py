"""What is measured, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from novapulse.domain.insights import Sentiment
from novapulse.domain.transcript import Transcript
from tests.eval.personal_data import PiiScore, heard_and_kept
from tests.eval.recognition import Heard
from tests.eval.recordings import SAMPLES, Recording, ScriptTurn
from tests.eval.speakers import SpeakerErrors, Turn, score
from tests.eval.words import normalise, word_error_rate


@dataclass(frozen=True)
class Row:
    """One recording. What has no reference is None."""

    name: str
    synthetic: bool
    heard: Heard
    word_error: float | None
    words: int
    voices: SpeakerErrors | None
    parties: SpeakerErrors | None


def row(recording: Recording, heard: Heard) -> Row:
    known = recording.words
    return Row(
        name=recording.name,
        synthetic=recording.file.parent == SAMPLES,
        heard=heard,
        word_error=word_error_rate(known, heard.words) if known else None,
        words=len(normalise(known).split()) if known else 0,
        voices=_score(recording.turns, heard.voices),
        parties=_score(recording.turns, heard.parties),
    )


def show_recordings(console: Console, rows: Sequence[Row]) -> None:
    table = Table(title="Words and speakers", caption="DER: overlap scored, collar 0.25 s")
    for heading in (
        "recording",
        "s",
        "words",
        "WER",
        "conf.",
        "DER",
        "confusion",
        "roles",
        "CPU s/s",
    ):
        table.add_column(heading, justify="left" if heading in ("recording", "roles") else "right")
    for r in rows:
        table.add_row(
            r.name,
            f"{r.heard.audio_seconds:.0f}",
            str(r.words or ""),
            _percent(r.word_error),
            f"{r.heard.transcript.accuracy:.2f}",
            _percent(r.voices.total if r.voices else None),
            _percent(r.voices.confusion if r.voices else None),
            _roles(r.parties),
            f"{r.heard.cpu_seconds / r.heard.audio_seconds:.2f}",
        )
    table.add_section()
    samples = [r for r in rows if r.synthetic]
    real = [r for r in rows if not r.synthetic]
    for name, group in (
        ("synthetic voices", samples),
        ("real, wide band", [r for r in real if not r.heard.telephone]),
        ("real, telephone", [r for r in real if r.heard.telephone]),
    ):
        scored = [r for r in group if r.word_error is not None]
        words = sum(r.words for r in scored)
        if words:
            pooled = sum((r.word_error or 0) * r.words for r in scored) / words
            table.add_row(name, "", str(words), _percent(pooled))
    console.print(table)


def show_pii(console: Console, pii: PiiScore) -> None:
    console.print(
        f"[bold]Personal data[/] in the script's own words: recall {pii.recall:.0%} of "
        f"{pii.spoken}, {pii.kept_characters:.0%} of its characters stay readable, "
        f"{len(pii.other_kind)} under another kind, {len(pii.wrong)} wrongly taken out"
    )
    for title, items in (
        ("missed", [f"{m.kind}: {m.text}" for m in pii.missed]),
        ("another kind", [f"{m.kind}: {m.text}" for m in pii.other_kind]),
        ("wrongly taken out", list(pii.wrong)),
    ):
        for item in items:
            console.print(f"  {title}: {item}")


def show_heard_pii(
    console: Console, name: str, script: Sequence[ScriptTurn], heard: Heard, redacted: Transcript
) -> None:
    count, kept = heard_and_kept(
        script, normalise(heard.words), normalise(" ".join(s.text for s in redacted.segments))
    )
    console.print(
        f"[bold]Personal data[/] in {name}: {count} spans heard word for word, "
        f"{count - len(kept)} of them taken out"
    )


def show_sentiment(console: Console, script: Sequence[ScriptTurn], sentiment: Sentiment) -> None:
    pairs = list(zip(script, sentiment.segments, strict=True))
    wrong = [(turn, found) for turn, found in pairs if turn.sentiment != found.label]
    console.print(
        f"[bold]Sentiment[/] of the script ({sentiment.method}): "
        f"{len(pairs) - len(wrong)} of {len(pairs)} segments right, overall "
        f"{sentiment.overall_label} {sentiment.overall_score:+.2f}, {sentiment.trend}"
    )
    for turn, found in wrong:
        console.print(
            f"  {found.label} {found.score:+.2f}, a listener hears {turn.sentiment}: {turn.text}"
        )


def _score(truth: Sequence[Turn], found: Sequence[Turn]) -> SpeakerErrors | None:
    return score(truth, found) if truth and found else None


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _roles(errors: SpeakerErrors | None) -> str:
    """Only where the reference names parties."""
    if errors is None:
        return ""
    parties = {"agent": "Agent", "caller": "Customer", "customer": "Customer"}
    named = {f: parties.get(t.lower()) for f, t in errors.names.items()}
    if None in named.values():
        return ""
    return "right" if all(f == t for f, t in named.items()) else "wrong"
