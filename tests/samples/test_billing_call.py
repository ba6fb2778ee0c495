"""The sample call is what its script says."""

import itertools
import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest

from tools.sample_script import SCRIPT

SAMPLES = Path(__file__).parents[2] / "functions" / "novapulse" / "samples"
MONO = SAMPLES / "billing_call_mono.ogg"
STEREO = SAMPLES / "billing_call_stereo.ogg"
PII_KINDS = {
    "NAME",
    "ACCOUNT_NUMBER",
    "DATE_OF_BIRTH",
    "PHONE_NUMBER",
    "CARD_NUMBER",
    "EMAIL",
    "ADDRESS",
}
RATE = 16000


@pytest.fixture(scope="module")
def reference() -> Any:
    return json.loads((SAMPLES / "billing_call.json").read_text(encoding="utf-8"))


def decode(file: Path) -> npt.NDArray[np.float32]:
    """(channels, samples) at 16 kHz."""
    with av.open(str(file)) as container:
        layout = container.streams.audio[0].layout.name
        resampler = av.AudioResampler(format="fltp", layout=layout, rate=RATE)
        blocks = [
            out.to_ndarray()
            for frame in container.decode(audio=0)
            for out in resampler.resample(frame)
        ]
    return np.concatenate(blocks, axis=1)


def level(samples: npt.NDArray[np.float32], start: float, end: float) -> float:
    return float(np.sqrt(np.mean(samples[int(start * RATE) : int(end * RATE)] ** 2)))


def test_the_sample_folder_stays_under_a_megabyte() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.iterdir()) < 1_000_000


@pytest.mark.parametrize(("file", "channels"), [(MONO, 1), (STEREO, 2)])
def test_both_recordings_last_as_long_as_the_script_says(
    file: Path, channels: int, reference: Any
) -> None:
    audio = decode(file)
    assert audio.shape[0] == channels
    assert audio.shape[1] / RATE == pytest.approx(reference["duration_seconds"], abs=0.1)
    assert 90 <= reference["duration_seconds"] <= 120


def test_the_agent_is_on_the_left_and_the_caller_on_the_right(reference: Any) -> None:
    audio = decode(STEREO)
    agent, customer = reference["turns"][0], reference["turns"][1]
    assert (agent["speaker"], customer["speaker"]) == ("Agent", "Customer")
    for turn, own, other in ((agent, 0, 1), (customer, 1, 0)):
        loud = level(audio[own], turn["start"], turn["end"])
        assert loud > 20 * level(audio[other], turn["start"], turn["end"])


def test_each_line_is_heard_where_the_reference_puts_it(reference: Any) -> None:
    audio = decode(MONO)[0]
    for turn in reference["turns"]:
        assert level(audio, turn["start"], turn["end"]) > 0.03, turn["text"]


def test_the_call_has_one_interruption_and_one_silence_of_hold(reference: Any) -> None:
    turns = reference["turns"]
    gaps = [after["start"] - before["end"] for before, after in itertools.pairwise(turns)]
    assert [round(gap, 1) for gap in gaps if gap < 0] == [-0.9]
    assert [round(gap, 1) for gap in gaps if gap > 2] == [4.0]


def test_the_reference_holds_the_script_word_for_word(reference: Any) -> None:
    turns = reference["turns"]
    assert [turn["text"] for turn in turns] == [line.text for line in SCRIPT]
    assert [turn["speaker"] for turn in turns] == [line.speaker for line in SCRIPT]
    assert [turn["id"] for turn in turns] == list(range(1, len(SCRIPT) + 1))
    assert (SAMPLES / "billing_call.txt").read_text(encoding="utf-8").splitlines() == [
        turn["text"] for turn in turns
    ]


def test_every_kind_of_pii_is_spoken_and_quoted_exactly(reference: Any) -> None:
    spans = [(turn["text"], span) for turn in reference["turns"] for span in turn["pii"]]
    assert {span["kind"] for _, span in spans} == PII_KINDS
    for text, span in spans:
        assert text.count(span["text"]) == 1, span


def test_the_caller_goes_from_angry_to_satisfied(reference: Any) -> None:
    moods = [t["sentiment"] for t in reference["turns"] if t["speaker"] == "Customer"]
    assert moods[0] == moods[1] == "negative"
    assert moods[-1] == moods[-2] == "positive"
