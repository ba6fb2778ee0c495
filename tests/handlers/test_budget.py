"""The import-time budget of functions, as ratios of the processor's time in the same run."""

import os
import subprocess
import sys
from functools import cache

import pytest

CLIENT = "import boto3; boto3.client('dynamodb', region_name='eu-central-1')"
STAGE_BUDGET = 1.25
"""The module of a stage's function against boto3 with one client: the function makes its clients
at its first call, and imports neither before."""
ROUNDS = 5
"""The least of them counts: whatever else runs only adds."""


@cache
def seconds(code: str) -> float:
    timed = f"import time; t = time.process_time()\n{code}\nprint(time.process_time() - t)"
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}

    def once() -> float:
        answer = subprocess.run(
            [sys.executable, "-c", timed],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
            env=environment,
        )
        return float(answer.stdout)

    return min(once() for _ in range(ROUNDS))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["begin", "prepare", "redact", "sentiment", "index", "notify", "launch_transcribe"]
)
def test_a_stage_is_imported_within_its_budget(name: str) -> None:
    assert seconds(f"import novapulse.handlers.{name}") <= STAGE_BUDGET * seconds(CLIENT)
