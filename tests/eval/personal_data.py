"""How much of the script's personal data the detector finds, in the script's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from novapulse.domain.pii import Span
from novapulse.language.pii.detector import PiiDetector
from tests.eval.recordings import PiiText, ScriptTurn

ENOUGH = 0.5
"""Share of a span's characters that must be covered for it to count as found."""


@dataclass(frozen=True)
class PiiScore:
    """``missed`` are spoken spans that were not found, ``wrong`` are found ones that are none.
    ``kept_characters``: share of the personal data's characters that stays readable."""

    spoken: int
    missed: tuple[PiiText, ...]
    other_kind: tuple[PiiText, ...]
    wrong: tuple[str, ...]
    kept_characters: float

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.spoken


def score_pii(script: Sequence[ScriptTurn], detector: PiiDetector) -> PiiScore:
    found = detector.detect([(turn.speaker, turn.text) for turn in script])
    truth = [(place, n, spoken) for n, turn in enumerate(script) for place, spoken in _spans(turn)]
    covers = [(_covered(place, found[n]), place, n, spoken) for place, n, spoken in truth]
    characters = sum(end - start for (start, end), _, _ in truth)
    return PiiScore(
        spoken=len(truth),
        missed=tuple(s for share, _, _, s in covers if share < ENOUGH),
        other_kind=tuple(s for _, (a, b), n, s in covers if not _kind(s, a, b, found[n])),
        wrong=tuple(
            script[n].text[span.start : span.end]
            for n, spans in enumerate(found)
            for span in spans
            if not any(m == n and span.overlaps(*place) for place, m, _ in truth)
        ),
        kept_characters=sum((1 - share) * (b - a) for share, (a, b), _, _ in covers) / characters,
    )


def heard_and_kept(
    script: Sequence[ScriptTurn], heard: str, redacted: str
) -> tuple[int, tuple[str, ...]]:
    """Of the spans that an engine heard word for word: how many, and which of them redaction
    left readable. Both texts normalised."""
    from tests.eval.words import normalise

    spoken = [normalise(span.text) for turn in script for span in turn.pii]
    verbatim = [text for text in spoken if text in heard]
    return len(verbatim), tuple(text for text in verbatim if text in redacted)


def _spans(turn: ScriptTurn) -> Iterator[tuple[tuple[int, int], PiiText]]:
    for spoken in turn.pii:
        start = turn.text.index(spoken.text)
        yield (start, start + len(spoken.text)), spoken


def _covered(place: tuple[int, int], found: Sequence[Span]) -> float:
    start, end = place
    inside = sum(max(0, min(end, s.end) - max(start, s.start)) for s in found)
    return inside / (end - start)


def _kind(spoken: PiiText, start: int, end: int, found: Sequence[Span]) -> bool:
    """True if it was not found at all, or under its own kind."""
    over = [span for span in found if span.overlaps(start, end)]
    return not over or any(span.kind == spoken.kind for span in over)
