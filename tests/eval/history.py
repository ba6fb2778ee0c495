"""Past results: a row for every recorded run in the tables of docs/accuracy.md."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.eval.figures import Figure
from tests.eval.machine import machine, version
from tests.eval.scoreboard import written

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"
NOTHING = "–"
Columns = tuple[tuple[str, str], ...]
"""Heading and figure."""

_SENTIMENT = (
    ("accuracy", "accuracy"),
    ("macro-F1", "macro_f1"),
    ("flips", "flips"),
    ("call label", "call_label"),
    ("call score off by", "call_score_error"),
)
_PERSONAL_DATA = (
    ("recall", "recall"),
    ("whole", "recall_whole"),
    ("precision", "precision"),
    ("leaked", "leaked_characters"),
    ("left alone", "clean_untouched"),
)
_CALLS = (
    ("roles", "roles.{half}.accuracy"),
    ("swapped", "roles.{half}.swapped"),
    ("metrics", "behaviour.{half}.agreeing"),
    ("reason", "summary.{half}.reason"),
    ("outcome", "summary.{half}.outcome"),
    ("inventions", "summary.{half}.calls_with_inventions"),
    ("actions", "summary.{half}.actions_found"),
)


def _by_half(area: str, columns: Columns) -> dict[str, Columns]:
    return {
        f"{area}, {half}": tuple(
            (heading, what.format(half=half) if "." in what else f"{area}.{half}.{what}")
            for heading, what in columns
        )
        for half in ("development", "test")
    }


TABLES: Mapping[str, Columns] = {
    **_by_half("sentiment", _SENTIMENT),
    **_by_half("personal-data", _PERSONAL_DATA),
    **_by_half("calls", _CALLS),
    "search and content": (
        ("search hit@3, development", "search.development.hybrid_hit_3"),
        ("hit@3, held out", "search.held_out.hybrid_hit_3"),
        ("answered right", "search.held_out.answered_right"),
        ("refused", "search.held_out.refused"),
        ("action items found", "content.held_out.action_items_recall"),
        ("topics found", "content.held_out.topics_recall"),
    ),
    "words, sphinx": (
        ("sample mono", "words.sphinx.sample_mono.wer"),
        ("sample by speaker", "words.sphinx.sample_mono.attributed_wer"),
        ("real, wide band", "words.sphinx.wide_band.wer"),
        ("real, telephone", "words.sphinx.telephone.wer"),
        ("telephone by speaker", "words.sphinx.telephone.attributed_wer"),
        ("CPU s per s", "speed.sphinx.telephone.rtf"),
        ("peak MB", "speed.sphinx.all.peak_mb"),
    ),
    "speakers": (
        ("sample mono", "speakers.sample_mono.der_collar"),
        ("two parties", "speakers.two_parties.der"),
        ("with collar", "speakers.two_parties.der_collar"),
        ("confusion", "speakers.two_parties.confusion"),
        ("roles", "roles.sphinx.recordings.accuracy"),
    ),
}
"""By the name that the page's marker gives."""


def record(page: Path, figures: Mapping[str, Figure], note: str, on: date) -> list[str]:
    """Appends a row to each table of which something was measured; returns their names.

    Raises ValueError where ``page`` lacks the table's marker.
    """
    text = page.read_text(encoding="utf-8")
    recorded = []
    for name, columns in TABLES.items():
        if any(figure in figures for _, figure in columns):
            text = _with_row(text, name, _row(columns, figures, note, on))
            recorded.append(name)
    page.write_text(text, encoding="utf-8")
    return recorded


def empty_table(name: str) -> str:
    """A table's marker, heading and rule."""
    headings = ["date", "version", "machine", *(heading for heading, _ in TABLES[name]), "note"]
    rule = ["---"] * 3 + ["--:"] * len(TABLES[name]) + ["---"]
    return f"{_marker(name)}\n{_line(headings)}\n{_line(rule)}\n"


def _row(columns: Columns, figures: Mapping[str, Figure], note: str, on: date) -> str:
    found = [figures.get(figure) for _, figure in columns]
    values = [written(figure) if figure else NOTHING for figure in found]
    return _line([on.isoformat(), version(), machine(), *values, note.replace("|", "/")])


def _with_row(text: str, name: str, row: str) -> str:
    marker = _marker(name)
    if text.count(marker) != 1:
        raise ValueError(f"docs/accuracy.md has not one line {marker}")
    lines = text.splitlines()
    place = lines.index(marker) + 1
    while place < len(lines) and lines[place].startswith("|"):
        place += 1
    return "\n".join([*lines[:place], row, *lines[place:]]) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marker(name: str) -> str:
    return f"<!-- results: {name} -->"
