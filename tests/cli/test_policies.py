import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from novapulse.bootstrap.stores import open_stores
from novapulse.cli.app import app
from novapulse.config import Settings

GOOD = "version: 1\nname: sales\ndisclosures:\n  - {id: recording, text: This call is recorded.}\n"
BAD = "version: 1\nname: sales\nidentity: [face]\n"


def policies(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["policies", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "policy.yaml"


def test_a_right_policy_is_told_what_it_asks_for(file: Path) -> None:
    file.write_text(GOOD)
    result = policies("check", str(file))
    assert result.exit_code == 0
    assert "Policy 'sales' is right. It applies to all calls of every agent." in result.stdout
    assert "must be said: recording (1 wording)" in result.stdout
    assert "Next:" in result.stderr


def test_a_wrong_policy_is_told_line_by_line_and_refused(file: Path) -> None:
    file.write_text(BAD)
    result = policies("check", str(file))
    assert result.exit_code == 2
    assert result.stdout == (
        f"{file}: line 3: identity[1]: 'face' is not accepted; accepted are name, company\n"
    )
    assert "Next: Correct these lines" in result.stderr


@pytest.mark.parametrize(("text", "valid", "code"), [(GOOD, True, 0), (BAD, False, 2)])
def test_json_is_one_document(file: Path, text: str, valid: bool, code: int) -> None:
    file.write_text(text)
    result = policies("check", str(file), "--json")
    document = json.loads(result.stdout)
    assert (document["valid"], result.exit_code) == (valid, code)
    if valid:
        assert document["policy"]["name"] == "sales"
        assert document["problems"] == []
    else:
        assert document["policy"] is None
        assert [(p["line"], p["field"]) for p in document["problems"]] == [(3, "identity[1]")]


def test_a_file_that_is_not_there_is_said_to_be_missing(file: Path) -> None:
    result = policies("check", str(file))
    assert result.exit_code == 1
    assert str(file) in result.stderr


def test_the_default_is_a_policy_to_begin_with(file: Path) -> None:
    file.write_text(policies("default").stdout)
    assert policies("check", str(file)).exit_code == 0


def test_an_endless_file_is_read_no_further_than_a_policy_may_be_long() -> None:
    result = policies("check", "/dev/zero")
    assert result.exit_code == 2
    assert "bytes" in result.stdout


class Terminal:
    """``policies`` of a data directory with the tenant acme."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        CliRunner().invoke(app, ["tenants", "create", "acme", "--data-dir", str(self.data_dir)])

    def run(self, *arguments: str) -> Result:
        return policies(*arguments, "--data-dir", str(self.data_dir))

    def file(self, name: str, text: str) -> str:
        path = self.folder / f"{name}.yaml"
        path.write_text(text)
        return str(path)

    def kept(self) -> list[str]:
        tenant = open_stores(Settings(data_dir=self.data_dir)).tenants.get("acme")
        return [policy.name for policy in tenant.policies]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_a_tenant_gets_the_policies_of_these_files_and_no_others(terminal: Terminal) -> None:
    sales = terminal.file("sales", GOOD)
    claims = terminal.file("claims", GOOD.replace("sales", "claims"))
    done = terminal.run("set", "acme", sales, claims)
    assert (done.exit_code, done.stdout) == (0, "Policies of acme: sales, claims.\n")
    assert terminal.kept() == ["sales", "claims"]
    assert terminal.run("set", "acme", claims).exit_code == 0
    assert terminal.kept() == ["claims"]
    assert terminal.run("set", "acme", "--none").exit_code == 0
    assert terminal.kept() == []


def test_what_is_shown_can_be_set_again(terminal: Terminal) -> None:
    terminal.run("set", "acme", terminal.file("default", policies("default").stdout))
    shown = terminal.run("show", "acme")
    assert shown.stdout == policies("default").stdout
    assert terminal.run("set", "acme", terminal.file("again", shown.stdout)).exit_code == 0
    (document,) = json.loads(terminal.run("show", "acme", "--json").stdout)
    assert document["name"] == "default"


def test_a_tenant_without_policies_is_told_which_counts(terminal: Terminal) -> None:
    assert "policies default' counts" in terminal.run("show", "acme").stdout
    assert json.loads(terminal.run("show", "acme", "--json").stdout) == []


def test_one_wrong_file_changes_nothing(terminal: Terminal) -> None:
    sales = terminal.file("sales", GOOD)
    terminal.run("set", "acme", sales)
    bad = terminal.file("bad", BAD.replace("sales", "other"))
    refused = terminal.run("set", "acme", sales, bad)
    assert refused.exit_code == 2
    assert "line 3: identity[1]: 'face' is not accepted" in refused.output
    assert terminal.kept() == ["sales"]


@pytest.mark.parametrize("arguments", [(), ("sales", "--none")])
def test_files_or_none_is_said(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    terminal.file("sales", GOOD)
    named = [str(terminal.folder / "sales.yaml") if a == "sales" else a for a in arguments]
    refused = terminal.run("set", "acme", *named)
    assert refused.exit_code == 2
    assert "give --none" in refused.output


def test_a_name_that_comes_twice_is_refused(terminal: Terminal) -> None:
    refused = terminal.run("set", "acme", terminal.file("one", GOOD), terminal.file("two", GOOD))
    assert refused.exit_code == 2
    assert "'sales' is given twice" in refused.output


@pytest.mark.parametrize("command", ["set", "show"])
def test_an_unknown_tenant_is_not_made(terminal: Terminal, command: str) -> None:
    files = [terminal.file("sales", GOOD)] if command == "set" else []
    refused = terminal.run(command, "rival", *files)
    assert refused.exit_code != 0
    assert "No tenant 'rival' exists" in refused.output


def test_more_than_a_tenants_record_can_hold_is_refused(terminal: Terminal) -> None:
    long = "".join(
        f"  - {{id: d{n}, text: {'word ' * 80}{n}, wordings: [{'other ' * 45}]}}\n"
        for n in range(50)
    )
    files = [
        terminal.file(f"p{n}", f"version: 1\nname: p{n}\ndisclosures:\n{long}") for n in range(8)
    ]
    refused = terminal.run("set", "acme", *files)
    assert refused.exit_code == 2
    assert "accepted are 262144 in all" in refused.output
