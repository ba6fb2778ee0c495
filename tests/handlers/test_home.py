"""How the AWS home is opened."""

import os
import subprocess
import sys

import pytest

from novapulse.bootstrap.aws.settings import aws_settings, required
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest


@pytest.fixture(autouse=True)
def forgotten() -> None:
    aws_settings.cache_clear()


def test_callers_urls_never_lead_to_the_function_itself() -> None:
    assert not aws_settings().loopback_allowed


def test_but_where_a_host_was_set_on_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOVAPULSE_HOST", "127.0.0.1")
    assert aws_settings().loopback_allowed


def test_a_setting_that_is_missing_is_named_by_its_variable() -> None:
    with pytest.raises(InvalidRequest, match="NOVAPULSE_AWS_TABLE: is not set"):
        required(Settings(), "aws_table")


WRITING = """
import sys
from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.ports import Ports
from novapulse.config import Settings
home = Ports(Settings(aws_table="t", aws_bucket="b"), Clients())
home.search, home.snapshots
print({"sqlalchemy", "numpy", "sqlite3"} & {*sys.modules})
"""


def test_an_index_is_opened_without_what_only_searches_need() -> None:
    environment = {**os.environ, "AWS_DEFAULT_REGION": "eu-central-1"}
    answer = subprocess.run(
        [sys.executable, "-c", WRITING],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=environment,
    )
    assert answer.stdout.strip() == "set()"
