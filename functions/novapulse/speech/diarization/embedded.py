"""The diarizer that needs no weights: voices told apart within the call itself."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.media import Notice
from novapulse.domain.transcript import Diarization, EngineInfo
from novapulse.speech.diarization.clustering import embed, ward
from novapulse.speech.diarization.features import Features, extract
from novapulse.speech.diarization.monologue import is_one_voice
from novapulse.speech.diarization.protocol import SpeakerHints
from novapulse.speech.diarization.resegmentation import Path as Labelled
from novapulse.speech.diarization.resegmentation import resegment
from novapulse.speech.diarization.speaker_count import CALL_PARTIES, best_path, bounds
from novapulse.speech.diarization.turns import frame_turns, region_turns
from novapulse.speech.pcm import RawFile, level_gain
from novapulse.speech.voice_activity import TURNS, Region, speech_probability, speech_regions

NAME = "embedded"
MODEL = "mfcc-gmm"
STANDS_IN = "diarizer_stands_in"
"""Code of the notice where it does the work of a model that could not be had."""
_SHORTEST_FRAMES = 200
"""With less than 2 s of speech no two voices can be told apart."""


class EmbeddedDiarizer:
    """A call has two voices unless it is clearly a monologue, more are clearly heard, or the hints
    say otherwise; the same input gives the same turns. ``stands_in_for``: why the model that was
    wanted could not be had.
    """

    def __init__(self, stands_in_for: str = "") -> None:
        self._note = stands_in_for

    @property
    def info(self) -> EngineInfo:
        return EngineInfo(
            name=NAME,
            model=MODEL,
            version=version("scikit-learn"),
            draft=bool(self._note),
            note=self._note,
        )

    def by_voice(self, path: Path, hints: SpeakerHints) -> Diarization:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        # The worker processes share the cores already; threads that wait for one another are
        # slower.
        with threadpool_limits(1):
            found = _by_voice(path, hints)
        notices = (Notice(code=STANDS_IN, message=self._note),) if self._note else ()
        return found.model_copy(update={"notices": notices})


def _by_voice(path: Path, hints: SpeakerHints) -> Diarization:
    samples = RawFile(path)
    gain = level_gain(samples)
    regions = speech_regions(speech_probability(samples, gain), len(samples), TURNS)
    fewest, most = bounds(hints)
    features = extract(samples, gain, regions)
    if most == 1 or len(features) < _SHORTEST_FRAMES:
        return _one_voice(regions)
    labels = _label(features, fewest, most)
    if _may_be_one(hints) and labels.max() < CALL_PARTIES and is_one_voice(features, labels):
        return _one_voice(regions)
    return Diarization(
        method="cluster",
        speakers=int(labels.max()) + 1,
        turns=frame_turns(features.frame, labels),
    )


def _may_be_one(hints: SpeakerHints) -> bool:
    return hints.expected is None and (hints.at_least or 1) < CALL_PARTIES


def _one_voice(regions: Sequence[Region]) -> Diarization:
    return Diarization(method="single", speakers=1, turns=tuple(region_turns(0, regions)))


def _label(features: Features, fewest: int, most: int) -> NDArray[np.int64]:
    """A speaker for each frame, numbered in order of first appearance: of several first guesses
    the one that explains the call best."""
    windows = embed(features)

    def find(speakers: int) -> Labelled:
        guesses = (ward(vectors, speakers) for vectors in windows.vectors)
        paths = [resegment(features, windows, guess, speakers) for guess in guesses]
        return max(paths, key=lambda path: path.score)

    labels = best_path(find, fewest, most).labels
    found, first = np.unique(labels, return_index=True)
    rank = np.zeros(int(found.max()) + 1, dtype=np.int64)
    rank[found[np.argsort(first)]] = np.arange(len(found))
    return np.asarray(rank[labels], dtype=np.int64)
