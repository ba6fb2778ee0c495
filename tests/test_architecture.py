"""The import rules bite: each planted violation makes the linter fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

VIOLATIONS = {
    "a domain module reaches numpy": ("domain/job.py", "import numpy"),
    "the domain reads the plan": ("domain/roles.py", "from novapulse import plan"),
    "a stage reaches a database": ("stages/redact.py", "import sqlalchemy"),
    "a stage reaches a database through another module": (
        "stages/fail.py",
        "from novapulse.adapters.sqlite import database",
    ),
    "a service picks an adapter": (
        "services/intake/submit.py",
        "from novapulse.adapters.clock import SystemClock",
    ),
    "an adapter calls a service": (
        "adapters/clock.py",
        "from novapulse.services import jobs",
    ),
    "speech reaches the web framework": ("speech/decode.py", "import fastapi"),
    "bootstrap reaches up to the command line": (
        "bootstrap/stores.py",
        "from novapulse.cli import app",
    ),
    "the client reaches into the server": (
        "client/novapulse.py",
        "from novapulse.services import jobs",
    ),
    "a room that is in no layer": ("helpers/__init__.py", ""),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root / 'functions'}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    skipped = shutil.ignore_patterns("__pycache__", "*.ogg")
    for tree in ("functions", "model_containers", "infra"):
        shutil.copytree(ROOT / tree, tmp_path / tree, ignore=skipped)
    return tmp_path


def test_the_tree_as_it_is_keeps_every_rule(copy: Path) -> None:
    run = lint(copy)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(("where", "line"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_planted_violation_is_found(copy: Path, where: str, line: str) -> None:
    module = copy / "functions" / "novapulse" / where
    module.parent.mkdir(exist_ok=True)
    module.write_text((module.read_text() if module.exists() else "") + f"\n{line}\n")
    run = lint(copy)
    assert run.returncode == 1, run.stdout
    assert "BROKEN" in run.stdout or "helpers" in run.stdout
