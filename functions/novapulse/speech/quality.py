"""What is kept of an engine's words: invented text is dropped, doubtful text is flagged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from novapulse.domain.media import Notice
from novapulse.domain.reliability import UNRELIABLE
from novapulse.domain.transcript import Utterance, Word
from novapulse.speech.dictation import is_dictated
from novapulse.speech.engines.protocol import Recognised

LOW_CONFIDENCE = 0.35
"""Mean word confidence below which a text says more about the engine than about the call."""
_SILENT, _SILENT_CONFIDENCE = 0.6, 0.5
"""Whisper's own rule for silence joins its no-speech probability with low confidence."""
_WORDS_PER_SECOND = 8.0
"""Nobody speaks faster; an engine that invents text does."""
_LONGEST_PHRASE = 8
_KEPT_REPEATS = 2

STOCK_PHRASES = frozenset(
    {
        "thanks for watching",
        "thank you for watching",
        "thank you so much for watching",
        "please subscribe",
        "please like and subscribe",
        "dont forget to subscribe",
        "subscribe to my channel",
        "see you in the next video",
        "ill see you next time",
        "subtitles by the amara org community",
        "transcription by castingwords",
        "subtitles by",
        "music",
        "applause",
        "silence",
        "blankaudio",
        "you",
        "bye",
    }
)
"""What Whisper writes over silence: captions of the videos that it learnt from."""
COURTESIES = frozenset(
    {"thank you", "thank you very much", "thank you so much", "thanks", "okay", "bye bye", "byebye"}
)
"""It writes these as well, but callers say them often, and softly: low confidence alone is no
reason to drop them."""


@dataclass(frozen=True)
class Gated:
    """What passed, and the flags of ``Utterance``."""

    recognised: Recognised
    flags: tuple[str, ...]


def gate(recognised: Recognised, seconds: float) -> Gated | None:
    """The text of one stretch of ``seconds``; None if it is not to be believed at all."""
    if not any(map(str.isalnum, "".join(word.word for word in recognised.words))):
        return None
    if _invented(recognised, seconds):
        return None
    words = without_loops(recognised.words)
    flags = []
    if len(words) < len(recognised.words):
        flags.append("repetition")
        text = " ".join(word.word for word in words)
        recognised = replace(recognised, words=words, text=text)
    if mean_confidence(words) < LOW_CONFIDENCE:
        flags.append("low_confidence")
    return Gated(recognised, tuple(flags))


def without_loops(words: Sequence[Word]) -> tuple[Word, ...]:
    """Each phrase of up to 8 words that is said over and over is kept twice.

    One word may come 5 times on end, a phrase 3 times: people do say "no no no no no". Digits,
    numbers and single letters are never a loop: a card number may be "four one one one one ...".
    """
    kept: list[Word] = []
    i = 0
    while i < len(words):
        size, times = _loop_at(words, i)
        if times:
            kept += words[i : i + size * _KEPT_REPEATS]
            i += size * times
        else:
            kept.append(words[i])
            i += 1
    return tuple(kept)


def call_notices(utterances: Sequence[Utterance]) -> tuple[Notice, ...]:
    """``no_speech`` for a call without a word, ``transcript_unreliable`` for low confidence."""
    words = [word for utterance in utterances for word in utterance.words]
    if not words:
        return (
            Notice(
                code="no_speech",
                message="No speech was recognised. Check that the right file was sent and that "
                "both parties were recorded.",
            ),
        )
    mean = mean_confidence(words)
    if mean >= LOW_CONFIDENCE:
        return ()
    return (
        Notice(
            code=UNRELIABLE,
            message=f"The mean word confidence is {mean:.2f}: most words may be wrong. Use the "
            "Whisper engine, or a better recording.",
        ),
    )


def mean_confidence(words: Sequence[Word]) -> float:
    """0..1; 0 for no words."""
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _invented(recognised: Recognised, seconds: float) -> bool:
    confidence = mean_confidence(recognised.words)
    silent = recognised.no_speech > _SILENT and confidence < _SILENT_CONFIDENCE
    too_fast = len(recognised.words) > _WORDS_PER_SECOND * max(seconds, 0.5)
    plain = re.sub(r"[^a-z ]", "", recognised.text.lower()).strip()
    maybe_silent = recognised.no_speech > _SILENT / 2
    return (
        silent
        or (too_fast and not _has_loop(recognised.words))
        or (plain in STOCK_PHRASES and (maybe_silent or confidence < _SILENT_CONFIDENCE))
        or (plain in COURTESIES and maybe_silent)
    )


def _has_loop(words: Sequence[Word]) -> bool:
    return len(without_loops(words)) < len(words)


def _loop_at(words: Sequence[Word], start: int) -> tuple[int, int]:
    """(phrase length, repeats) of the shortest loop that begins here, or (0, 0)."""
    spoken = [_plain(word) for word in words[start:]]
    for size in range(1, min(_LONGEST_PHRASE, len(spoken) // 2) + 1):
        times = 1
        while spoken[times * size : (times + 1) * size] == spoken[:size]:
            times += 1
        if times > (5 if size == 1 else 3) and not all(map(is_dictated, spoken[:size])):
            return size, times
    return 0, 0


def _plain(word: Word) -> str:
    return word.word.lower().strip(".,!?")
