"""The engine: windows of all pieces in batches, their texts, and when each word was said."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.transcript import EngineInfo
from novapulse.speech.engines.protocol import DetectedLanguage, Recognised, RecogniseOptions
from novapulse.speech.engines.transformers_whisper.network import ENGLISH, WhisperNetwork
from novapulse.speech.engines.transformers_whisper.placement import place
from novapulse.speech.engines.transformers_whisper.windows import Window, first_window, windows
from novapulse.speech.engines.transformers_whisper.word_timing import timed_words
from novapulse.speech.engines.whisper_timing import TimedWord
from novapulse.speech.engines.whisper_words import (
    spaced_language,
    vocabulary_prompt,
    whisper_language,
    whisper_words,
)
from novapulse.speech.pcm import SAMPLE_RATE

NAME = "transformers"


def transformers_info(model: str, note: str = "") -> EngineInfo:
    return EngineInfo(name=NAME, model=model, version=version("transformers"), note=note)


@dataclass(frozen=True)
class TransformersSettings:
    """``device``, ``compute_type``, ``attention``: see ``place``. ``batch_size``: windows at
    once. ``max_tokens``: the longest text of a window; the model's own limit if None."""

    device: str = "auto"
    compute_type: str = "auto"
    attention: str = "auto"
    batch_size: int = 16
    max_tokens: int | None = None


@dataclass(frozen=True)
class _Heard:
    """What was said in one window of a piece; times from the start of the piece."""

    piece: int
    words: list[TimedWord]
    text: str
    no_speech: float


class TransformersWhisper:
    """``path``: a Whisper directory of transformers. Threads take turns, batch by batch.

    Raises EngineUnavailable if the directory holds no such model, or this machine cannot run it
    as the settings say.
    """

    def __init__(
        self, path: str, *, info: EngineInfo, settings: TransformersSettings | None = None
    ) -> None:
        self._info = info
        self._settings = settings or TransformersSettings()
        placement = place(
            self._settings.device, self._settings.compute_type, self._settings.attention
        )
        self._device = placement.device
        self._network = WhisperNetwork(path, placement)
        self._turn = threading.Lock()

    @property
    def info(self) -> EngineInfo:
        return self._info

    @property
    def device(self) -> str:
        return self._device

    def supports(self, language: str) -> bool:
        return whisper_language(language) in self._network.languages

    def detect_language(self, pieces: Sequence[NDArray[np.float32]]) -> DetectedLanguage:
        """The most probable language of all pieces' first 30 s together."""
        if not self._network.multilingual:
            return DetectedLanguage(language=ENGLISH, probability=1.0)
        found = []
        for batch in self._batches(first_window(piece) for piece in pieces if len(piece)):
            with self._turn:
                states = self._network.encode(batch)
                found.append(self._network.language_probabilities(states))
        mean = np.concatenate(found).mean(axis=0)
        best = int(mean.argmax())
        language = self._network.languages[best]
        return DetectedLanguage(language=language, probability=round(float(mean[best]), 4))

    def recognise(self, samples: NDArray[np.float32], *, options: RecogniseOptions) -> Recognised:
        return self.recognise_batch([samples], options=options)[0]

    def recognise_batch(
        self, pieces: Sequence[NDArray[np.float32]], *, options: RecogniseOptions
    ) -> list[Recognised]:
        """Pieces above 30 s are cut at their pauses and share the batches with the others."""
        lengths: list[float] = []
        heard: dict[int, list[_Heard]] = {}
        for batch in self._batches(windows(_measured(pieces, lengths))):
            with self._turn:
                results = self._hear(batch, options)
            for result in results:
                heard.setdefault(result.piece, []).append(result)
        spaced = spaced_language(options.language)
        return [
            _recognised(heard.get(piece, []), seconds, spaced=spaced)
            for piece, seconds in enumerate(lengths)
        ]

    def _batches(self, fresh: Iterable[Window]) -> Iterator[list[Window]]:
        waiting = iter(fresh)
        while batch := list(islice(waiting, self._settings.batch_size)):
            yield batch

    def _hear(self, batch: Sequence[Window], options: RecogniseOptions) -> list[_Heard]:
        language = whisper_language(options.language)
        tokenizer = self._network.tokenizer(language)
        states = self._network.encode(batch)
        prompt = vocabulary_prompt(options.vocabulary)
        texts = self._network.decode(states, language, prompt, self._settings.max_tokens)
        attended, no_speech = self._network.attend(states, batch, language, texts)
        return [
            _Heard(
                piece=window.piece,
                words=[_moved(word, window.start) for word in words],
                text=tokenizer.decode(list(text)).strip(),
                no_speech=silent,
            )
            for window, words, text, silent in zip(
                batch, timed_words(attended, tokenizer), texts, no_speech, strict=True
            )
        ]


def _measured(
    pieces: Sequence[NDArray[np.float32]], lengths: list[float]
) -> Iterator[NDArray[np.float32]]:
    """The pieces, each read once; their seconds are added to ``lengths`` on the way."""
    for number in range(len(pieces)):
        samples = pieces[number]
        lengths.append(len(samples) / SAMPLE_RATE)
        yield samples


def _recognised(heard: Sequence[_Heard], seconds: float, *, spaced: bool) -> Recognised:
    text = (" " if spaced else "").join(one.text for one in heard if one.text)
    return Recognised(
        words=whisper_words(heard, seconds, spaced=spaced),
        text=text,
        no_speech=min((one.no_speech for one in heard), default=1.0),
    )


def _moved(word: TimedWord, by: float) -> TimedWord:
    return replace(word, start=word.start + by, end=word.end + by)
