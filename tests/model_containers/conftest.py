"""A small model, a short call of two parties, and the transcriber's process around them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from novapulse.speech.decode import decode
from tests.model_containers.running import Container, running
from tests.speech.sound import write_wav
from tests.speech.tiny_whisper import write_tiny_whisper

CLIP_SECONDS = 10


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_whisper(tmp_path_factory.mktemp("model"), seed=5)


@pytest.fixture(scope="session")
def clip(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10 s of the sample call, one party on each channel."""
    call = np.concatenate(list(decode(samples / "billing_call_stereo.ogg")), axis=1) / 32768
    return write_wav(
        tmp_path_factory.mktemp("clip") / "clip.wav", *call[:, : CLIP_SECONDS * 16_000]
    )


@pytest.fixture(scope="session")
def container(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """The transcriber, ready."""
    with running(
        tmp_path_factory.mktemp("container"),
        tiny_model,
        time_stamps=True,
        pack_cuts=False,
        cpu_threads=1,
        queue=3,
        max_audio_seconds=60,
        max_audio_bytes=3_000_000,
        input_locations='["calls/in"]',
        output_locations='["calls/out"]',
    ) as started:
        started.wait_until_ready()
        yield started
