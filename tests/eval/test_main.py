"""The scoreboard as a whole, on text: what it prints, writes and exits with."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.eval import budgets
from tests.eval.__main__ import main
from tests.eval.budgets import read_budgets
from tests.eval.history import TABLES
from tests.eval.label_sets import project_sets
from tests.eval.request import TEXT_AREAS, read_request
from tests.eval.words import NORMALISER

TEXT = [argument for area in TEXT_AREAS for argument in ("--only", area)]
SEGMENTS = (
    '{"text": "this is terrible, I am furious", "score": -0.9}\n'
    '{"text": "the order number is on the box", "score": 0.0}\n'
)
ACCURACY = "sentiment.folder.accuracy"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything that is measured on text, with the seconds that it took."""
    file = tmp_path_factory.mktemp("eval") / "eval.json"
    started = time.monotonic()
    status = main([*TEXT, "--json", str(file)])
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document | {"status": status, "seconds": time.monotonic() - started}


def score(folder: Path, *arguments: str, segments: str = SEGMENTS) -> tuple[int, dict[str, Any]]:
    (folder / "x.sentiment.jsonl").write_text(segments, encoding="utf-8")
    file = folder / "out" / "eval.json"
    status = main([str(folder), "--only", "sentiment", "--json", str(file), *arguments])
    return status, json.loads(file.read_text(encoding="utf-8"))


def budget(folder: Path, text: str) -> list[str]:
    file = folder / "budgets.toml"
    file.write_text(text, encoding="utf-8")
    return ["--budgets", str(file)]


def test_figures_within_their_budgets_exit_0(tmp_path: Path) -> None:
    status, document = score(tmp_path, *budget(tmp_path, f'[least]\n"{ACCURACY}" = 1.0\n'))
    assert status == 0
    assert document["figures"][ACCURACY]["value"] == 1.0
    assert document["figures"][ACCURACY]["of"] == 2
    assert document["budgets"] == {ACCURACY: {"least": 1.0}}
    assert document["normaliser"] == NORMALISER


def test_a_planted_regression_exits_1_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = SEGMENTS + '{"text": "this is terrible, I am furious", "score": 0.9}\n'
    limits = budget(
        tmp_path,
        f'[least]\n"{ACCURACY}" = 0.9\n[most]\n"sentiment.folder.flips" = 0.1\n'
        '"sentiment.folder.score_distance" = 2.0\n',
    )
    status, document = score(tmp_path, *limits, segments=planted)
    assert status == 1
    named = [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("beyond its budget")
    ]
    assert named == [
        f"beyond its budget {ACCURACY}: 0.6667, must be at least 0.9",
        "beyond its budget sentiment.folder.flips: 0.3333, must be at most 0.1",
    ]
    assert [m["found"][:8] for m in document["mistakes"]] == ["negative"]


def test_a_users_folder_is_scored_alone_and_has_no_budgets_of_ours(tmp_path: Path) -> None:
    status, document = score(tmp_path, segments='{"text": "I am furious", "score": 0.9}\n')
    assert status == 0
    assert {name.split(".")[1] for name in document["figures"]} == {"folder"}


def test_a_folder_of_text_alone_needs_no_recordings(tmp_path: Path) -> None:
    (tmp_path / "x.pii.jsonl").write_text('{"text": "I am [[NAME|Karen Miller]]"}\n')
    file = tmp_path / "eval.json"
    assert main([str(tmp_path), "--json", str(file)]) == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    assert {name.split(".")[0] for name in document["figures"]} == {"personal-data"}
    assert document["notes"] == ["No recordings with words or turns."]


def test_mistakes_are_listed_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = '{"text": "I am furious [sic]", "score": 0.9}\n'
    score(tmp_path, segments=wrong)
    assert "[sic]" not in capsys.readouterr().out
    score(tmp_path, "--mistakes", segments=wrong)
    assert "I am furious [sic]" in capsys.readouterr().out


@pytest.mark.slow
def test_text_is_measured_within_half_a_minute(whole: dict[str, Any]) -> None:
    assert whole["seconds"] < 30


@pytest.mark.slow
def test_every_figure_of_text_is_within_its_budget(whole: dict[str, Any]) -> None:
    assert whole["status"] == 0


@pytest.mark.slow
def test_every_area_of_text_is_measured(whole: dict[str, Any]) -> None:
    assert {name.split(".")[0] for name in whole["figures"]} == set(TEXT_AREAS)


@pytest.mark.slow
def test_every_budget_and_every_past_result_of_text_names_a_figure(whole: dict[str, Any]) -> None:
    """A figure that is renamed would lose both without a word."""
    request = read_request([])
    named = [b.figure for b in read_budgets(budgets.FILE)]
    named += [figure for columns in TABLES.values() for _, figure in columns]
    assert [n for n in named if request.due(n) and n not in whole["figures"]] == []


@pytest.mark.slow
def test_no_mistake_of_the_test_half_is_ever_shown(whole: dict[str, Any]) -> None:
    (unread,) = (labels for labels in project_sets(["test"]) if labels.name == "test")
    texts = {segment.text for segment in unread.segments}
    texts |= {turn.text for item in unread.items for turn in item.turns}
    calls = {call.name for call in unread.calls}
    shown = [m for m in whole["mistakes"] if m["where"] in calls or m["found"] in texts]
    assert whole["mistakes"]
    assert shown == []
    assert not [m for m in whole["mistakes"] if m["expected"].split(": ", 1)[-1] in texts]
