"""More voices than two, made from the two of the sample call: played slower or faster, a voice
is that of a longer or a shorter throat."""

import json
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.transcript import Diarization
from novapulse.speech.diarization import SpeakerHints
from novapulse.speech.diarization.embedded import EmbeddedDiarizer
from tests.eval.speakers import Turn, score
from tests.speech.sound import RATE, Blobs, Signal, write_wav

SPEEDS = {"Agent": (1.0, 1.25), "Customer": (1.0, 0.82)}
PAUSE = 0.3


def call_of(blobs: Blobs, samples: Path, voices: int, longest: float) -> tuple[Path, list[Turn]]:
    """The turns of the sample call, its parties' voices changing so that ``voices`` are heard."""
    prepared = blobs.prepare(samples / "billing_call_stereo.ogg")
    tracks = {name: blobs.samples(prepared, i) / 32768 for i, name in enumerate(SPEEDS)}
    changes = {"Agent": cycle(range(min(2, voices - 1))), "Customer": cycle(range(voices // 2))}
    said: list[Signal] = []
    turns: list[Turn] = []
    clock = 0.0
    for line in json.loads((samples / "billing_call.json").read_text())["turns"]:
        speaker, change = line["speaker"], next(changes[line["speaker"]])
        speech = tracks[speaker][int(line["start"] * RATE) : int(line["end"] * RATE)]
        faster = resampled(speech, SPEEDS[speaker][change])
        seconds = len(faster) / RATE
        turns.append(Turn(f"{speaker} {change}", clock, clock + seconds))
        said += [faster, np.zeros(int(PAUSE * RATE))]
        clock += seconds + PAUSE
        if clock > longest:
            break
    path = write_wav(blobs.folder / f"{voices}.wav", np.concatenate(said))
    return blobs.paths(blobs.prepare(path))[0], turns


def resampled(speech: Signal, speed: float) -> Signal:
    places = np.arange(0, len(speech) - 1, speed)
    return np.asarray(np.interp(places, np.arange(len(speech)), speech))


def confusion(truth: list[Turn], found: Diarization) -> float:
    turns = [Turn(str(turn.speaker), turn.start, turn.end) for turn in found.turns]
    return score(truth, turns).confusion


@pytest.mark.slow
@pytest.mark.parametrize("voices", [2, 3, 4])
def test_voices_are_counted_and_told_apart(blobs: Blobs, samples: Path, voices: int) -> None:
    path, turns = call_of(blobs, samples, voices, longest=100)
    found = EmbeddedDiarizer().by_voice(path, SpeakerHints())
    assert abs(found.speakers - voices) <= (1 if voices > 3 else 0)
    if found.speakers == voices:
        assert confusion(turns, found) < 0.05


@pytest.mark.slow
def test_a_number_that_is_told_is_believed(blobs: Blobs, samples: Path) -> None:
    path, turns = call_of(blobs, samples, 4, longest=100)
    found = EmbeddedDiarizer().by_voice(path, SpeakerHints(expected=4))
    assert found.speakers == 4
    assert confusion(turns, found) < 0.05
