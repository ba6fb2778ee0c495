"""Facts about the front's image, read from its Dockerfile: no Docker is needed."""

import importlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from infra.front import HEALTH, IDLE_SECONDS, PORT, SCRATCH, STOP_SECONDS
from tests.model_containers.dockerfiles import ROOT, Instruction, dockerfile, parsed
from tests.model_containers.locks import locked, requirements
from tools.reachable import reached_from

DOCKERFILE = ROOT / "infra" / "front" / "Dockerfile"
LOCK = ROOT / "infra" / "front" / "requirements.txt"


def of(verb: str, stage: str | None = None) -> list[Instruction]:
    return [
        each for each in parsed(DOCKERFILE) if each.verb == verb and stage in {None, each.stage}
    ]


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of code that the image has."""
    folder = tmp_path_factory.mktemp("front")
    for copy in of("COPY", "code"):
        *sources, target = copy.words
        for source in sources:
            if (ROOT / source).is_dir():
                skipped = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / source, folder / target, ignore=skipped)
            else:
                (folder / target).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, folder / target)
    return folder


def test_the_base_is_that_of_all_images() -> None:
    assert of("FROM")[0].text == parsed(dockerfile("transcriber"))[0].text
    assert re.search(r"@sha256:[0-9a-f]{64} ", of("FROM")[0].text)
    assert re.search(r"read on \d{4}-\d{2}-\d{2}", DOCKERFILE.read_text())


def test_all_code_that_the_front_can_come_to_is_copied(code: Path) -> None:
    whole = reached_from("novapulse.handlers.front", ROOT / "functions").modules
    copied = reached_from("novapulse.handlers.front", code).modules
    assert len(copied) > 200
    assert copied == whole


def test_the_command_line_is_not(code: Path) -> None:
    assert not {"cli", "client", "samples"} & {path.name for path in (code / "novapulse").iterdir()}


def test_it_starts_from_what_is_copied(code: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import novapulse.handlers.front as f; print(f.__file__)"],
        cwd=code,
        env={"PYTHONPATH": str(code), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout.startswith(str(code)), found.stderr


def test_every_package_that_it_may_import_is_locked() -> None:
    packages = reached_from("novapulse.handlers.front", ROOT / "functions").packages
    have = locked(LOCK).keys()
    named = {name: name.replace("_", "-").lower() for name in packages}
    assert not {name for name, package in named.items() if package not in have}
    assert "uvicorn" in have


def test_each_is_a_wheel_with_its_hash_of_the_version_that_the_tests_use() -> None:
    (install,) = of("RUN", "packages")
    for option in ("--require-hashes", "--only-binary=:all:", "--no-deps", "--no-cache-dir"):
        assert option in install.text
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ ", LOCK.read_text())
    for line in requirements(LOCK):
        assert re.match(r"[a-z0-9.\[\]-]+==\S+.* --hash=sha256:", line), line
    tested = locked(ROOT / "requirements-dev.txt")
    assert {name: tested[name] for name in locked(LOCK)} == locked(LOCK)


def test_the_server_runs_what_the_stack_expects_as_nobody() -> None:
    (command,), (user,) = of("ENTRYPOINT"), of("USER")
    words = json.loads(command.text)
    assert words[:4] == ["python", "-m", "uvicorn", "novapulse.handlers.front:app"]
    assert words[words.index("--port") + 1] == of("EXPOSE")[0].text == str(PORT)
    assert user.text == "10001:10001"
    assert json.loads(of("VOLUME")[0].text) == [SCRATCH]


def test_the_load_balancer_is_the_one_that_closes_idle_connections() -> None:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html"""
    assert int(option("--timeout-keep-alive")) > IDLE_SECONDS


def test_requests_under_way_end_before_their_task_is_killed() -> None:
    """https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"""
    assert int(option("--timeout-graceful-shutdown")) < STOP_SECONDS <= 120


def option(name: str) -> str:
    """What the server is started with."""
    (command,) = of("CMD")
    words: list[str] = json.loads(command.text)
    return words[words.index(name) + 1]


def test_its_health_is_asked_where_the_load_balancer_asks() -> None:
    (check,) = of("HEALTHCHECK")
    *_, module = json.loads(check.text.split("CMD", 1)[1])
    health = importlib.import_module(module)
    assert health.PORT == PORT
    assert HEALTH in Path(str(health.__file__)).read_text()


def test_its_version_is_the_projects() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    versions = [each.text for each in of("ARG") if each.text.startswith("VERSION=")]
    assert set(versions) == {f"VERSION={version}"}


def test_every_source_is_in_the_context() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    allowed = [line.removeprefix("!") for line in lines if line.startswith("!")]
    for source in (
        source for each in of("COPY") if "from" not in each.flags for source in each.words[:-1]
    ):
        assert any(source == path or source.startswith(f"{path}/") for path in allowed), source


def test_hadolint_finds_nothing() -> None:
    linter = Path(sys.executable).parent / "hadolint"
    found = subprocess.run([linter, DOCKERFILE], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
