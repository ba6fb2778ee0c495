"""A number that one speaker dictates over several turns, the other party agreeing in between."""

import re
from collections.abc import Container, Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.quantities import is_measure
from novapulse.language.pii.questions import asks_anew
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.topics import Topic

_PADDING_LETTERS = 12
"""A turn that dictates has no more letters than this beside the number ("yeah it's")."""
_MOST_WORDS_OF_ASSENT = 4
_TOTAL_DIGITS = range(7, 20)
_SURE = 0.65
"""A kind that was only guessed from the length of one part says nothing of the whole."""
_CARD_FROM = 13
_PHONE_LENGTHS = (7, 10, 11)


def dictated_spans(
    turns: Sequence[tuple[str, str]], found: Sequence[Sequence[Span]], harmless: Container[int]
) -> Iterator[tuple[int, Span]]:
    """(turn index, span) for each part of a number that is split over turns of one speaker and is
    not yet ``found``. What is known of one part holds for the others. ``harmless``: the turns that
    answer a question for something that is nobody's."""
    index = 0
    while index < len(turns):
        parts, index = _collect(turns, index)
        said = [run.digits for _, run in parts]
        digits = "".join(
            part for part, before in zip(said, ["", *said], strict=False) if part != before
        )
        asked_for_other = any(turn in harmless for turn, _ in parts)
        if len(parts) > 1 and len(digits) in _TOTAL_DIGITS and not asked_for_other:
            known = [_known(found[turn], run) for turn, run in parts]
            kind = next((k for k in known if k is not None), None) or _kind(len(digits))
            for (turn, run), already in zip(parts, known, strict=True):
                if already is None:
                    yield turn, Span(run.start, run.end, kind, 0.7)


def _known(spans: Sequence[Span], run: DigitRun) -> PiiKind | None:
    sure = (s for s in spans if s.score >= _SURE)
    return next((s.kind for s in sure if s.start <= run.start and run.end <= s.end), None)


def _kind(length: int) -> PiiKind:
    if length >= _CARD_FROM:
        return PiiKind.CARD_NUMBER
    return PiiKind.PHONE_NUMBER if length in _PHONE_LENGTHS else PiiKind.ACCOUNT_NUMBER


def _collect(
    turns: Sequence[tuple[str, str]], start: int
) -> tuple[list[tuple[int, DigitRun]], int]:
    """The dictation that begins at turn ``start`` (maybe empty), and the turn to go on with."""
    first = only_number(turns[start][1])
    if first is None:
        return [], start + 1
    parts = [(start, first)]
    index = start + 1
    while index < len(turns):
        speaker, text = turns[index]
        run = only_number(text)
        if speaker == turns[start][0] and run is not None:
            parts.append((index, run))
        elif speaker == turns[start][0] or not _assents(text):
            break
        elif run is not None:
            parts.append((index, run))
        index += 1
    return parts, parts[-1][0] + 1


def only_number(text: str) -> DigitRun | None:
    """The only run of digits in ``text``, if there is little else and it is not said to be
    something harmless. A lone digit ("one moment") needs to stand alone."""
    runs = digit_runs(text)
    if len(runs) != 1 or any(
        mention.topic in (Topic.OTHER, Topic.AMOUNT) for mention in mentions(text)
    ):
        return None
    letters = len(re.sub(r"\W", "", text[: runs[0].start] + text[runs[0].end :]))
    if is_measure(text, runs[0]):
        return None
    return runs[0] if letters <= (_PADDING_LETTERS if len(runs[0]) > 1 else 0) else None


def _assents(text: str) -> bool:
    """ "mhm", "okay", or the digits read back; "and when" is no assent."""
    if only_number(text) is None and (asks_anew(text) or mentions(text)):
        return False
    return len(text.split()) <= _MOST_WORDS_OF_ASSENT or only_number(text) is not None
