"""Fixtures that every part of the tests may use."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_audio() -> Path:
    """The folder of real recordings that are not part of the project."""
    folder = Path(os.environ.get("NOVAPULSE_AUDIO_DIR") or ROOT.parent / "shared" / "audio")
    if not folder.is_dir():
        pytest.skip(f"no recordings at {folder}; NOVAPULSE_AUDIO_DIR names another folder")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the project's own sample call."""
    return ROOT / "functions" / "novapulse" / "samples"
