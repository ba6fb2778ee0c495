"""``docs/deploy.md`` names what there is: verbs, settings, outputs, options, files."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.bundles import LAYERS, ROOT, SIZES, functions
from infra.environments import ENVIRONMENTS, Environment
from novapulse.cli.app import app
from novapulse.config import Settings

TEXT = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
OF_OTHERS = {"AWS_PROFILE", "AWS_DEFAULT_REGION", "FORWARDED_ALLOW_IPS"}
"""Read by boto3, the CDK and uvicorn."""


def found(pattern: str) -> set[str]:
    return set(re.findall(pattern, TEXT))


def test_every_verb_is_one_of_the_makefile() -> None:
    verbs = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = found(r"\bmake ([a-z][a-z0-9-]+)")
    assert {"layers", "synth", "deploy", "invoke", "check"} <= named
    assert named <= verbs


def test_every_setting_is_one() -> None:
    named = found(r"\bNOVAPULSE_([A-Z_]+)\b")
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_every_other_variable_is_known() -> None:
    variables = found(r"\b((?:AWS|FORWARDED)_[A-Z_]+)\b")
    assert variables == OF_OTHERS


def test_every_output_is_one_of_the_stack() -> None:
    stack = (ROOT / "infra" / "stack.py").read_text()
    outputs = set(re.findall(r'"([A-Z]\w+)"\]? ?[:=] ', stack))
    named = found(r"told (\w+)\)") | {"FrontUrl"}
    assert {"TableName", "ApiUrl"} <= named <= outputs


def test_every_field_and_environment_is_one_of_infra() -> None:
    settings = {each.name for each in fields(Environment)}
    table = TEXT.split("| field | decides |")[1].split("\n\n")[0]
    named = set(
        re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.splitlines()[2:]))
    )
    assert named <= settings
    assert found(r"ENV=(\w+)") <= ENVIRONMENTS.keys()
    for endpoint in (ENVIRONMENTS["dev"].transcriber, ENVIRONMENTS["dev"].diarizer):
        assert f"$registry/{endpoint.repository}:{endpoint.tag}" in TEXT


def test_quotas_are_those_of_the_environments() -> None:
    for name, instances in (("dev", 2), ("prod", 6)):
        models = (ENVIRONMENTS[name].transcriber, ENVIRONMENTS[name].diarizer)
        assert {model.instance_type for model in models} == {"ml.g5.xlarge"}
        assert sum(model.most_instances for model in models) == instances
        assert f"{instances} for `{name}`" in TEXT


@pytest.mark.parametrize("layer", LAYERS)
def test_the_layers_figures_are_those_that_were_recorded(layer: str) -> None:
    size = json.loads(SIZES.read_text())[layer]
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{layer}`"))
    unpacked, zipped = (int(figure) for figure in re.findall(r"(\d+) MB", row))
    assert unpacked == pytest.approx(size["unpacked_bytes"] / 1e6, abs=1)
    assert zipped == pytest.approx(size["zipped_bytes"] / 1e6, abs=1)


def test_every_file_is_there() -> None:
    named = found(r"\b((?:infra|functions|model_containers|events)/[\w./-]+\w)\b")
    missing = {name for name in named if not (ROOT / name).exists()}
    links = {ROOT / "docs" / link for link in found(r"\]\(([\w./]+)[#)]") if link}
    assert len(named) > 5
    assert not missing
    assert all(link.exists() for link in links)


def test_every_function_is_one() -> None:
    assert found(r"STAGE=(\w+)") <= set(functions())


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"bin/novapulse ([a-z ]+?) (?:acme|--)", TEXT)))
)
def test_every_command_takes_aws(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "--aws" in shown.output


def test_docker_builds_name_targets_that_there_are() -> None:
    for dockerfile in found(r"-f (\S+/Dockerfile)"):
        text = Path(ROOT / dockerfile).read_text()
        if "model_containers" in dockerfile:
            assert " AS baked" in text
