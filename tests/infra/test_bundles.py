"""What each function is made of: everything that it may import, and within Lambda's limits.
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""

import ast
import json
import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from infra import bundles
from infra.compiled import lambda_python
from tests.model_containers.locks import locked, requirements
from tools.layer_contents import services
from tools.reachable import Reached, reached_from

pytestmark = pytest.mark.slow

UNPACKED_LIMIT = 262_144_000
LAYERS_LIMIT = 5
OF_THE_LOCAL_HOME = (
    *("dbos", "uvicorn", "typer", "rich", "fastapi-offline", "filelock"),
    *("faster-whisper", "ctranslate2", "pocketsphinx", "onnxruntime", "scikit-learn", "scipy"),
    *("huggingface-hub", "tokenizers", "safetensors", "torch", "pydantic-settings", "moto"),
)
ON_LAMBDA = {
    **{"python_version": "3.13", "python_full_version": "3.13.0", "sys_platform": "linux"},
    **{"platform_machine": "aarch64", "platform_system": "Linux", "os_name": "posix"},
    **{"implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": ""},
}
layer = pytest.mark.parametrize("name", bundles.LAYERS)
function = pytest.mark.parametrize("name", bundles.functions())


@cache
def reached(name: str) -> Reached:
    return reached_from(f"novapulse.handlers.{name}", bundles.CODE)


@cache
def sizes() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(bundles.SIZES.read_text(encoding="utf-8"))
    return found


@cache
def distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


@cache
def asset(*, compiled: bool = False) -> Path:
    return bundles.asset_folder(compiled=compiled)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def all_locked() -> dict[str, str]:
    return {
        name: version
        for each in bundles.LAYERS
        for name, version in locked(bundles.lock_of(each)).items()
    }


@function
def test_every_package_that_a_function_may_import_is_in_its_layers(name: str) -> None:
    have = {pin for each in bundles.layers_of(name) for pin in locked(bundles.lock_of(each))}
    missing = {
        package: sorted(by)[:3]
        for package, by in reached(name).packages.items()
        if normal(distributions().get(package, [package])[0]) not in have
    }
    assert not missing


@function
def test_every_package_that_a_function_may_import_was_built(name: str) -> None:
    have = {module for each in bundles.layers_of(name) for module in sizes()[each]["modules"]}
    assert reached(name).packages.keys() <= have


@function
def test_no_function_has_a_layer_that_it_does_not_need(name: str) -> None:
    packages = reached(name).packages.keys()
    for each in bundles.layers_of(name):
        assert packages & set(sizes()[each]["modules"]), each


@function
def test_all_code_of_a_function_is_in_the_asset(name: str) -> None:
    for module in reached(name).modules:
        path = asset().joinpath(*module.split("."))
        assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file(), module


@layer
def test_nothing_of_the_local_home_is_in_a_layer(name: str) -> None:
    assert locked(bundles.lock_of(name)).keys().isdisjoint(OF_THE_LOCAL_HOME)


@layer
def test_what_a_layer_holds_is_what_the_tests_run_with(name: str) -> None:
    tested = locked(bundles.ROOT / "requirements-dev.txt")
    for package, version in locked(bundles.lock_of(name)).items():
        assert tested[package] == version


@layer
def test_a_lock_names_each_file_by_its_hash_and_no_address(name: str) -> None:
    text = bundles.lock_of(name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ ", text)
    for line in requirements(bundles.lock_of(name)):
        assert re.match(r"[a-z0-9.\[\]-]+==\S+.* --hash=sha256:", line), line


@layer
def test_a_lock_holds_what_is_wished(name: str) -> None:
    wishes = bundles.lock_of(name).with_suffix(".in").read_text(encoding="utf-8").splitlines()
    wished = {normal(line) for line in wishes if line and line[0] != "#"}
    assert wished <= locked(bundles.lock_of(name)).keys()


def test_no_package_is_in_two_layers() -> None:
    assert len(all_locked()) == sum(len(locked(bundles.lock_of(x))) for x in bundles.LAYERS)


@layer
def test_what_packages_need_is_there_too(name: str) -> None:
    """In the layer itself or in ``stage``, which every function has."""
    have = {*locked(bundles.lock_of(name)), *locked(bundles.lock_of("stage"))}
    for package in locked(bundles.lock_of(name)):
        for line in distribution(package).requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate(ON_LAMBDA):
                assert normal(needed.name) in have, f"{package} needs {line}"


def test_every_service_that_clients_are_made_for_is_described_in_the_layer() -> None:
    """Else a function finds out when it makes the client."""
    clients = bundles.CODE / "novapulse" / "bootstrap" / "aws" / "clients.py"
    asked = {
        node.args[0].value
        for node in ast.walk(ast.parse(clients.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_client"
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked
    assert asked <= services()


@layer
def test_figures_are_those_of_the_lock(name: str) -> None:
    assert sizes()[name]["recipe"] == bundles.recipe(name), "run make layers, commit sizes.json"


@function
def test_a_function_with_its_layers_stays_within_lambdas_limits(name: str) -> None:
    layers = bundles.layers_of(name)
    code = size_of(asset(compiled=True))
    assert len(layers) <= LAYERS_LIMIT
    # Without Lambda's Python the code here has no byte code, which is twice as large again.
    assert sum(sizes()[each]["unpacked_bytes"] for each in layers) + 3 * code < UNPACKED_LIMIT


@layer
def test_a_layer_is_within_lambdas_limit_by_itself(name: str) -> None:
    """Its zip file goes by S3, as all assets of the CDK do: 50 MB is the limit of those that are
    sent with the request."""
    assert sizes()[name]["zipped_bytes"] < sizes()[name]["unpacked_bytes"] < UNPACKED_LIMIT


@layer
def test_a_built_layer_is_as_it_was_recorded(name: str) -> None:
    try:
        folder = bundles.layer_folder(name)
    except bundles.NotBuilt as reason:
        pytest.skip(str(reason))
    stamp = json.loads(folder.with_suffix(".json").read_text(encoding="utf-8"))
    assert size_of(folder) == stamp["unpacked_bytes"]
    assert stamp["modules"] == sizes()[name]["modules"]
    if stamp["compiled"] == sizes()[name]["compiled"]:
        # Byte code differs by a little between two releases of one minor version of Python.
        assert stamp["unpacked_bytes"] == pytest.approx(sizes()[name]["unpacked_bytes"], rel=0.01)


@layer
def test_a_built_layer_runs_on_lambdas_processor_and_python(name: str) -> None:
    try:
        folder = bundles.layer_folder(name)
    except bundles.NotBuilt as reason:
        pytest.skip(str(reason))
    for library in (path for path in folder.rglob("*") if ".so" in path.suffixes):
        assert is_arm64(library), library
        assert "cpython-3" not in library.name or "cpython-313-aarch64" in library.name


def test_every_function_has_layers_and_nothing_else_has() -> None:
    assert {bundles.layers_of(name)[0] for name in bundles.functions()} == {"stage"}
    assert set(bundles.functions()) >= bundles.WITH_MEDIA
    with pytest.raises(ValueError, match="'stage_run' is no function; those there are: api"):
        bundles.layers_of("stage_run")
    with pytest.raises(ValueError, match="'gpu' is no layer"):
        bundles.layer_folder("gpu")


def test_a_layer_that_was_not_built_names_the_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "BUILT", tmp_path)
    with pytest.raises(bundles.NotBuilt, match="has not been built: make layers"):
        bundles.layer_folder("stage")
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "stage.json").write_text('{"recipe": "of yesterday"}')
    with pytest.raises(bundles.NotBuilt, match="another lock: make layers"):
        bundles.layer_folder("stage")


def test_the_asset_is_the_code_and_nothing_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "BUILT", tmp_path)
    folder = bundles.asset_folder()
    names = {path.name for path in folder.rglob("*")}
    version = tomllib.loads((bundles.ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert {path.name for path in folder.iterdir()} == {
        "novapulse",
        f"novapulse-{version}.dist-info",
    }
    assert not names & {"__pycache__", "cli", "samples"}
    assert all(path.stat().st_mtime == bundles.SAME_TIME for path in folder.rglob("*"))
    assert bundles.asset_folder() == folder
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_other_code_is_another_asset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "BUILT", tmp_path / "built")
    monkeypatch.setattr(bundles, "CODE", tmp_path)
    module = tmp_path / "novapulse" / "__init__.py"
    module.parent.mkdir()
    module.write_text("A = 1\n")
    first = bundles.asset_folder()
    module.write_text("A = 2\n")
    os.utime(first, (0, 0))
    assert bundles.asset_folder() != first
    assert not first.exists()


def test_byte_code_is_the_same_each_time_and_names_lambdas_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lambda_python() is None:
        pytest.skip("no Python 3.13 on this machine")
    contents = []
    for place in ("one", "two"):
        monkeypatch.setattr(bundles, "BUILT", tmp_path / place)
        folder = bundles.asset_folder(compiled=True)
        code = sorted(folder.rglob("*.cpython-313.pyc"))
        contents.append([path.read_bytes() for path in code])
    assert len(contents[0]) > 100
    assert contents[0] == contents[1]
    assert all(b"/var/task/novapulse/" in each for each in contents[0])


@cache
def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def is_arm64(library: Path) -> bool:
    """By the machine in its ELF header: 183 is EM_AARCH64."""
    with library.open("rb") as file:
        header = file.read(20)
    return header[:4] == b"\x7fELF" and int.from_bytes(header[18:20], "little") == 183
