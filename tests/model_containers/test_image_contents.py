"""What an image copies and installs is what its code imports: no more folders, no less packages."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.model_containers.dockerfiles import CONTAINERS, ROOT, entry_module, of
from tests.model_containers.locks import locked

LOCKS = {
    "transcriber": ("requirements.txt", "requirements-transformers.txt"),
    "diarizer": ("requirements.txt",),
    "sentiment": ("requirements.txt",),
}
_IMPORT_NAMES = {"sklearn": "scikit-learn"}


@pytest.fixture(scope="module", params=CONTAINERS)
def container(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def code(container: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of code that the image has."""
    folder = tmp_path_factory.mktemp(container)
    for copy in of(container, "COPY", "code"):
        source, target = copy.words
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / target)
        else:
            (folder / target).mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, folder / target)
    return folder


def test_the_entry_point_imports_from_what_is_copied(container: str, code: Path) -> None:
    module = f"{entry_module(container)}.__main__"
    found = subprocess.run(
        [sys.executable, "-c", f"import {module}, novapulse; print(novapulse.__path__[0])"],
        cwd=code,
        env={"PYTHONPATH": str(code), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 0, found.stderr
    assert found.stdout.strip() == str(code / "novapulse")


def test_every_package_that_the_code_may_import_is_locked(container: str, code: Path) -> None:
    """Along all imports from the entry point on, those inside of functions too."""
    wanted = _foreign_imports(code, f"{entry_module(container)}.__main__")
    folder = ROOT / "model_containers" / container
    have = {name for lock in LOCKS[container] for name in locked(folder / lock)}
    missing = {name for name in wanted if _distribution(name) not in have}

    assert not missing


def test_the_default_transcriber_needs_no_torch() -> None:
    folder = ROOT / "model_containers" / "transcriber"

    assert not {"torch", "transformers"} & locked(folder / "requirements.txt").keys()


@cache
def _installed() -> Mapping[str, list[str]]:
    return packages_distributions()


def _distribution(name: str) -> str:
    known = _installed().get(name, [_IMPORT_NAMES.get(name, name)])
    return re.sub(r"[-_.]+", "-", known[0]).lower()


def _foreign_imports(code: Path, start: str) -> set[str]:
    """Top-level names (``pyannote.audio`` as itself) that are neither ours nor Python's."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        path = _file(code, module)
        if module in seen or path is None:
            continue
        seen.add(module)
        for name in _imported(path):
            if name.split(".")[0] in {"novapulse", "model_containers"}:
                waiting.append(name)
            elif name.split(".")[0] not in sys.stdlib_module_names:
                found.add("pyannote.audio" if name.startswith("pyannote.") else name.split(".")[0])
    return found


def _file(code: Path, module: str) -> Path | None:
    base = code.joinpath(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


def _imported(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names
