"""Requests made from the Symbl API's own OpenAPI document, valid and not, on loopback."""

from pathlib import Path

import pytest

from tests.fuzz.documents import generated_cases

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


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_request_gets_an_answer_outside_the_document(tmp_path: Path) -> None:
    made = generated_cases(
        tmp_path,
        "tests.fuzz.symbl_server",
        DOCUMENT,
        config=CONFIG,
        header={"x-api-key": "{token}"},
        each=EXAMPLES,
    )
    assert made >= CASES
