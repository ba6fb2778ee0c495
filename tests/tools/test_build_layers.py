"""Building layers: what is kept of packages, and what is said when it cannot be done."""

import json
import os
from pathlib import Path

import pytest

from infra.bundles import SAME_TIME
from tools import build_layers
from tools.build_layers import main
from tools.layer_contents import left_out, modules, services, unpacked_bytes


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    for name in (
        "numpy/core.py",
        "numpy/core.pyi",
        "numpy/tests/test_core.py",
        "numpy/_core/include/numpy.h",
        "numpy/testing/__init__.py",
        "numpy/__pycache__/core.cpython-311.pyc",
        "numpy.libs/libopenblas.so",
        "numpy-2.5.5.dist-info/METADATA",
        "numpy-2.5.5.dist-info/RECORD",
        "numpy-2.5.5.dist-info/licenses/LICENSE.txt",
        "opentelemetry_api.dist-info/entry_points.txt",
        "_cffi_backend.cpython-313-aarch64-linux-gnu.so",
        "six.py",
        "bin/f2py",
        "botocore/data/endpoints.json",
        "botocore/data/s3/2006-03-01/service-2.json.gz",
        "botocore/data/chime/2018-05-01/service-2.json.gz",
        "phonenumbers/geodata/data0.py",
        "phonenumbers/data/region_US.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
    return tmp_path


def test_what_a_function_never_reads_is_left_out(packages: Path) -> None:
    before = unpacked_bytes(packages)
    dropped = left_out(packages)
    left = {path.relative_to(packages).as_posix() for path in packages.rglob("*") if path.is_file()}
    assert left == {
        "numpy/core.py",
        "numpy/testing/__init__.py",
        "numpy.libs/libopenblas.so",
        "numpy-2.5.5.dist-info/METADATA",
        "numpy-2.5.5.dist-info/licenses/LICENSE.txt",
        "opentelemetry_api.dist-info/entry_points.txt",
        "_cffi_backend.cpython-313-aarch64-linux-gnu.so",
        "six.py",
        "botocore/data/endpoints.json",
        "botocore/data/s3/2006-03-01/service-2.json.gz",
        "phonenumbers/data/region_US.py",
    }
    assert before - dropped == unpacked_bytes(packages) == 5 * len(left)


def test_modules_are_what_can_be_imported(packages: Path) -> None:
    left_out(packages)
    assert modules(packages) == ["_cffi_backend", "numpy", "phonenumbers", "six"]


def test_services_are_without_remarks() -> None:
    assert {"dynamodb", "s3"} <= services()
    assert not [name for name in services() if "#" in name or " " in name]


def test_a_layer_takes_its_place_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(name: str, target: Path, processor: str) -> None:
        (target / "six.py").write_text(f"FOR = '{processor}'\n")

    monkeypatch.setattr(build_layers, "_install", install)
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "of_last_year").touch()
    figures = build_layers.build("api", tmp_path, None)
    module = tmp_path / "api" / "python" / "six.py"
    assert module.read_text() == "FOR = 'arm64'\n"
    assert module.stat().st_mtime == SAME_TIME
    assert not (tmp_path / "api" / "of_last_year").exists()
    assert figures["modules"] == ["six"]
    assert json.loads((tmp_path / "api.json").read_text()) == figures
    assert {path.name for path in tmp_path.iterdir()} == {"api", "api.json"}


def test_an_index_that_is_out_of_reach_leaves_the_older_layer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_layers, "FOLDER", tmp_path)
    monkeypatch.setattr(build_layers, "SIZES", tmp_path / "sizes.json")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (tmp_path / "api").mkdir()
    assert main(["api"]) == 1
    said = capsys.readouterr().out
    assert "make layers: the packages of api.txt cannot be installed" in said
    assert "No matching distribution" in said
    assert (tmp_path / "api").is_dir()
    assert not (tmp_path / "sizes.json").exists()


def test_an_unknown_layer_is_told_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["gpu"])
    assert "'gpu' is no layer; those there are: stage, media, api" in capsys.readouterr().err
