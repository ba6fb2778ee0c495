"""``novapulse cost``: a table for people, one JSON document for programs."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from novapulse.cli.app import app
from novapulse.services.cost.estimate import estimate
from novapulse.services.cost.prices import PRICE_LIST, price_list
from novapulse.services.cost.usage import Workload

DOCUMENT = Path(__file__).parents[2] / "docs" / "cost.md"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["cost", *arguments], env={"COLUMNS": "100"})
    return result.exit_code, result.stdout, result.stderr


def test_a_person_sees_each_service_the_sum_and_what_it_rests_on() -> None:
    code, out, _ = run("--hours", "1000", "--duty", "0.4")
    assert code == 0
    assert "GPU, transcriber" in out
    assert f"{estimate(Workload(hours=1000, duty=0.4), price_list()).usd:,.2f} USD" in out
    assert "40% of the time" in out


def test_a_program_gets_one_document() -> None:
    code, out, _ = run("--hours", "10", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["workload"]["calls"] == 100
    assert document["usd"] == pytest.approx(sum(line["usd"] for line in document["lines"]), abs=0.1)


def test_a_wrong_share_is_refused_by_its_name() -> None:
    code, out, err = run("--hours", "10", "--duty", "7")
    assert code != 0
    assert "duty: 7 is not accepted" in out + err


def test_the_document_shows_what_the_command_prints() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    _, out, _ = run("--hours", "1000", "--duty", "0.4")
    (total,) = [line for line in out.splitlines() if "USD for 1,000 hours" in line]
    assert total.strip() in text
    assert PRICE_LIST.name in text
