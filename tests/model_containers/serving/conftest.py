from pathlib import Path

import pytest

from tests.model_containers.folder_s3 import FolderS3
from tests.model_containers.serving.stand_in import EchoModel


@pytest.fixture
def model() -> EchoModel:
    return EchoModel()


@pytest.fixture
def store(tmp_path: Path) -> FolderS3:
    (tmp_path / "s3" / "calls" / "in").mkdir(parents=True)
    (tmp_path / "s3" / "calls" / "in" / "a.wav").write_bytes(b"x" * 500)
    return FolderS3(tmp_path / "s3")
