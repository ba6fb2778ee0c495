"""A model from the hub, checked before anything loads it."""

from pathlib import Path

import pytest

from model_containers.publish.download import download
from novapulse.domain.errors import EngineUnavailable, InvalidRequest
from tests.model_containers.publish.folders import make_folder, pickle_of, write_torch

COMMIT = "0123456789abcdef" * 2 + "01234567"


def _hub(model: str, revision: str, into: Path) -> None:
    assert (model, revision) == ("owner/name", COMMIT)
    make_folder(into)


def test_a_model_is_brought_at_its_commit(tmp_path: Path) -> None:
    assert download("owner/name", COMMIT, tmp_path / "m", fetch=_hub) == tmp_path / "m"
    assert (tmp_path / "m" / "model.bin").is_file()


def test_pickled_weights_are_left_out_where_safetensors_came_too(tmp_path: Path) -> None:
    def both(model: str, revision: str, into: Path) -> None:
        write_torch(into / "pytorch_model.bin", pickle_of({}))
        (into / "model.safetensors").write_bytes(b"")

    download("owner/name", COMMIT, tmp_path, fetch=both)

    assert [path.name for path in tmp_path.iterdir()] == ["model.safetensors"]


def test_a_model_with_code_is_refused(tmp_path: Path) -> None:
    def code(model: str, revision: str, into: Path) -> None:
        (make_folder(into) / "modeling.py").write_text("")

    with pytest.raises(InvalidRequest, match=r"modeling\.py"):
        download("owner/name", COMMIT, tmp_path, fetch=code)


def test_a_hub_that_refuses_is_told_with_what_to_do(tmp_path: Path) -> None:
    def refusing(model: str, revision: str, into: Path) -> None:
        raise OSError("403 Client Error\nrequest id 1")

    with pytest.raises(EngineUnavailable) as refused:
        download("owner/name", COMMIT, tmp_path, fetch=refusing)
    assert "OSError: 403 Client Error)" in refused.value.message
    assert "conditions accepted" in refused.value.message


@pytest.mark.parametrize("model", ["name", "owner/name/more", "../name", "owner/na me", ""])
def test_a_name_of_another_form_reaches_no_hub(tmp_path: Path, model: str) -> None:
    with pytest.raises(InvalidRequest, match="owner/name"):
        download(model, COMMIT, tmp_path, fetch=_hub)


@pytest.mark.parametrize("revision", ["main", "v1.0", COMMIT[:12], "", COMMIT.upper()])
def test_a_revision_that_may_move_reaches_no_hub(tmp_path: Path, revision: str) -> None:
    with pytest.raises(InvalidRequest, match="40 hexadecimal digits"):
        download("owner/name", revision, tmp_path, fetch=_hub)
