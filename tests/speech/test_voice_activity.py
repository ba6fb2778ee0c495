from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from novapulse.speech import voice_activity
from novapulse.speech.voice_activity import (
    FRAME,
    RECOGNITION,
    TURNS,
    Cutting,
    Region,
    speech_probability,
    speech_regions,
)
from tests.speech.sound import Blobs, tone


def probability(*stretches: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """(seconds, value) after one another."""
    return np.concatenate(
        [np.full(round(s * 16_000 / FRAME), p, dtype=np.float32) for s, p in stretches]
    )


def seconds(regions: tuple[Region, ...]) -> list[tuple[float, float]]:
    return [(round(r.start / 16_000, 1), round(r.end / 16_000, 1)) for r in regions]


def test_blocks_give_what_the_whole_gives(
    blobs: Blobs, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio = blobs.samples(blobs.prepare(samples / "billing_call_mono.ogg"))[: 16_000 * 30]
    whole = speech_probability(audio, 1.0)
    monkeypatch.setattr(voice_activity, "_BLOCK", FRAME * 100)
    assert np.allclose(speech_probability(audio, 1.0), whole, atol=1e-5)
    assert len(whole) == -(-len(audio) // FRAME)


def test_the_spoken_turns_of_the_sample_are_found(blobs: Blobs, samples: Path) -> None:
    audio = blobs.samples(blobs.prepare(samples / "billing_call_mono.ogg"))
    regions = speech_regions(speech_probability(audio), len(audio), RECOGNITION)
    spoken = sum(r.end - r.start for r in regions) / len(audio)
    assert 0.6 < spoken < 0.98


@pytest.mark.parametrize("kind", ["noise", "tone", "silence"])
def test_what_is_not_speech_gives_no_cut(kind: str) -> None:
    noise = np.random.default_rng(1).standard_normal(16_000 * 10) * 0.05
    signal = {"noise": noise, "tone": tone(10), "silence": np.zeros(160_000)}[kind]
    audio = (signal * 32767).astype(np.int16)
    assert speech_regions(speech_probability(audio), len(audio), RECOGNITION) == ()


def test_nothing_in_nothing_out() -> None:
    assert len(speech_probability(np.zeros(0, dtype=np.int16))) == 0
    assert speech_regions(np.zeros(0, dtype=np.float32), 0, TURNS) == ()


def test_a_short_pause_is_bridged_and_a_long_one_is_not() -> None:
    chance = probability((1, 0.0), (2, 0.9), (0.4, 0.0), (2, 0.9), (0.8, 0.0), (2, 0.9), (1, 0))
    regions = speech_regions(chance, len(chance) * FRAME, RECOGNITION)
    assert seconds(regions) == [(0.8, 5.5), (6.0, 8.3)]


def test_speech_goes_on_until_it_is_clearly_over() -> None:
    chance = probability((1, 0.0), (1, 0.9), (1, 0.4), (1, 0.2))
    cutting = Cutting(silence=0.2, pad=0.0, longest=30.0)
    assert seconds(speech_regions(chance, len(chance) * FRAME, cutting)) == [(1.0, 3.0)]


def test_no_cut_is_longer_than_allowed_and_the_cut_is_at_a_weak_spot() -> None:
    chance = probability((22, 0.95), (0.1, 0.6), (30, 0.95), (20, 0.9))
    regions = speech_regions(chance, len(chance) * FRAME, RECOGNITION)
    assert all(r.end - r.start <= 30 * 16_000 for r in regions)
    assert regions[0].end / 16_000 == pytest.approx(22.0, abs=0.1)
    assert regions[-1].end == len(chance) * FRAME


def test_cuts_never_overlap() -> None:
    random = np.random.default_rng(4).random(5_000).astype(np.float32)
    for cutting in (RECOGNITION, TURNS):
        regions = speech_regions(random, 5_000 * FRAME, cutting)
        assert all(a.end <= b.start for a, b in pairwise(regions))
        assert all(r.start < r.end for r in regions)
