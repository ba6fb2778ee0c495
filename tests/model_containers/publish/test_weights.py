"""What may go into an artifact."""

import collections
import os
from pathlib import Path

import numpy as np
import pytest

from model_containers.publish.weights import is_ctranslate2, weight_files
from novapulse.domain.errors import InvalidRequest
from tests.model_containers.publish.folders import make_folder, pickle_of, write_torch


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def _names(folder: Path) -> list[str]:
    return [path.name for path in weight_files(folder)]


def test_a_ctranslate2_model_is_accepted_in_order_of_name(tmp_path: Path) -> None:
    assert _names(make_folder(tmp_path)) == ["config.json", "model.bin", "vocabulary.json"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "token.py").write_text("")
    (folder / ".gitattributes").write_text("")

    assert _names(folder) == ["config.json", "model.bin", "vocabulary.json"]


def test_pytorch_weights_of_plain_tensors_are_accepted(tmp_path: Path) -> None:
    write_torch(
        tmp_path / "segmentation" / "pytorch_model.bin", pickle_of(collections.OrderedDict())
    )

    assert _names(tmp_path) == ["pytorch_model.bin"]


def test_arrays_of_numbers_are_accepted(tmp_path: Path) -> None:
    np.savez(tmp_path / "plda.npz", mean=np.zeros(4), transform=np.eye(4))

    assert _names(tmp_path) == ["plda.npz"]


def _expect_refused(folder: Path, *words: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        weight_files(folder)
    assert refused.value.code in {"unsafe_weights", "no_weights"}
    for word in words:
        assert word in refused.value.message


def test_a_script_is_refused_by_name(tmp_path: Path) -> None:
    (make_folder(tmp_path) / "modeling_custom.py").write_text("")
    _expect_refused(tmp_path, "modeling_custom.py", "Leave out code")


def test_weights_that_would_call_something_are_refused_with_its_name(tmp_path: Path) -> None:
    write_torch(tmp_path / "pytorch_model.bin", pickle_of(_Runs()))
    _expect_refused(tmp_path, "posix.system", "safetensors")


def test_what_a_person_has_read_and_trusts_is_accepted(tmp_path: Path) -> None:
    write_torch(tmp_path / "pytorch_model.bin", pickle_of(_Runs()))

    assert len(weight_files(tmp_path, also_trusted=frozenset({"posix.system"}))) == 1


def test_torchscript_is_refused_as_code(tmp_path: Path) -> None:
    write_torch(tmp_path / "model.pt", pickle_of({}), "archive/code/__torch__.py")
    _expect_refused(tmp_path, "TorchScript")


def test_a_bare_pickle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(pickle_of({}))
    _expect_refused(tmp_path, "neither CTranslate2 nor PyTorch")


def test_a_broken_pickle_in_a_zip_is_refused(tmp_path: Path) -> None:
    write_torch(tmp_path / "model.pt", b"\xff")
    _expect_refused(tmp_path, "not a pickle")


def test_arrays_of_objects_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "plda.npz", mean=np.array([{}], dtype=object))
    _expect_refused(tmp_path, "mean.npy", "Python objects")


def test_a_file_that_is_no_archive_of_arrays_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plda.npz").write_bytes(b"text")
    _expect_refused(tmp_path, "not a NumPy archive")


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    (make_folder(tmp_path) / "notes.txt").symlink_to("/etc/hostname")
    _expect_refused(tmp_path, "notes.txt", "link")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    _expect_refused(tmp_path, "holds no file")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    _expect_refused(tmp_path / "none", "is not a folder")


def test_a_short_file_is_no_ctranslate2_model(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"\x06")

    assert not is_ctranslate2(tmp_path / "model.bin")
