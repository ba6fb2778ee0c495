"""The walk by which layers are checked: what counts as called."""

from pathlib import Path

import pytest

from tools.reachable import reached_from

MODULES = {
    "__init__": "",
    "start": """
        from typing import TYPE_CHECKING
        from novapulse.home import Home
        if TYPE_CHECKING:
            import torch
        def handler():
            return work(Home())
        def work(home):
            return home.used
        def forgotten():
            import pandas
    """,
    "home": """
        import json
        class Home:
            @property
            def used(self):
                from novapulse import later
                return later
            @property
            def unused(self):
                import scipy
            @property
            def search(self) -> "Index":
                import sqlalchemy
        class Other:
            def used(self):
                import sklearn
    """,
    "later": """
        import re
        import numpy
        re.search("a", "b")
        from novapulse.routes import router as table
    """,
    "routes": """
        router = object()
        @router.get("/")
        def route():
            import httpx
    """,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "novapulse").mkdir()
    for name, code in MODULES.items():
        lines = (line.removeprefix(" " * 8) for line in code.splitlines())
        (tmp_path / "novapulse" / f"{name}.py").write_text("\n".join(lines))
    return tmp_path


def test_what_is_mentioned_is_called_and_brings_its_imports(root: Path) -> None:
    reached = reached_from("novapulse.start", root)
    assert reached.packages == {"numpy": {"novapulse.later"}, "httpx": {"novapulse.routes"}}
    assert reached.modules == {
        "novapulse",
        *(f"novapulse.{name}" for name in ("start", "home", "later", "routes")),
    }


def test_what_nobody_mentions_brings_nothing(root: Path) -> None:
    """Nor do types, nor a method of that name of a class that nobody makes."""
    reached = reached_from("novapulse.start", root)
    assert reached.packages.keys().isdisjoint({"torch", "pandas", "scipy", "sklearn", "sqlalchemy"})


def test_the_class_of_a_method_counts_once_it_is_mentioned(root: Path) -> None:
    start = root / "novapulse" / "start.py"
    start.write_text(start.read_text() + "\nfrom novapulse.home import Other\nOther()\n")
    assert "sklearn" in reached_from("novapulse.start", root).packages
