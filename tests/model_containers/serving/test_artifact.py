import tarfile
from pathlib import Path

import pytest

from model_containers.publish import manifest
from model_containers.publish.archive import pack
from model_containers.serving.artifact import MANIFEST_NAME, packed_name


def test_an_artifact_knows_its_model(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "config.json").write_text("{}")
    archive = tmp_path / "model.tar.gz"
    pack(tmp_path / "weights", archive, container="sentiment", model="mood-3")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "model", filter="data")
    assert packed_name(tmp_path / "model") == "mood-3"
    assert MANIFEST_NAME == manifest.MANIFEST_NAME


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", "\xff"])
def test_without_a_manifest_that_can_be_read_there_is_no_name(tmp_path: Path, text: str) -> None:
    assert packed_name(tmp_path) == ""
    (tmp_path / MANIFEST_NAME).write_bytes(text.encode("latin-1"))
    assert packed_name(tmp_path) == ""
