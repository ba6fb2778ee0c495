from datetime import date
from pathlib import Path

import pytest

from tests.eval.figures import Figure
from tests.eval.history import PAGE, TABLES, empty_table, record
from tests.eval.machine import machine, version

TODAY = date(2026, 11, 21)
FIGURES = {
    f.name: f
    for f in (
        Figure("sentiment.test.accuracy", 0.605, 290),
        Figure("sentiment.test.call_score_error", 0.136, 15, "number"),
    )
}


def write(folder: Path, *tables: str) -> Path:
    page = folder / "accuracy.md"
    page.write_text("# Accuracy\n\n" + "\n".join(map(empty_table, tables)), encoding="utf-8")
    return page


def test_a_row_is_appended_to_the_tables_of_what_was_measured(tmp_path: Path) -> None:
    page = write(tmp_path, "sentiment, development", "sentiment, test")
    before = page.read_text(encoding="utf-8").splitlines()
    for note in ("first", "a|b"):
        assert record(page, FIGURES, note, TODAY) == ["sentiment, test"]
    added = page.read_text(encoding="utf-8").splitlines()[len(before) :]
    start = f"| 2026-11-21 | {version()} | {machine()} | 60.5 % | – | – | – | 0.14 |"
    assert added == [f"{start} first |", f"{start} a/b |"]


def test_a_page_without_the_table_is_refused_and_stays(tmp_path: Path) -> None:
    page = write(tmp_path, "speakers")
    before = page.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="results: sentiment, test"):
        record(page, FIGURES, "first", TODAY)
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", TABLES)
def test_the_page_has_every_table_with_the_columns_of_the_rows_to_come(name: str) -> None:
    assert empty_table(name) in PAGE.read_text(encoding="utf-8")
