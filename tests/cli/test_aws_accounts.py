"""Keys and tenants of the AWS home, from the command line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.ports import Ports
from novapulse.cli.app import app
from novapulse.config import Settings
from novapulse.domain.policy import DEFAULT_POLICY
from novapulse.services.keys import authenticate
from tests.adapters.aws.cloud import REGION, cloud


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ports]:
    """The table of a deployed home, and what its person has set."""
    with cloud() as aws:
        monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
        monkeypatch.setenv("NOVAPULSE_AWS_TABLE", aws.table())
        yield Ports(Settings(), Clients())


def test_a_key_made_for_aws_opens_its_api(kept: Ports) -> None:
    made = run("keys", "create", "--aws", "--tenant", "acme", "--scopes", "all", "--json")
    assert made.exit_code == 0, made.output
    document = json.loads(made.stdout)
    found = authenticate(f"Bearer {document['key']}", keys=kept.keys, clock=kept.clock)
    assert (found.id, found.tenant) == (document["id"], "acme")


def test_it_is_listed_and_revoked_there(kept: Ports) -> None:
    run("keys", "create", "--aws", "--tenant", "acme", "--scopes", "jobs:read")
    (listed,) = json.loads(run("keys", "list", "--aws", "--json").stdout)
    assert run("keys", "revoke", listed["id"], "--aws").exit_code == 0
    (key,) = kept.keys.list()
    assert key.revoked_at is not None


def test_a_tenant_is_changed_there(kept: Ports) -> None:
    assert run("tenants", "create", "acme", "--aws").exit_code == 0
    changed = run("tenants", "set", "acme", "--retention-days", "30", "--aws")
    assert changed.exit_code == 0, changed.output
    assert kept.tenants.get("acme").retention_days == 30
    assert "acme" in run("tenants", "list", "--aws").stdout
    first = run("tenants", "secret", "acme", "--aws").stdout.strip()
    second = run("tenants", "rotate-secret", "acme", "--aws").stdout.strip()
    assert kept.tenants.get("acme").webhook_secret == second != first


def test_a_tenants_policies_are_kept_there(kept: Ports, tmp_path: Path) -> None:
    assert run("tenants", "create", "acme", "--aws").exit_code == 0
    file = tmp_path / "policy.yaml"
    file.write_text(run("policies", "default").stdout)
    assert run("policies", "set", "acme", str(file), "--aws").exit_code == 0
    assert kept.tenants.get("acme").policies == (DEFAULT_POLICY,)
    assert run("policies", "show", "acme", "--aws").stdout == file.read_text()


def test_a_table_that_is_not_there_is_told_with_the_next_step(
    kept: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOVAPULSE_AWS_TABLE", "elsewhere")
    failed = run("keys", "create", "--aws", "--tenant", "acme", "--scopes", "all")
    assert failed.exit_code == 2
    assert "ResourceNotFoundException" in failed.output
    assert "docs/deploy.md" in failed.output


def test_the_table_must_be_named(kept: Ports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOVAPULSE_AWS_TABLE")
    failed = run("keys", "list", "--aws")
    assert failed.exit_code == 2
    assert "NOVAPULSE_AWS_TABLE: is not set" in failed.output


def test_without_the_sdk_it_is_said_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore.exceptions", None)
    failed = run("keys", "list", "--aws")
    assert failed.exit_code == 2
    assert "the AWS SDK is not installed; make check installs it" in failed.output


def test_a_data_directory_is_none_of_aws(kept: Ports) -> None:
    failed = run("keys", "list", "--aws", "--data-dir", "var")
    assert failed.exit_code == 2
    assert "not both" in failed.output
