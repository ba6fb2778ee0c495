"""What docs/symbl.md shows, to be run."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "symbl.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- (\w+) -->\n```\w+\n(.*?)```", re.DOTALL)


def block(mark: str) -> str:
    """The one with that mark above it."""
    (found,) = (body for name, body in BLOCK.findall(GUIDE) if name == mark)
    return str(found)
