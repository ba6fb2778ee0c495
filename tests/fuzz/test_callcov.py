"""Requests made from the CallCov dialect's own OpenAPI document, valid and not, on loopback."""

from pathlib import Path

import pytest

from tests.fuzz.documents import generated_cases

DOCUMENT = "/api/v1/openapi.json"
EXAMPLES = 8
"""Of each operation; the fuzzer adds its systematic cases."""
CASES = 200

CONFIG = """
hooks = "tests.fuzz.hooks"
request-timeout = 20
[dictionaries.analyses]
values = {ids}
[parameters]
"path.analysis_id" = {{ dictionary = "analyses", probability = 0.7 }}
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "401", "403", "404", "413", "429"]
"""
"""400 for what is no recording: a document cannot say which bytes are one."""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_request_gets_an_answer_outside_the_document(tmp_path: Path) -> None:
    made = generated_cases(
        tmp_path,
        "tests.fuzz.callcov_server",
        DOCUMENT,
        config=CONFIG,
        header={"X-API-Key": "{key}"},
        each=EXAMPLES,
    )
    assert made >= CASES
