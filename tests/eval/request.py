"""What a run is asked to measure."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.eval import budgets, content, history, search
from tests.eval.figures import AREAS
from tests.eval.label_sets import HALVES
from tests.eval.labels.values import Half

TEXT_AREAS = ("roles", "sentiment", "personal-data", "behaviour", "summary", "content", "search")
SOUND_AREAS = ("words", "speakers")
"""Those that listen to recordings; roles and speed are measured with the words."""
DEFAULT_JSON = Path(".build") / "eval.json"


@dataclass(frozen=True)
class Request:
    """``folder`` is None for the project's own sets and recordings. ``note`` is None unless the
    run is recorded."""

    folder: Path | None = None
    areas: tuple[str, ...] = AREAS
    halves: tuple[Half, ...] = HALVES
    quick: bool = False
    json: Path = DEFAULT_JSON
    budgets: Path = budgets.FILE
    mistakes: bool = False
    note: str | None = None
    page: Path = history.PAGE

    @property
    def listens(self) -> bool:
        return any(area in self.areas for area in (*SOUND_AREAS, "speed"))

    @property
    def recognises(self) -> bool:
        """To tell speakers apart no word has to be recognised."""
        return any(area in self.areas for area in ("words", "speed"))

    def due(self, figure: str) -> bool:
        """Whether this run must give the figure: those of text are measured everywhere, those of
        sound only where there are recordings and an engine."""
        if self.folder is not None:
            return False
        area, where, *_ = figure.split(".")
        return (
            area in self.areas
            and area in TEXT_AREAS
            and where in (*self.text_sets, "sample", "by_hand")
        )

    @property
    def text_sets(self) -> list[str]:
        """Who tunes on the development half sees that half alone, of every area."""
        named = {*self.halves, *(self.content_sets), *(self.search_halves)}
        return sorted(named)

    @property
    def content_sets(self) -> list[str]:
        return [name for name in content.SETS if self._half_of(name) in self.halves]

    @property
    def search_halves(self) -> list[str]:
        return [name for name in search.HALVES if self._half_of(name) in self.halves]

    @staticmethod
    def _half_of(name: str) -> str:
        return "development" if name == "development" else "test"


def read_request(arguments: Sequence[str] | None = None) -> Request:
    """Of the command line. Exits 2 with a message for what cannot be meant."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval",
        description="Accuracy as a table and as JSON. Exits 1 if a figure is beyond its budget.",
    )
    parser.add_argument("folder", nargs="?", type=Path, help="score this folder's labels instead")
    parser.add_argument("--quick", action="store_true", help="of recordings the sample alone")
    parser.add_argument(
        "--half", choices=(*HALVES, "both"), default="both", help="of the project's own labels"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=AREAS,
        default=[],
        help="one area; may be given several times",
    )
    parser.add_argument("--json", type=Path, default=DEFAULT_JSON, help=f"else {DEFAULT_JSON}")
    parser.add_argument("--budgets", type=Path, default=budgets.FILE, help="other worst values")
    parser.add_argument(
        "--mistakes", action="store_true", help="list them, of sets that may be read"
    )
    parser.add_argument("--record", metavar="NOTE", help="append the results to docs/accuracy.md")
    given = parser.parse_args(arguments)
    if given.folder is not None and not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    return Request(
        folder=given.folder,
        areas=tuple(given.only) or AREAS,
        halves=HALVES if given.half == "both" else (given.half,),
        quick=given.quick,
        json=given.json,
        budgets=given.budgets,
        mistakes=given.mistakes,
        note=given.record,
    )
