"""The import-time budget of functions, as ratios of the processor's time in the same run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLIENT = "import boto3; boto3.client('dynamodb', region_name='eu-central-1')"
STAGE_BUDGET = 1.25
"""The module of a stage's function against boto3 with one client: the function makes its clients
at its first call, and imports neither before."""
FRAMEWORK = f"import fastapi, mangum; {CLIENT}"
API = f"from novapulse.handlers import api, http; http.imported(); {CLIENT}"
API_BUDGET = 1.35
"""All that the API imports before it can answer, and one client, against the framework with one."""
ROUNDS = 5
"""The least of each counts: whatever else runs only adds."""


def seconds(code: str, compiled: Path) -> float:
    """Of the processor, without the interpreter's own start."""
    timed = f"import time; t = time.process_time()\n{code}\nprint(time.process_time() - t)"
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    # Elsewhere the libraries may be compiled and our modules not, which compares two things.
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    answer = subprocess.run(
        [sys.executable, "-c", timed],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=environment,
    )
    return float(answer.stdout)


def ratio(code: str, beside: str, compiled: Path) -> float:
    # In turn: a machine that slows down meanwhile slows both.
    rounds = [(seconds(code, compiled), seconds(beside, compiled)) for _ in range(ROUNDS)]
    return min(ours for ours, _ in rounds) / min(theirs for _, theirs in rounds)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["begin", "prepare", "redact", "sentiment", "index", "notify", "launch_transcribe"]
)
def test_a_stage_is_imported_within_its_budget(name: str, compiled: Path) -> None:
    assert ratio(f"import novapulse.handlers.{name}", CLIENT, compiled) <= STAGE_BUDGET


@pytest.mark.slow
def test_the_api_is_imported_within_its_budget(compiled: Path) -> None:
    assert ratio(API, FRAMEWORK, compiled) <= API_BUDGET
