from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.callcov.recordings import clip
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
    return written(clip(mono_call, seconds=6), tmp_path_factory)


@pytest.fixture(scope="session")
def mono_opening(tmp_path_factory: pytest.TempPathFactory, mono_call: Path) -> Path:
    """Five turns of both parties: a quarter of the work of the whole call."""
    return written(clip(mono_call, seconds=27), tmp_path_factory)


@pytest.fixture(scope="session")
def stereo_opening(tmp_path_factory: pytest.TempPathFactory, stereo_call: Path) -> Path:
    """The same with a channel for each."""
    return written(clip(stereo_call, seconds=27), tmp_path_factory)


def written(recording: bytes, folders: pytest.TempPathFactory) -> Path:
    path = folders.mktemp("audio") / "call.wav"
    path.write_bytes(recording)
    return path
