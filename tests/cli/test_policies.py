import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from novapulse.cli.app import app

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
