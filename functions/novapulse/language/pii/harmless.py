"""Numbers that somebody in the call named as harmless ("the case number is 300914"), so that they
are nobody's where they are said again without their name. What was somebody's before stays so."""

from collections.abc import Sequence
from dataclasses import dataclass

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.own_topic import is_labelled, own_topic
from novapulse.language.pii.quantities import LONG, is_dialled
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import KIND_OF, Topic

_FEWEST_DIGITS = 3
_KINDS = frozenset(
    (
        PiiKind.ACCOUNT_NUMBER,
        PiiKind.CARD_EXPIRY,
        PiiKind.CARD_NUMBER,
        PiiKind.PHONE_NUMBER,
        PiiKind.PIN,
        PiiKind.SECURITY_CODE,
    )
)


@dataclass(frozen=True)
class HarmlessNumbers:
    digits: frozenset[str]

    def without(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """``spans`` without those that are such a number and are not called something personal."""
        if not self.digits:
            return list(spans)
        return [span for span in spans if not self._is_one(text, span)]

    def _is_one(self, text: str, span: Span) -> bool:
        if span.kind not in _KINDS:
            return False
        said = "".join(run.digits for run in digit_runs(text[span.start : span.end]))
        return said in self.digits and own_topic(text, span.start, span.end) not in KIND_OF


def _is_public(text: str, run: DigitRun, spans: Sequence[Span]) -> bool:
    """Dialled, and nobody's secret."""
    secret = any(span.overlaps(run.start, run.end) for span in spans if span.kind in _KINDS)
    return is_dialled(text, run) and not secret


def _is_named_other(text: str, run: DigitRun) -> bool:
    named = own_topic(text, run.start, run.end)
    return named is Topic.OTHER and is_labelled(text, run.start)


def harmless_numbers(
    turns: Sequence[tuple[str, str]], found: Sequence[Sequence[Span]]
) -> HarmlessNumbers:
    """``found``: the personal data of each turn."""
    harmless: set[str] = set()
    personal: set[str] = set()
    for (_, text), spans in zip(turns, found, strict=True):
        harmless |= {
            run.digits
            for run in digit_runs(text)
            if _FEWEST_DIGITS <= len(run) < LONG
            and run.digits not in personal
            and (_is_public(text, run, spans) or _is_named_other(text, run))
        }
        personal |= {
            run.digits
            for span in spans
            if span.kind in _KINDS
            for run in digit_runs(text[span.start : span.end])
        }
    return HarmlessNumbers(frozenset(harmless))
