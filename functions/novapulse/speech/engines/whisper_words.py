"""From Whisper's pieces of text with times to words."""

from collections.abc import Sequence
from typing import Protocol

from novapulse.domain.transcript import Word
from novapulse.speech.engines.protocol import primary_language

_OWN_CODES = {"nb": "no", "fil": "tl", "cmn": "zh", "iw": "he", "jv": "jw"}
"""Languages that Whisper knows by another code than BCP-47."""
_OWN_TAGS = {"jw": "jv", "iw": "he"}
"""Codes of Whisper that BCP-47 does not have any more."""
_MARK = "<|"
"""How every token begins that is no text."""
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Languages whose text Whisper's tokenizer divides by characters, not by blanks."""


class Piece(Protocol):
    """``word`` has its leading blank; times are seconds; ``probability`` 0..1."""

    word: str
    start: float
    end: float
    probability: float


class Pieces(Protocol):
    """A segment; ``words`` are its pieces in order, or None."""

    @property
    def words(self) -> Sequence[Piece] | None: ...


def whisper_language(language: str) -> str:
    """Whisper's code for a BCP-47 tag."""
    primary = primary_language(language)
    return _OWN_CODES.get(primary, primary)


def language_tag(code: str) -> str:
    """The BCP-47 tag of Whisper's own code."""
    return _OWN_TAGS.get(code, code)


def vocabulary_prompt(vocabulary: Sequence[str]) -> str:
    """``vocabulary`` as a text that the model takes for said before. A word with a mark of the
    model's own (``<|translate|>``) is left out: the tokenizer would make an order of it."""
    return ", ".join(word for word in vocabulary if _MARK not in word)


def spaced_language(language: str) -> bool:
    """Whether words of the BCP-47 ``language`` are divided by blanks."""
    return whisper_language(language) not in _UNSPACED


def whisper_words(
    segments: Sequence[Pieces], seconds: float, *, spaced: bool = True
) -> tuple[Word, ...]:
    """The words of Whisper's ``segments`` of an audio of ``seconds``.

    A piece without a leading blank (``.com``, ``-two``) belongs to the word before it, except in
    languages that are not ``spaced``. Whisper may place a word after the end of the audio or
    before the one it follows; such times are brought back.
    """
    words: list[Word] = []
    for segment in segments:
        first = len(words)
        for piece in segment.words or ():
            if not piece.word.strip():
                continue
            word = _word(piece, words[-1].end if words else 0.0, seconds)
            if spaced and len(words) > first and not piece.word[0].isspace():
                word = _glued(words.pop(), word)
            words.append(word)
    return tuple(words)


def _word(piece: Piece, earliest: float, seconds: float) -> Word:
    start = min(max(float(piece.start), earliest), seconds)
    end = min(max(float(piece.end), start), seconds)
    confidence = min(1.0, max(0.0, float(piece.probability)))
    return Word(
        word=piece.word.strip(),
        start=round(start, 2),
        end=round(end, 2),
        confidence=round(confidence, 3),
    )


def _glued(word: Word, piece: Word) -> Word:
    """Confidence is the mean, weighted by characters: a full stop says little about a name."""
    sizes = len(word.word), len(piece.word)
    total = word.confidence * sizes[0] + piece.confidence * sizes[1]
    return Word(
        word=word.word + piece.word,
        start=word.start,
        end=piece.end,
        confidence=round(total / sum(sizes), 3),
    )
