from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from novapulse.speech.crosstalk import channel_speech, without_crosstalk
from novapulse.speech.voice_activity import TURNS, speech_regions
from tests.speech.sound import Blobs

SPEECH, PAUSE = 0.9, 0.0
Frames = NDArray[np.float32]


def frames(*stretches: tuple[int, float]) -> Frames:
    return np.concatenate([np.full(n, value, dtype=np.float32) for n, value in stretches])


def seconds(channels: list[NDArray[np.int16]]) -> list[float]:
    spoken = [speech_regions(p, len(channels[0]), TURNS) for p in channel_speech(channels)]
    return [sum(r.end - r.start for r in regions) / 16_000 for regions in spoken]


def test_the_echo_of_the_other_party_is_no_speech() -> None:
    heard = np.stack([frames((100, SPEECH), (100, PAUSE)), frames((200, SPEECH))])
    powers = np.stack([frames((100, 0.1), (100, 1e-6)), frames((100, 0.001), (100, 0.1))])
    agent, customer = without_crosstalk(heard, powers)
    assert np.array_equal(agent, heard[0])
    assert customer[:80].max() == 0.0
    assert customer[110:].min() == np.float32(SPEECH)


def test_two_people_who_talk_at_once_are_both_heard() -> None:
    heard = np.stack([frames((200, SPEECH)), frames((200, SPEECH))])
    powers = np.stack([frames((200, 0.1)), frames((200, 0.02))])
    assert all(
        np.array_equal(*pair) for pair in zip(without_crosstalk(heard, powers), heard, strict=True)
    )


def test_a_soft_voice_is_heard_while_the_other_party_is_silent() -> None:
    heard = np.stack([frames((200, PAUSE)), frames((200, SPEECH))])
    powers = np.stack([frames((200, 0.1)), frames((200, 1e-4))])
    assert without_crosstalk(heard, powers)[1].min() == np.float32(SPEECH)


def test_a_call_shorter_than_the_window_keeps_its_length() -> None:
    heard = np.stack([frames((3, SPEECH)), frames((3, SPEECH))])
    powers = np.stack([frames((3, 0.1)), frames((3, 1e-4))])
    agent, echo = without_crosstalk(heard, powers)
    assert agent.tolist() == heard[0].tolist()
    assert echo.tolist() == [0.0] * 3


def test_a_leaking_call_is_heard_like_the_clean_one(blobs: Blobs, samples: Path) -> None:
    prepared = blobs.prepare(samples / "billing_call_stereo.ogg")
    left, right = (blobs.samples(prepared, channel).astype(np.float32) for channel in (0, 1))
    clean = [left.astype(np.int16), right.astype(np.int16)]
    leaking = [(left + 0.1 * right).astype(np.int16), (right + 0.1 * left).astype(np.int16)]
    assert np.allclose(seconds(leaking), seconds(clean), rtol=0.05)
