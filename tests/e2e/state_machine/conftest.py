"""The AWS home of a test's own, and a call to put through it."""

import logging
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.aws.cloud import Cloud, cloud
from tests.handlers.house import House, make_house

SECONDS = 12


@pytest.fixture(scope="package")
def aws() -> Iterator[Cloud]:
    with cloud() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _only_our_log(caplog: pytest.LogCaptureFixture) -> None:
    """The interpreter logs the whole of a definition with each error."""
    caplog.set_level(logging.CRITICAL, logger="moto")


@pytest.fixture
def house(aws: Cloud, tmp_path: Path) -> House:
    return make_house(aws, tmp_path)


@pytest.fixture(scope="session")
def call(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The first seconds of the sample call; what is heard in it is up to the endpoints."""
    from novapulse.speech.decode import Decoding

    path = tmp_path_factory.mktemp("call") / "call.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(16_000)
        for block in Decoding(samples / "billing_call_stereo.ogg"):
            out.writeframes(block.T.astype("<i2").tobytes())
            if out.tell() > SECONDS * 16_000:
                break
    return path
