"""Requests made from the OpenAPI document, valid and not, against the native API on loopback, and
against that of the AWS home behind an API Gateway on loopback.

Every check of the fuzzer is on: no answer outside the document, no 5xx, what the document calls
valid is taken, what it does not is refused, nothing without a key.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SCHEMATHESIS = Path(sys.executable).with_name("st")
EXAMPLES_PER_1000_CASES = 25
"""Of each operation; the fuzzer adds its systematic cases."""
MIN_EXAMPLES = 5
AWS_EXAMPLES, AWS_CASES = 4, 100
SEED = 20260301

CONFIG = """
hooks = "tests.fuzz.hooks"
request-timeout = 20
[dictionaries.jobs]
values = {job_id}
[dictionaries.deliveries]
values = {delivery_id}
[dictionaries.uploads]
values = {upload_id}
[parameters]
"path.job_id" = {{ dictionary = "jobs", probability = 0.7 }}
"path.delivery_id" = {{ dictionary = "deliveries", probability = 0.7 }}
"query.job_id" = {{ dictionary = "jobs", probability = 0.7 }}
"path.upload_id" = {{ dictionary = "uploads", probability = 0.7 }}
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "303", "401", "403", "404", "408", "409", "413", "429"]
"""
"""The AWS home sends recordings by another address (303). A size above the server's setting (413)
is valid and yet refused; a 5xx never is expected."""


@contextmanager
def serving(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.fuzz.server", str(folder), kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.communicate(b"", timeout=30)


def fuzzed(home: dict[str, Any], config: Path, seed: int, examples: int, *options: str) -> int:
    """How many cases one run of the fuzzer made, none of which found anything."""
    ran = subprocess.run(
        [
            *(SCHEMATHESIS, "--config-file", config),
            *("run", f"http://127.0.0.1:{home['port']}/openapi.json"),
            *("--header", f"Authorization: {home['key']}"),
            *("--checks", "all", "--no-color", "--seed", str(seed), "--continue-on-failure"),
            *("--max-examples", str(examples), *options),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:]
    made = re.search(r"(\d+) generated", ran.stdout)
    assert made is not None
    return int(made[1])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_request_gets_an_answer_outside_the_document(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cases: int = request.config.getoption("--fuzz-cases")
    config = tmp_path / "schemathesis.toml"
    with serving(tmp_path / "home", "local") as home:
        config.write_text(CONFIG.format(**home["ids"]), encoding="utf-8")
        seed, made = SEED, 0
        while made < cases:
            examples = max(MIN_EXAMPLES, (cases - made) * EXAMPLES_PER_1000_CASES // 1000)
            made += fuzzed(home, config, seed, examples)
            seed += 1


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_none_does_behind_api_gateway(tmp_path: Path) -> None:
    """As many cases as an emulated AWS has time for: the routes are those of the test above."""
    config = tmp_path / "schemathesis.toml"
    with serving(tmp_path / "home", "aws") as home:
        config.write_text(CONFIG.format(**home["ids"]), encoding="utf-8")
        made = fuzzed(home, config, SEED, AWS_EXAMPLES, "--phases", "examples,fuzzing")
    assert made >= AWS_CASES
