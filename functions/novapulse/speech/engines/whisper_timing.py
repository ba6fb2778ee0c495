"""When each word of a decoded window was said: the rules of Whisper's reference code
(``whisper/timing.py`` of openai/whisper, as faster-whisper follows them)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

PREPENDED = "\"'“¿([{-"
APPENDED = "\"'.。,，!！?？:：”)]}、"
"""Punctuation that belongs to the word after it, and to the one before it."""
_SENTENCE_END = ".。!！?？"
_LONGEST_TYPICAL = 0.7
_PAUSE = 4
"""A word is after a pause if that lasts four typical words."""
_STAMP_TRUST = 0.5
"""Seconds by which a word may stick out of its segment before the segment is believed."""


@dataclass
class TimedWord:
    """``word`` has its leading blank. Times are seconds."""

    word: str
    start: float
    end: float
    probability: float


@dataclass
class Segment:
    """A stretch of text between two time stamps of the model, ``start`` and ``end``."""

    start: float
    end: float
    tokens: Sequence[int]
    words: list[TimedWord] = field(default_factory=list)


def time_words(
    segments: Sequence[Segment],
    alignment: list[dict[str, Any]],
    *,
    offset: float,
    spoken_until: float,
    end_of_text: int,
) -> None:
    """Give the ``segments`` of one window, which begins at ``offset`` s, their words and tighten
    their times. ``alignment``: of faster-whisper's ``find_alignment``, times within the window;
    ``spoken_until``: the end of the last word of the window before, 0 if there was none.
    """
    from faster_whisper.transcribe import merge_punctuations

    typical = _typical(alignment)
    _cap_at_sentence_ends(alignment, 2 * typical)
    merge_punctuations(alignment, PREPENDED, APPENDED)
    position = 0
    for segment in segments:
        size = sum(token < end_of_text for token in segment.tokens)
        taken = 0
        while position < len(alignment) and taken < size:
            item = alignment[position]
            if item["word"]:
                segment.words.append(_timed(item, offset))
            taken += len(item["tokens"])
            position += 1
        if segment.words:
            _after_pause(segment.words, spoken_until, typical)
            _join_start(segment, typical)
            _join_end(segment, typical)
            spoken_until = segment.end


def last_end(segments: Sequence[Segment]) -> float | None:
    """When the last word ends, or the last segment where there are no words."""
    words = [word for segment in segments for word in segment.words]
    if words:
        return words[-1].end
    return segments[-1].end if segments else None


def _typical(alignment: list[dict[str, Any]]) -> float:
    """The median length of a word, at most 0.7 s."""
    lengths = [float(item["end"] - item["start"]) for item in alignment]
    return min(_LONGEST_TYPICAL, median([length for length in lengths if length] or [0.0]))


def _cap_at_sentence_ends(alignment: list[dict[str, Any]], longest: float) -> None:
    for before, item in pairwise(alignment):
        if item["end"] - item["start"] <= longest or not longest:
            continue
        if item["word"] in _SENTENCE_END:
            item["end"] = item["start"] + longest
        elif before["word"] in _SENTENCE_END:
            item["start"] = item["end"] - longest


def _timed(item: dict[str, Any], offset: float) -> TimedWord:
    return TimedWord(
        word=item["word"],
        start=round(float(offset + item["start"]), 2),
        end=round(float(offset + item["end"]), 2),
        probability=float(item["probability"]),
    )


def _after_pause(words: list[TimedWord], spoken_until: float, typical: float) -> None:
    """The first two words after a pause are not long: the pause was counted to them."""
    first, longest = words[0], 2 * typical
    second = words[1] if len(words) > 1 else None
    if first.end - spoken_until <= _PAUSE * typical:
        return
    long_pair = second is not None and second.end - first.start > 2 * longest
    if first.end - first.start <= longest and not long_pair:
        return
    if second is not None and second.end - second.start > longest:
        first.end = second.start = max(second.end / 2, second.end - longest)
    first.start = max(0.0, first.end - longest)


def _join_start(segment: Segment, typical: float) -> None:
    first = segment.words[0]
    if first.start < segment.start - _STAMP_TRUST and segment.start < first.end:
        first.start = max(0.0, min(first.end - typical, segment.start))
    else:
        segment.start = first.start


def _join_end(segment: Segment, typical: float) -> None:
    last = segment.words[-1]
    if last.start < segment.end and segment.end + _STAMP_TRUST < last.end:
        last.end = max(last.start + typical, segment.end)
    else:
        segment.end = last.end
