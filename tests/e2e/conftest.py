from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.local_server import LocalServer, Receiver, webhook_receiver

SAMPLES = Path(__file__).parents[2] / "functions" / "novapulse" / "samples"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def mono_call() -> Path:
    return SAMPLES / "billing_call_mono.ogg"


@pytest.fixture(scope="session")
def stereo_call() -> Path:
    return SAMPLES / "billing_call_stereo.ogg"


@pytest.fixture(scope="session")
def short_call(tmp_path_factory: pytest.TempPathFactory, mono_call: Path) -> Path:
    """The first seconds of the sample call as WAV: a job of about a second."""
    import wave

    from novapulse.speech.decode import Decoding

    path = tmp_path_factory.mktemp("audio") / "short.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        samples = 0
        for block in Decoding(mono_call):
            out.writeframes(block[0].astype("<i2").tobytes())
            samples += block.shape[1]
            if samples > 6 * 16_000:
                break
    return path
