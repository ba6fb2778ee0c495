"""Facts about the images, read from their Dockerfiles: no Docker is needed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model_containers.dockerfiles import (
    CONTAINERS,
    ROOT,
    dockerfile,
    entry_module,
    environment,
    instructions,
    of,
)

pytestmark = pytest.mark.parametrize("container", CONTAINERS)


def test_every_base_from_a_registry_is_pinned_by_digest(container: str) -> None:
    stages = {instruction.stage for instruction in of(container, "FROM")}
    foreign = [
        words[0]
        for words in (instruction.words for instruction in of(container, "FROM"))
        if words[0] not in stages
    ]

    assert foreign
    for image in foreign:
        assert re.fullmatch(r"[a-z/.]+:[\w.-]+@sha256:[0-9a-f]{64}", image)


def test_the_digest_has_a_public_source_and_a_date(container: str) -> None:
    head = dockerfile(container).read_text().split("\nFROM ", 1)[0]

    assert re.search(r"https://github\.com/\S+", head)
    assert re.search(r"read on \d{4}-\d{2}-\d{2}", head)


def test_all_images_have_the_same_base(container: str) -> None:
    assert of(container, "FROM")[0].text == of(CONTAINERS[0], "FROM")[0].text


def test_what_runs_is_a_user_of_a_fixed_number_and_not_root(container: str) -> None:
    users = [instruction.text for instruction in of(container, "USER")]

    assert users == ["10001:10001"]
    assert of(container, "USER")[0].stage == "runtime"


def test_the_images_that_people_build_come_from_the_one_that_runs(container: str) -> None:
    parents = {instruction.stage: instruction.words[0] for instruction in of(container, "FROM")}

    assert parents["baked"] == parents["artifact"] == "runtime"
    assert list(parents)[-1] == "artifact"


def test_nothing_is_fetched_by_address(container: str) -> None:
    commands = " ".join(i.text for i in instructions(container) if i.verb in {"RUN", "COPY"})

    assert not of(container, "ADD")
    assert not re.search(r"https?://|\bcurl\b|\bwget\b|\bgit\b", commands)


@pytest.mark.parametrize("verb", ["ENTRYPOINT", "CMD"])
def test_commands_are_in_exec_form(container: str, verb: str) -> None:
    [command] = of(container, verb)

    assert all(isinstance(word, str) for word in json.loads(command.text))


def test_the_health_check_asks_the_server_in_exec_form(container: str) -> None:
    [check] = of(container, "HEALTHCHECK")
    command = json.loads(check.text.split("CMD", 1)[1])

    assert command == ["python", "-m", "model_containers.serving.health"]


def test_sagemaker_s_argument_reaches_the_entry_point(container: str) -> None:
    assert entry_module(container) == f"model_containers.{container}"
    assert json.loads(of(container, "CMD")[0].text) == ["serve"]
    assert of(container, "EXPOSE")[0].text == "8080"
    assert of(container, "STOPSIGNAL")[0].text == "SIGTERM"


def test_no_secret_is_an_argument_or_a_variable(container: str) -> None:
    named = [*of(container, "ARG"), *of(container, "ENV")]
    secret = re.compile(r"(TOKEN|SECRET|PASSWORD|CREDENTIAL|API_?KEY)", re.IGNORECASE)

    assert not [instruction for instruction in named if secret.search(instruction.text)]


def test_the_hub_s_token_is_a_mounted_secret(container: str) -> None:
    [download] = [i for i in of(container, "RUN", "model") if "publish download" in i.text]

    assert download.text.startswith("--mount=type=secret,id=hub_token")
    assert "HF_TOKEN_PATH=/run/secrets/hub_token" in download.text


def test_what_runs_asks_no_hub_and_reports_to_nobody(container: str) -> None:
    variables = environment(container)

    assert variables["HF_HUB_OFFLINE"] == "1"
    assert variables["HF_HUB_DISABLE_TELEMETRY"] == "1"
    assert variables["DO_NOT_TRACK"] == "1"
    if container == "diarizer":
        assert variables["PYANNOTE_METRICS_ENABLED"] == "0"
        assert variables["OTEL_SDK_DISABLED"] == "true"


def test_packages_are_wheels_with_hashes_and_leave_no_cache(container: str) -> None:
    [install] = of(container, "RUN", "packages")

    for option in ("--require-hashes", "--only-binary=:all:", "--no-deps", "--no-cache-dir"):
        assert option in install.text
    assert "--without-pip" in install.text


def test_what_runs_has_no_build_tools(container: str) -> None:
    commands = " ".join(instruction.text for instruction in of(container, "RUN", "runtime"))

    assert not re.search(r"apt-get|\bpip\b|gcc|build-essential", commands)


def test_every_source_that_is_copied_exists_and_is_in_the_context(container: str) -> None:
    allowed = [
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    ]
    for copy in of(container, "COPY"):
        if "from" in copy.flags:
            continue
        for source in copy.words[:-1]:
            assert list(ROOT.glob(source)), source
            assert any(source == path or source.startswith(f"{path}/") for path in allowed), source


def test_the_context_holds_nothing_that_is_not_named(container: str) -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()

    assert next(line for line in lines if not line.startswith("#")) == "*"
    assert not [line for line in lines if line in {"!.", "!*", "!tests", "!.git"}]


def test_hadolint_finds_nothing(container: str) -> None:
    beside = Path(sys.executable).parent / "hadolint"
    linter = str(beside) if beside.exists() else shutil.which("hadolint")
    if linter is None:
        pytest.skip("hadolint is not installed")
    found = subprocess.run(
        [linter, dockerfile(container)], capture_output=True, text=True, check=False
    )

    assert found.returncode == 0, found.stdout
