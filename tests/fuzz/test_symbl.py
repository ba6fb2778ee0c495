"""Requests made from the Symbl API's own OpenAPI document, valid and not, on loopback."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.test_native import SCHEMATHESIS, SEED

DOCUMENT = "/v1/manage/openapi.json"
EXAMPLES = 5
"""Of each operation; the fuzzer adds its systematic cases."""
CASES = 300

CONFIG = """
hooks = "tests.fuzz.hooks"
request-timeout = 20
[dictionaries.conversations]
values = {conversations}
[dictionaries.jobs]
values = {jobs}
[parameters]
"path.conversationId" = {{ dictionary = "conversations", probability = 0.7 }}
"path.jobId" = {{ dictionary = "jobs", probability = 0.7 }}
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "401", "403", "404", "409", "413", "429"]
"""
"""400 for what is no recording: a document cannot say which bytes are one."""


@contextmanager
def serving(folder: Path) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.fuzz.symbl_server", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.communicate(b"", timeout=30)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_request_gets_an_answer_outside_the_document(tmp_path: Path) -> None:
    config = tmp_path / "schemathesis.toml"
    (tmp_path / "home").mkdir()
    with serving(tmp_path / "home") as home:
        config.write_text(CONFIG.format(**home), encoding="utf-8")
        ran = subprocess.run(
            [
                *(SCHEMATHESIS, "--config-file", config),
                *("run", f"http://127.0.0.1:{home['port']}{DOCUMENT}"),
                *("--header", f"x-api-key: {home['token']}"),
                *("--checks", "all", "--no-color", "--seed", str(SEED)),
                *("--max-examples", str(EXAMPLES), "--continue-on-failure"),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stdout[-20_000:]
    made = re.search(r"(\d+) generated", ran.stdout)
    assert made is not None
    assert int(made[1]) >= CASES
