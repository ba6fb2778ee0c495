"""docs/callcov.md says what is so; its Python runs in test_running_server.py."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.contracts.callcov.guide import GUIDE, ROOT, blocks
from tests.contracts.callcov.local_home import home
from tests.contracts.callcov.published import ERROR_CODES

__all__ = ["home"]


@pytest.mark.slow
def test_its_commands_run(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "NOVAPULSE_DATA_DIR": str(tmp_path),
    }
    for block in blocks("sh"):
        subprocess.run(["bash", "-euc", block], cwd=ROOT, env=environment, check=True)


def test_every_route_that_it_names_is_in_the_document(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    served = {
        re.sub(r"\{\w+\}", "{id}", f"{method.upper()} {path.removeprefix('/api/v1').rstrip('/')}")
        for path, operations in paths.items()
        for method in operations
    }
    named = {
        f"{method} {path.rstrip('/')}"
        for method, path in re.findall(r"`(GET|POST|DELETE) (/(?:calls|analysis)[^`?]*)", GUIDE)
    }
    assert len(named) >= 6
    assert named <= served


def test_it_names_every_error_of_the_published_pages() -> None:
    assert [code for code in ERROR_CODES if f"`{code}`" not in GUIDE] == []
