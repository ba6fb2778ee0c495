import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from novapulse.domain.transcript import Diarization
from novapulse.speech.diarization import SpeakerHints, diarize
from tests.speech.sound import Blobs, tone, write_wav

pytestmark = pytest.mark.slow

Turns = list[tuple[str, float, float]]


def diarized(blobs: Blobs, path: Path, expected: int | None = None) -> Diarization:
    prepared = blobs.prepare(path)
    return diarize(blobs.paths(prepared), prepared, SpeakerHints(expected=expected))


def confusion(reference: Turns, found: Diarization, collar: float = 0.25) -> float:
    """The share of the time with one reference speaker, and someone found, that went to another
    (best of both mappings; ``collar`` seconds around each reference edge are left out)."""
    frames = int(max(end for _, _, end in reference) * 100) + 1
    names = sorted({name for name, _, _ in reference})
    truth = np.stack(
        [_active([(a, b) for n, a, b in reference if n == name], frames) for name in names]
    )
    guess = np.stack(
        [_active([(t.start, t.end) for t in found.turns if t.speaker == s], frames) for s in (0, 1)]
    )
    scored = (truth.sum(axis=0) == 1) & (guess.sum(axis=0) == 1)
    for _, start, end in reference:
        for edge in (start, end):
            scored[max(0, int((edge - collar) * 100)) : int((edge + collar) * 100)] = False
    wrong = [(truth[0] != guess[first])[scored].mean() for first in (0, 1)]
    return float(min(wrong))


def _active(spans: list[tuple[float, float]], frames: int) -> NDArray[np.bool_]:
    active = np.zeros(frames, dtype=bool)
    for start, end in spans:
        active[int(start * 100) : int(end * 100)] = True
    return active


def rttm(path: Path) -> Turns:
    lines = [line.split() for line in path.read_text().splitlines()]
    return [(line[7], float(line[3]), float(line[3]) + float(line[4])) for line in lines]


def script(samples: Path) -> Turns:
    turns = json.loads((samples / "billing_call.json").read_text())["turns"]
    return [(turn["speaker"], turn["start"], turn["end"]) for turn in turns]


def test_two_voices_on_one_channel_are_told_apart(blobs: Blobs, samples: Path) -> None:
    found = diarized(blobs, samples / "billing_call_mono.ogg")
    assert (found.method, found.speakers) == ("cluster", 2)
    assert confusion(script(samples), found) < 0.05


def test_the_same_call_gives_the_same_turns(blobs: Blobs, samples: Path) -> None:
    path = samples / "billing_call_mono.ogg"
    assert diarized(blobs, path) == diarized(blobs, path)


def test_with_a_channel_each_no_voice_is_needed(blobs: Blobs, samples: Path) -> None:
    found = diarized(blobs, samples / "billing_call_stereo.ogg")
    assert (found.method, found.speakers) == ("channel", 2)
    assert confusion(script(samples), found) == 0.0


@pytest.mark.parametrize("expected", [1, 3])
def test_the_number_of_speakers_can_be_told(blobs: Blobs, samples: Path, expected: int) -> None:
    found = diarized(blobs, samples / "billing_call_mono.ogg", expected)
    assert found.speakers <= expected
    assert found.method == ("single" if expected == 1 else "cluster")


def test_turns_are_in_order_and_inside_the_call(blobs: Blobs, samples: Path) -> None:
    for name in ("billing_call_mono.ogg", "billing_call_stereo.ogg"):
        turns = diarized(blobs, samples / name).turns
        assert [turn.start for turn in turns] == sorted(turn.start for turn in turns)
        assert all(0 <= turn.start < turn.end <= 109 for turn in turns)


def test_nobody_speaks_in_a_tone(blobs: Blobs, tmp_path: Path) -> None:
    found = diarized(blobs, write_wav(tmp_path / "a.wav", tone(12)))
    assert (found.method, found.speakers, found.turns) == ("single", 1, ())


@pytest.mark.parametrize(
    "name",
    [
        "openai-whisper/jfk.flac",
        "mfa/cold_corpus3.wav",
        "pocketsphinx/cards_001.wav",
        "pocketsphinx/librivox_0920.wav",
    ],
)
def test_a_monologue_is_one_voice(blobs: Blobs, shared_audio: Path, name: str) -> None:
    assert diarized(blobs, shared_audio / name).method == "single"


@pytest.mark.parametrize(
    "name",
    [
        "python-docs-samples/commercial_mono.wav",
        "watson-speech-to-text-nodejs/english2.g712.wav",
        "azure-speech-sdk/katiesteve.wav",
        "symbl-getting-started/newPhonecall.mp3",
        "whisper-ctranslate2/dosparlants.mp3",
    ],
)
def test_a_conversation_is_never_taken_for_a_monologue(
    blobs: Blobs, shared_audio: Path, name: str
) -> None:
    assert diarized(blobs, shared_audio / name).speakers == 2


def test_a_real_telephone_call_is_told_apart_nearly_without_fault(
    blobs: Blobs, shared_audio: Path
) -> None:
    folder = shared_audio / "amazon-transcribe-live-call-analytics"
    found = diarized(blobs, folder / "Auto_Repairs_40_mono_mix.mp3")
    assert confusion(rttm(folder / "Auto_Repairs_40_mono_mix.rttm"), found) < 0.02
