"""A transcript cut into pieces that a person can read on a screen while the call plays."""

from collections.abc import Iterator
from dataclasses import dataclass

from novapulse.domain.transcript import Segment, Transcript

MAX_SECONDS = 7.0
MAX_CHARACTERS = 84
"""Two lines of 42 within seven seconds, the usual limits of timed text (Netflix Timed Text Style
Guide, "English": 42 characters per line, two lines, 7 seconds)."""
MIN_SECONDS = 0.5
"""Players drop or flash cues that are shorter."""


@dataclass(frozen=True)
class Cue:
    """``text`` has single spaces and no line breaks. ``start`` < ``end``, in seconds."""

    speaker: str
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class _Token:
    """``lead``: what stands between this token and the one before it in the same cue."""

    text: str
    start: float
    end: float
    lead: str = " "


def cues(transcript: Transcript) -> tuple[Cue, ...]:
    """In order of start. Segments without text give none."""
    found = [cue for segment in transcript.segments for cue in _segment_cues(segment)]
    return tuple(sorted(found, key=lambda cue: cue.start))


def _segment_cues(segment: Segment) -> Iterator[Cue]:
    pending: list[_Token] = []
    for token in _tokens(segment):
        if pending and not _fits(pending, token):
            yield _cue(segment, pending)
            pending = []
        pending.append(token)
    if pending:
        yield _cue(segment, pending)


def _fits(pending: list[_Token], token: _Token) -> bool:
    characters = len(_joined([*pending, token]))
    return characters <= MAX_CHARACTERS and token.end - pending[0].start <= MAX_SECONDS


def _cue(segment: Segment, tokens: list[_Token]) -> Cue:
    start = tokens[0].start
    end = max(tokens[-1].end, start + MIN_SECONDS)
    return Cue(segment.speaker, start, end, _joined(tokens))


def _joined(tokens: list[_Token]) -> str:
    return "".join(token.lead + token.text for token in tokens).removeprefix(tokens[0].lead)


def _tokens(segment: Segment) -> list[_Token]:
    """The words as the text writes them, with the times of the recognised words. Where the two do
    not pair up, as around a placeholder, times follow the share of characters."""
    written = segment.text.split()
    spoken = [word.word for word in segment.words]
    if len(written) == 1 and "".join(spoken) == written[0]:
        return [_Token(word.word, word.start, word.end, lead="") for word in segment.words]
    if len(written) == len(segment.words):
        return [
            _Token(text, word.start, word.end)
            for text, word in zip(written, segment.words, strict=True)
        ]
    total = sum(len(text) for text in written)
    length = max(0.0, segment.end - segment.start)
    tokens, before = [], 0
    for text in written:
        after = before + len(text)
        start, end = (segment.start + length * n / total for n in (before, after))
        tokens.append(_Token(text, start, end))
        before = after
    return tokens
