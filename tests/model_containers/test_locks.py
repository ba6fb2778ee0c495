"""The containers' locks: every file by its hash, the versions that the tests of the code use."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.model_containers.dockerfiles import ROOT
from tests.model_containers.locks import locked, requirements

FOLDER = ROOT / "model_containers"
LOCKS = sorted(FOLDER.glob("*/requirements*.txt"))
SAME = ("av", "ctranslate2", "faster-whisper", "numpy", "onnxruntime", "scikit-learn", "scipy")
"""What decides which words are heard and who speaks: as in the local home."""


@pytest.fixture(params=LOCKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def lock(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_is_a_lock_for_every_list_of_wishes() -> None:
    assert {path.with_suffix("") for path in LOCKS} == {
        path.with_suffix("") for path in FOLDER.glob("*/requirements*.in")
    }


def test_every_requirement_is_one_version_with_hashes(lock: Path) -> None:
    for line in requirements(lock):
        assert re.match(r"[a-z0-9.\[\]-]+==\S+", line), line
        assert "--hash=sha256:" in line, line


def test_no_lock_names_an_address(lock: Path) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ ", lock.read_text())


def test_a_lock_holds_what_is_wished(lock: Path) -> None:
    wishes = lock.with_suffix(".in").read_text().splitlines()
    names = [re.split(r"[=<>\[]", line)[0] for line in wishes if line and line[0] not in "#-"]

    assert {name.replace(".", "-") for name in names} <= locked(lock).keys()


def test_what_decides_the_text_is_as_in_the_local_home(lock: Path) -> None:
    if lock.parent.name == "publish":
        pytest.skip("publishing recognises nothing")
    here, home = locked(lock), locked(ROOT / "requirements.txt")

    assert {name: here[name] for name in SAME if name in here} == {
        name: home[name] for name in SAME if name in here
    }


def test_both_engines_share_one_cublas() -> None:
    first = locked(FOLDER / "transcriber" / "requirements.txt")
    both = locked(FOLDER / "transcriber" / "requirements-transformers.txt")

    assert first["nvidia-cublas-cu12"] == both["nvidia-cublas-cu12"]


def test_ctranslate2_loads_cublas_12_and_no_cudnn() -> None:
    """What the image holds for it beside its own wheel: the library names inside of it tell."""
    package = distribution("ctranslate2")
    [library] = [file for file in package.files or () if "libctranslate2" in file.name]
    content = Path(str(package.locate_file(library))).read_bytes()

    assert b"libcublas.so.12\0" in content
    assert b"libcudnn" not in content


def test_the_extra_publish_is_what_its_lock_was_made_from() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wishes = (FOLDER / "publish" / "requirements.in").read_text().splitlines()

    assert sorted(extras["optional-dependencies"]["publish"]) == sorted(
        line for line in wishes if not line.startswith("#")
    )
