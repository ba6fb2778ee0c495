"""Requests made from the OpenAPI document, valid and not, against the native API on loopback, and
against that of the AWS home behind an API Gateway on loopback.

Every check of the fuzzer is on: no answer outside the document, no 5xx, what the document calls
valid is taken, what it does not is refused, nothing without a key.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.documents import SEED, fuzzed, serving

SERVER = "tests.fuzz.server"
EXAMPLES_PER_1000_CASES = 25
"""Of each operation; the fuzzer adds its systematic cases."""
MIN_EXAMPLES = 5
AWS_EXAMPLES, AWS_CASES = 4, 100

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


def settings_for(home: dict[str, Any], folder: Path) -> Path:
    written = folder / "schemathesis.toml"
    written.write_text(CONFIG.format(**home["ids"]), encoding="utf-8")
    return written


def requested(
    home: dict[str, Any], config: Path, examples: int, *options: str, seed: int = SEED
) -> int:
    document = f"http://127.0.0.1:{home['port']}/openapi.json"
    headers = {"Authorization": home["key"]}
    return fuzzed(document, config, headers, examples, *options, seed=seed)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_request_gets_an_answer_outside_the_document(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cases: int = request.config.getoption("--fuzz-cases")
    with serving(SERVER, tmp_path / "home", "local") as home:
        config = settings_for(home, tmp_path)
        seed, made = SEED, 0
        while made < cases:
            examples = max(MIN_EXAMPLES, (cases - made) * EXAMPLES_PER_1000_CASES // 1000)
            made += requested(home, config, examples, seed=seed)
            seed += 1


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_none_does_behind_api_gateway(tmp_path: Path) -> None:
    """As many cases as an emulated AWS has time for: the routes are those of the test above."""
    with serving(SERVER, tmp_path / "home", "aws") as home:
        config = settings_for(home, tmp_path)
        made = requested(home, config, AWS_EXAMPLES, "--phases", "examples,fuzzing")
    assert made >= AWS_CASES
