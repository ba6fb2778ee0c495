import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from novapulse.bootstrap.stores import open_stores
from novapulse.cli.app import app
from novapulse.config import Settings
from novapulse.domain.tenant import Tenant


class Terminal:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def tenants(self, *arguments: str) -> Result:
        where = ["--data-dir", str(self.data_dir)]
        return CliRunner().invoke(app, ["tenants", *arguments, *where])

    def shown(self, name: str = "acme") -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.tenants("show", name, "--json").stdout)
        return document

    def kept(self, name: str = "acme") -> Tenant:
        return open_stores(Settings(data_dir=self.data_dir)).tenants.get(name)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


def test_a_tenant_is_made_once_and_shown_without_its_secret(terminal: Terminal) -> None:
    made = terminal.tenants("create", "acme", "--tier", "free")
    assert (made.exit_code, made.stdout) == (0, "Made tenant acme (free).\n")
    shown = terminal.shown()
    assert set(shown) == {
        "name",
        "tier",
        "created_at",
        "retention_days",
        "concurrent_jobs",
        "previous_secret_until",
        "policies",
    }
    assert (shown["tier"], shown["retention_days"], shown["concurrent_jobs"]) == (
        "free",
        None,
        None,
    )
    again = terminal.tenants("create", "acme")
    assert again.exit_code == 2
    assert "acme" in again.stderr


def test_tenants_start_no_jobs(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    assert not (terminal.data_dir / "workflows.db").exists()
    assert not (terminal.data_dir / "server.lock").exists()


def test_all_tenants_are_listed_with_what_counts_for_them(terminal: Terminal) -> None:
    assert "No tenants yet" in terminal.tenants("list").stdout
    terminal.tenants("create", "acme", "--tier", "enterprise")
    terminal.tenants("create", "beta", "--tier", "free")
    terminal.tenants("set", "beta", "--retention-days", "30")
    listed = json.loads(terminal.tenants("list", "--json").stdout)
    assert [t["name"] for t in listed] == ["acme", "beta"]
    table = terminal.tenants("list").stdout
    assert "no limit" in table
    assert "30 days" in table
    assert not [s for s in ("whsec_",) if s in table or s in json.dumps(listed)]


def test_what_is_set_counts_and_default_takes_it_back(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    changed = terminal.tenants(
        "set", "acme", "--tier", "starter", "--retention-days", "7", "--concurrent-jobs", "2"
    )
    assert changed.exit_code == 0
    assert "7 days" in changed.stdout
    shown = terminal.shown()
    assert (shown["tier"], shown["retention_days"], shown["concurrent_jobs"]) == ("starter", 7, 2)
    terminal.tenants("set", "acme", "--retention-days", "default", "--concurrent-jobs", "default")
    shown = terminal.shown()
    assert (shown["tier"], shown["retention_days"], shown["concurrent_jobs"]) == (
        "starter",
        None,
        None,
    )
    text = terminal.tenants("show", "acme").stdout
    assert "90 days (default)" in text
    assert "10 (default)" in text


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--tier", "gold"),
        ("--retention-days", "0"),
        ("--retention-days", "soon"),
        ("--retention-days", "-1"),
        ("--concurrent-jobs", "1.5"),
        ("--concurrent-jobs", "0"),
    ],
)
def test_what_is_not_accepted_is_named_and_changes_nothing(
    terminal: Terminal, option: str, value: str
) -> None:
    terminal.tenants("create", "acme")
    before = terminal.shown()
    refused = terminal.tenants("set", "acme", f"{option}={value}")
    assert refused.exit_code == 2
    assert value in refused.stderr
    assert option.removeprefix("--") in refused.stderr
    assert terminal.shown() == before


def test_setting_nothing_says_what_can_be_set(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    refused = terminal.tenants("set", "acme")
    assert refused.exit_code == 2
    assert "--retention-days" in refused.stderr


def test_the_secret_is_printed_as_it_signs(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    assert terminal.tenants("secret", "acme").stdout == f"{terminal.kept().webhook_secret}\n"


def test_a_rotated_secret_is_new_and_the_old_one_signs_too_for_a_day(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    old = terminal.kept().webhook_secret
    rotated = terminal.tenants("rotate-secret", "acme")
    kept = terminal.kept()
    assert rotated.stdout == f"{kept.webhook_secret}\n"
    assert kept.webhook_secret != old
    assert kept.previous_webhook_secret == old
    assert old not in rotated.output
    assert kept.previous_secret_until is not None
    assert "signs too until" in rotated.stderr
    assert "two secrets until" in terminal.tenants("show", "acme").stdout


def test_without_an_overlap_the_old_secret_ends_at_once(terminal: Terminal) -> None:
    terminal.tenants("create", "acme")
    rotated = terminal.tenants("rotate-secret", "acme", "--overlap-hours", "0")
    assert "signs nothing any more" in rotated.stderr
    assert terminal.kept().previous_webhook_secret is None
    assert terminal.tenants("rotate-secret", "acme", "--overlap-hours=-1").exit_code == 2


@pytest.mark.parametrize(
    "command", [("show",), ("set", "--tier=free"), ("secret",), ("rotate-secret",)]
)
def test_an_unknown_tenant_is_said_to_be_unknown(
    terminal: Terminal, command: tuple[str, ...]
) -> None:
    refused = terminal.tenants(command[0], "nobody", *command[1:])
    assert refused.exit_code == 2
    assert "nobody" in refused.stderr
    assert "tenants create" in refused.stderr
