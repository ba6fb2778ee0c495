"""Fixtures of the tests that need PyTorch. Where it is not installed nothing here is collected:
``make test-models`` has a venv of its own for them."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.models.tiny_whisper import write_tiny_transformers_whisper

collect_ignore_glob = [] if find_spec("torch") else ["test_*.py"]


@pytest.fixture(scope="session")
def tiny_transformers_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights: it speaks nonsense, but it is the real thing to load, decode and time."""
    return write_tiny_transformers_whisper(tmp_path_factory.mktemp("tiny-transformers-whisper"))


@pytest.fixture(scope="session")
def tiny_pyannote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of the same kind as community-1."""
    from tests.models.tiny_pyannote import write_tiny_pyannote

    return write_tiny_pyannote(tmp_path_factory.mktemp("tiny-pyannote"))
