"""Who spoke when: by channel where each party has one, else by voice."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from novapulse.domain.media import ChannelMode, PreparedAudio
from novapulse.domain.transcript import Diarization
from novapulse.speech.crosstalk import channel_speech
from novapulse.speech.diarization.clustering import embed, ward
from novapulse.speech.diarization.features import Features, extract
from novapulse.speech.diarization.monologue import is_one_voice
from novapulse.speech.diarization.resegmentation import resegment
from novapulse.speech.diarization.turns import frame_turns, region_turns
from novapulse.speech.pcm import RawFile, level_gain
from novapulse.speech.voice_activity import TURNS, Region, speech_probability, speech_regions

CALL_PARTIES = 2
_SHORTEST_FRAMES = 200
"""With less than 2 s of speech no two voices can be told apart."""


def diarize(
    channel_paths: Sequence[Path], prepared: PreparedAudio, speakers_expected: int | None
) -> Diarization:
    """Turns in order of start. ``channel_paths``: the raw files of ``prepared.channel_keys``.

    A mono call has ``speakers_expected`` voices; else two, unless it is clearly a monologue. The
    same input gives the same turns.
    """
    if prepared.mode == ChannelMode.PER_CHANNEL:
        return _by_channel(channel_paths)
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    # The worker processes share the cores already; threads that wait for one another are slower.
    with threadpool_limits(1):
        return _by_voice(channel_paths[0], speakers_expected)


def _by_channel(channel_paths: Sequence[Path]) -> Diarization:
    channels = [RawFile(path) for path in channel_paths]
    turns = [
        turn
        for channel, probability in enumerate(channel_speech(channels))
        for turn in region_turns(
            channel, speech_regions(probability, len(channels[channel]), TURNS)
        )
    ]
    return Diarization(
        method="channel",
        speakers=len(channel_paths),
        turns=tuple(sorted(turns, key=lambda turn: (turn.start, turn.speaker))),
    )


def _by_voice(path: Path, speakers_expected: int | None) -> Diarization:
    samples = RawFile(path)
    gain = level_gain(samples)
    regions = speech_regions(speech_probability(samples, gain), len(samples), TURNS)
    speakers = speakers_expected or CALL_PARTIES
    features = extract(samples, gain, regions)
    if speakers == 1 or len(features) < _SHORTEST_FRAMES:
        return _one_voice(regions)
    labels = _label(features, speakers)
    if speakers_expected is None and is_one_voice(features, labels):
        return _one_voice(regions)
    return Diarization(
        method="cluster",
        speakers=int(labels.max()) + 1,
        turns=frame_turns(features.frame, labels),
    )


def _one_voice(regions: Sequence[Region]) -> Diarization:
    return Diarization(method="single", speakers=1, turns=tuple(region_turns(0, regions)))


def _label(features: Features, speakers: int) -> NDArray[np.int64]:
    """A speaker for each frame, numbered in order of first appearance: of several first guesses
    the one that explains the call best."""
    windows = embed(features)
    guesses = [ward(vectors, speakers) for vectors in windows.vectors]
    paths = [resegment(features, windows, guess, speakers) for guess in guesses]
    labels = max(paths, key=lambda path: path.score).labels
    found, first = np.unique(labels, return_index=True)
    rank = np.zeros(int(found.max()) + 1, dtype=np.int64)
    rank[found[np.argsort(first)]] = np.arange(len(found))
    return np.asarray(rank[labels], dtype=np.int64)
