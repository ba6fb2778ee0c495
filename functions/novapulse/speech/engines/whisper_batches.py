"""Whisper over many pieces at once. What lies in a batch with what changes nothing: each piece
gets what faster-whisper's own one-by-one decoding gives it."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.engines.whisper_timing import Segment, last_end, time_words
from novapulse.speech.engines.whisper_windows import (
    Decoded,
    Window,
    divide,
    first_window,
    is_silence,
    next_seek,
)
from novapulse.speech.look_ahead import look_ahead
from novapulse.speech.pcm import SAMPLE_RATE

_FIRST_STAMP_SECONDS = 1.0
"""The model's first time stamp lies within the first second (``max_initial_timestamp``)."""
_STAMPS_PER_SECOND = 50


@dataclass(frozen=True)
class Decoding:
    """``hotwords``: words that the model is told of before it listens. ``max_tokens``: of prompt
    and text together. ``stamps``: the model writes time stamps too, and what it leaves out before
    a window's end is heard once more; without them each window is heard once."""

    language: str
    hotwords: str | None = None
    beam_size: int = 1
    batch_size: int = 1
    feature_threads: int = 0
    max_tokens: int = 448
    stamps: bool = True


@dataclass
class Heard:
    """One of the model's segments with words. ``no_speech``: 0..1."""

    segment: Segment
    text: str
    no_speech: float


@dataclass
class HeardPiece:
    """A piece of ``seconds`` and what was heard in it."""

    seconds: float = 0.0
    segments: list[Heard] = field(default_factory=list)


def decode_batches(
    model: Any, pieces: Sequence[NDArray[np.float32]], decoding: Decoding
) -> list[HeardPiece]:
    """What is heard in each of ``pieces``. ``model``: faster-whisper's ``WhisperModel``."""
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(
        model.hf_tokenizer,
        model.model.is_multilingual,
        task="transcribe",
        language=decoding.language,
    )
    return _Batches(model, tokenizer, decoding, pieces).run()


class _Batches:
    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        decoding: Decoding,
        pieces: Sequence[NDArray[np.float32]],
    ) -> None:
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._tokenizer = tokenizer
        self._decoding = decoding
        self._width: int = model.feature_extractor.nb_max_frames
        self._prompt = model.get_prompt(
            tokenizer, [], without_timestamps=not decoding.stamps, hotwords=decoding.hotwords
        )
        self._pieces = pieces
        self._heard = [HeardPiece() for _ in range(len(pieces))]
        self._suppressed = get_suppressed_tokens(tokenizer, [-1])

    def run(self) -> list[HeardPiece]:
        following: deque[Window] = deque()
        fresh = self._first_windows()
        while windows := self._batch(following, fresh):
            for window, decoded in zip(windows, self._pass(windows), strict=True):
                self._heard[window.piece].segments += self._kept(decoded)
                after = self._after(window, decoded)
                if after is not None:
                    following.append(after)
        return self._heard

    def _after(self, window: Window, decoded: Decoded) -> Window | None:
        seek = next_seek(window, decoded) if self._decoding.stamps else window.end
        spoken = last_end(decoded.segments)
        return window.following(
            seek, window.spoken_until if spoken is None else spoken, self._width
        )

    def _batch(self, following: deque[Window], fresh: Iterator[Window]) -> list[Window]:
        """As many windows as fit: what goes on first, then what begins."""
        size = self._decoding.batch_size
        going_on = [following.popleft() for _ in range(min(size, len(following)))]
        return list(chain(going_on, islice(fresh, size - len(going_on))))

    def _first_windows(self) -> Iterator[Window]:
        """Features are made beside the model's work, where there are threads for it."""
        ahead = 2 * self._decoding.batch_size
        threads = self._decoding.feature_threads
        windows = look_ahead(self._first_window, len(self._pieces), ahead, threads=threads)
        return (window for window in windows if window.frames)

    def _first_window(self, i: int) -> Window:
        samples = self._pieces[i]
        self._heard[i].seconds = len(samples) / SAMPLE_RATE
        return first_window(i, self._model.feature_extractor(samples), self._width)

    def _pass(self, windows: Sequence[Window]) -> list[Decoded]:
        encoded = self._model.encode(np.stack([w.input(self._width) for w in windows]))
        decoded = [
            Decoded([], True, window.end, result.no_speech_prob)
            if is_silence(result)
            else divide(
                window,
                result.sequences_ids[0],
                self._tokenizer.timestamp_begin,
                result.no_speech_prob,
            )
            for window, result in zip(windows, self._generate(encoded, len(windows)), strict=True)
        ]
        self._time(windows, decoded, encoded)
        return decoded

    def _generate(self, encoded: Any, count: int) -> Any:
        return self._model.model.generate(
            encoded,
            [self._prompt] * count,
            beam_size=self._decoding.beam_size,
            max_length=self._decoding.max_tokens,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
            max_initial_timestamp_index=round(_FIRST_STAMP_SECONDS * _STAMPS_PER_SECOND),
        )

    def _time(self, windows: Sequence[Window], decoded: Sequence[Decoded], encoded: Any) -> None:
        end_of_text = self._tokenizer.eot
        texts = [
            [token for segment in one.segments for token in segment.tokens if token < end_of_text]
            for one in decoded
        ]
        frames = [window.frames for window in windows]
        alignments = self._model.find_alignment(self._tokenizer, texts, encoded, frames)
        for window, one, alignment in zip(windows, decoded, alignments, strict=True):
            time_words(
                one.segments,
                alignment,
                offset=window.offset,
                spoken_until=window.spoken_until,
                end_of_text=end_of_text,
            )

    def _kept(self, decoded: Decoded) -> list[Heard]:
        """Without segments that last no time or hold no text."""
        heard = [
            Heard(segment, self._tokenizer.decode(segment.tokens), decoded.no_speech)
            for segment in decoded.segments
        ]
        return [one for one in heard if one.text.strip() and one.segment.start != one.segment.end]
