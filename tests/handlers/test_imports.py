"""What a function imports is most of its cold start."""

import json
import subprocess
import sys
from functools import cache

import pytest

from infra.definition import LAUNCHED, functions_needed

STAGES = tuple(f"launch_{name}" if name in LAUNCHED else name for name in functions_needed())
NEVER = (
    *("fastapi", "starlette", "mangum", "uvicorn", "aws_lambda_powertools", "aws_xray_sdk"),
    *("sqlalchemy", "dbos", "rich", "typer", "sklearn", "scipy", "onnxruntime", "faster_whisper"),
)
HEAVY = ("numpy", "av")
"""What only the stages that handle samples or vectors may bring."""
WITH_NUMPY = {"prepare", "index"}


@cache
def imported(name: str) -> frozenset[str]:
    """The packages that the function's module has brought."""
    code = (
        f"import sys, json, novapulse.handlers.{name};"
        "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return frozenset(json.loads(answer.stdout))


@pytest.mark.slow
@pytest.mark.parametrize("name", STAGES)
def test_a_stage_brings_no_framework(name: str) -> None:
    assert imported(name).isdisjoint(NEVER)
    if name not in WITH_NUMPY:
        assert imported(name).isdisjoint(HEAVY)


@pytest.mark.slow
@pytest.mark.parametrize("name", STAGES)
def test_no_client_is_made_by_an_import(name: str) -> None:
    assert "botocore" not in imported(name)
