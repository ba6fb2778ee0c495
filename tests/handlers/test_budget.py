"""The import-time budget of functions, as ratios of the processor's time in the same run."""

import os
import subprocess
import sys

import pytest

CLIENT = "import boto3; boto3.client('dynamodb', region_name='eu-central-1')"
STAGE_BUDGET = 1.25
"""The module of a stage's function against boto3 with one client: the function makes its clients
at its first call, and imports neither before."""
ROUNDS = 5
"""The least of each counts: whatever else runs only adds."""


def seconds(code: str) -> float:
    """Of the processor, without the interpreter's own start."""
    timed = f"import time; t = time.process_time()\n{code}\nprint(time.process_time() - t)"
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    answer = subprocess.run(
        [sys.executable, "-c", timed],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=environment,
    )
    return float(answer.stdout)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["begin", "prepare", "redact", "sentiment", "index", "notify", "launch_transcribe"]
)
def test_a_stage_is_imported_within_its_budget(name: str) -> None:
    # In turn: a machine that slows down meanwhile slows both.
    rounds = [
        (seconds(f"import novapulse.handlers.{name}"), seconds(CLIENT)) for _ in range(ROUNDS)
    ]
    modules, clients = zip(*rounds, strict=True)
    assert min(modules) <= STAGE_BUDGET * min(clients)
