from pathlib import Path

import pytest

from tests.speech.sound import Blobs
from tests.speech.tiny_whisper import write_tiny_whisper


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    folder = tmp_path / "blobs"
    folder.mkdir()
    return Blobs(folder)


@pytest.fixture(scope="session")
def tiny_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Whisper model of random weights: it speaks nonsense, but it is the real thing to load,
    decode and time words with."""
    return write_tiny_whisper(tmp_path_factory.mktemp("tiny-whisper"))
