"""The command line of publishing, from its arguments to its exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

from model_containers.publish.cli import main
from tests.model_containers.publish.folders import make_artifact, make_folder
from tests.model_containers.publish.registries import MemoryRegistry
from tests.model_containers.publish.test_publication import IMAGE

ROOT = Path(__file__).resolve().parents[3]


def _register(archive: Path, *more: str) -> list[str]:
    where = ["--to", "s3://models/nova", "--image", f"{IMAGE}:1.0", "--group", "transcriber"]
    return ["register", str(archive), *where, *more]


def test_help_names_the_verbs_without_any_sdk() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "model_containers.publish", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    for verb in ("download", "pack", "verify", "register"):
        assert verb in shown.stdout


def test_a_folder_is_packed_and_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = make_folder(tmp_path / "w"), tmp_path / "model.tar.gz"
    options = ["--container", "transcriber", "--model", "large-v3-turbo", "--out", str(out)]

    assert main(["pack", str(folder), *options]) == 0
    assert main(["verify", str(out)]) == 0
    assert "transcriber, large-v3-turbo, 3 files" in capsys.readouterr().out


def test_a_refusal_is_one_line_on_stderr_and_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["pack", str(tmp_path), "--container", "transcriber", "--model", "x"])

    assert status == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_model_name_of_another_form_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_folder(tmp_path / "w")
    out = str(tmp_path / "m.tar.gz")
    status = main(["pack", str(folder), "--container", "diarizer", "--model", "a b", "--out", out])

    assert status == 1
    assert "model: 'a b'" in capsys.readouterr().err


def test_a_dry_run_reaches_no_registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def connect(region: str | None) -> MemoryRegistry:
        raise AssertionError("a dry run asks nobody")

    artifact = make_artifact(tmp_path)

    assert main(_register(artifact.path, "--dry-run"), connect=connect) == 0
    assert "would upload to s3://models/nova/" in capsys.readouterr().out


def test_an_artifact_is_published_to_the_region_named(tmp_path: Path) -> None:
    registry, regions = MemoryRegistry(), list[str | None]()

    def connect(region: str | None) -> MemoryRegistry:
        regions.append(region)
        return registry

    artifact = make_artifact(tmp_path)

    assert main(_register(artifact.path, "--region", "eu-west-1"), connect=connect) == 0
    assert regions == ["eu-west-1"]
    assert len(registry.packages) == 1


def test_a_branch_instead_of_a_commit_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["download", "owner/model", "--revision", "main", "--into", str(tmp_path)])

    assert status == 1
    assert "40 hexadecimal digits" in capsys.readouterr().err


def test_a_model_without_an_owner_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["download", "model", "--revision", "0" * 40, "--into", str(tmp_path)])

    assert status == 1
    assert "owner/name" in capsys.readouterr().err
