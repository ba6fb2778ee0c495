"""What was redacted once and is said again: a name anywhere, a number or an address read back."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.known_numbers import KnownNumbers
from novapulse.language.pii.name_words import is_cased
from novapulse.language.pii.names_list import is_ambiguous, is_listed
from novapulse.language.pii.quantities import is_dialled, is_quantity
from novapulse.language.pii.reference_ids import whole_start
from novapulse.language.pii.spoken_numbers import DigitRun, digit_runs
from novapulse.language.pii.words import is_common, is_unknown, is_word

Found = Sequence[Sequence[Span]]
"""The spans of each turn."""

_SURE_NAME = 0.75
"""A name found with this score is looked for in the whole call."""
_SHORTEST_NAME = 3
_SHORTEST_NUMBER = 3
_CORRECTS = re.compile(r"\b(?:no|not|wrong|sorry|actually|instead|should be)\b", re.IGNORECASE)
_CORRECTED_TURNS = 2
_ADDRESS_OPENING = 2
"""An address said again is known by its number and so many words."""
_VERBS = frozenset(("will", "may", "can", "mark", "bill"))
_GREETING = "hi|hello|hey|thanks|thank you|okay|alright|sorry|bye|morning|afternoon"
_NUMERIC = frozenset(PiiKind) - {PiiKind.NAME, PiiKind.EMAIL}


def repeated_spans(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    """(turn index, span) of everything in ``texts`` that repeats a span of ``found``."""
    yield from _names(texts, found)
    yield from _numbers(texts, found)
    yield from _corrected(texts, found)
    yield from _addresses(texts, found)


def _pieces(texts: Sequence[str], found: Found) -> Iterator[tuple[Span, str]]:
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            yield span, text[span.start : span.end]


def _names(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    names = {
        word.lower()
        for span, piece in _pieces(texts, found)
        if span.kind is PiiKind.NAME
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", piece)
        if len(word) >= _SHORTEST_NAME and not is_common(word)
        if span.score >= _SURE_NAME or (word[0].isupper() and is_unknown(word))
    }
    yield from _spoken_to(texts, found)
    if not names:
        return
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    pattern = re.compile(rf"\b(?:{known})\b", re.IGNORECASE)
    for turn, text in enumerate(texts):
        for match in pattern.finditer(text):
            if match.group()[0].isupper() or not _in_lower_case_no_name(text, match.group()):
                yield turn, Span(match.start(), match.end(), PiiKind.NAME, 0.65)


def _in_lower_case_no_name(text: str, word: str) -> bool:
    """ "Mark" may be the verb, "movers" people who move things in text that has capitals."""
    return is_ambiguous(word) or (is_word(word) and not is_listed(word) and is_cased(text))


def _spoken_to(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    """ "Thanks hope, i hope you're well": names that are everyday words, where somebody is spoken
    to."""
    words = {
        piece.lower()
        for span, piece in _pieces(texts, found)
        if span.kind is PiiKind.NAME
        for piece in piece.split()[:1]
        if is_ambiguous(piece) and piece.lower() not in _VERBS
    }
    if not words:
        return
    known = "|".join(map(re.escape, sorted(words)))
    pattern = re.compile(rf"\b(?:{_GREETING}),? (?P<name>{known})\b(?! you\b)", re.IGNORECASE)
    for turn, text in enumerate(texts):
        for match in pattern.finditer(text):
            yield turn, Span(*match.span("name"), PiiKind.NAME, 0.65)


def _numbers(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    """Runs of digits that are a part of a redacted number, or hold one."""
    known = KnownNumbers(
        (run.digits, span.kind)
        for span, piece in _pieces(texts, found)
        if span.kind in _NUMERIC
        for run in digit_runs(piece)
        if len(run) >= _SHORTEST_NUMBER
    )
    for turn, text in enumerate(texts):
        for run in digit_runs(text):
            dialled = is_dialled(text, run) and run.digits in known
            if (
                len(run) < _SHORTEST_NUMBER
                or (is_quantity(text, run) and not dialled)
                or _covered(text, run, found[turn])
            ):
                continue
            for kind in known.kinds(run.digits):
                yield turn, Span(whole_start(text, run), run.end, kind, 0.65)


def _covered(text: str, run: DigitRun, spans: Sequence[Span]) -> bool:
    return all(
        any(span.start <= place < span.end for span in spans)
        for place in range(run.start, run.end)
        if text[place].isalnum()
    )


def _corrected(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    """ "No, it's three four three five at the end": nearly a part of a number said before."""
    for turn, text in enumerate(texts):
        if not _CORRECTS.search(text):
            continue
        before = slice(max(0, turn - _CORRECTED_TURNS), turn)
        known = [
            (run.digits, span.kind)
            for span, piece in _pieces(texts[before], found[before])
            if span.kind in _NUMERIC
            for run in digit_runs(piece)
        ]
        for run in digit_runs(text):
            if len(run) <= _SHORTEST_NUMBER or is_quantity(text, run):
                continue
            for digits, kind in known:
                if _nearly_within(run.digits, digits):
                    yield turn, Span(run.start, run.end, kind, 0.65)


def _nearly_within(part: str, digits: str) -> bool:
    """All but one digit agree at some place."""
    return any(
        sum(a != b for a, b in zip(part, digits[place:], strict=False)) <= 1
        for place in range(len(digits) - len(part) + 1)
    )


def _addresses(texts: Sequence[str], found: Found) -> Iterator[tuple[int, Span]]:
    openings = {
        tuple(re.findall(r"\w+", " ".join(opening))): opening
        for span, piece in _pieces(texts, found)
        if span.kind is PiiKind.ADDRESS and (opening := _opening(piece))
    }
    lengths = {len(said) for said in openings}
    for turn, text in enumerate(texts):
        said = re.findall(r"\w+", text.lower())
        heard = {tuple(said[n : n + length]) for length in lengths for n in range(len(said))}
        for words in sorted(openings[each] for each in heard & openings.keys()):
            gapped = r"\W+".join(map(re.escape, words))
            for match in re.finditer(rf"\b{gapped}\b", text, re.IGNORECASE):
                yield turn, Span(match.start(), match.end(), PiiKind.ADDRESS, 0.65)


def _opening(address: str) -> tuple[str, ...]:
    """The number and the words after it, lower case; empty if the address is too short."""
    words = re.findall(r"[\w'’-]+", address.lower())
    number = digit_runs(address)[:1]
    if not number:
        return ()
    length = len(re.findall(r"[\w'’-]+", address[: number[0].end])) + _ADDRESS_OPENING
    return tuple(words[:length]) if len(words) >= length else ()
