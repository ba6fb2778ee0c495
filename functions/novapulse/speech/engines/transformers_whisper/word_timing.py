"""When each word of a Whisper text was said, from what the decoder attended to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.engines.transformers_whisper.time_warping import warp
from novapulse.speech.engines.whisper_timing import APPENDED, PREPENDED, TimedWord

MOMENTS_PER_SECOND = 50
"""Columns of an attention matrix: the encoder halves 100 frames a second."""


@dataclass(frozen=True)
class Attended:
    """A text of n tokens in one window. ``tokens``: text only. ``attention``: weights smoothed
    and averaged over heads, shape (n + 1, moments): row i is what the decoder attended to as it
    chose token i, the last row as it ended. ``probabilities``: of each token, shape (n,)."""

    tokens: tuple[int, ...]
    attention: NDArray[np.float32]
    probabilities: NDArray[np.float32]


def timed_words(windows: Sequence[Attended], tokenizer: Any) -> list[list[TimedWord]]:
    """The words of each window, by the way of OpenAI's Whisper (``timing.find_alignment``):
    a token begins where the cheapest path through the negated attention enters its row.

    ``tokenizer``: faster-whisper's ``Tokenizer`` of the language.
    """
    paths = warp([-window.attention for window in windows])
    return [
        _timed(window, tokenizer, rows, columns)
        for window, (rows, columns) in zip(windows, paths, strict=True)
    ]


def _timed(
    window: Attended, tokenizer: Any, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> list[TimedWord]:
    if not window.tokens:
        return []
    entered = np.concatenate(([True], np.diff(rows) > 0))
    begins = columns[entered] / MOMENTS_PER_SECOND
    words = []
    at = 0
    for word, tokens in _words(tokenizer, window.tokens):
        after = at + len(tokens)
        probability = float(window.probabilities[at:after].mean())
        words.append(TimedWord(word, float(begins[at]), float(begins[after]), probability))
        at = after
    return words


def _words(tokenizer: Any, tokens: tuple[int, ...]) -> list[tuple[str, list[int]]]:
    """(text, tokens) of each piece, marks joined to the word that they belong to."""
    from faster_whisper.transcribe import merge_punctuations

    texts, groups = tokenizer.split_to_word_tokens([*tokens, tokenizer.eot])
    words = [
        # Where a text ends within a character, the end itself is put to the last word.
        {"word": text, "tokens": [token for token in group if token < tokenizer.eot]}
        for text, group in zip(texts, groups, strict=True)
    ]
    rest = list(tokens[sum(len(word["tokens"]) for word in words) :])
    if rest:
        # The tokenizer never closes a word that holds broken characters.
        words.append({"word": tokenizer.decode(rest), "tokens": rest})
    merge_punctuations(words, PREPENDED, APPENDED)
    return [(word["word"], word["tokens"]) for word in words if word["tokens"]]
