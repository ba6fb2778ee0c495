"""What docs/callcov.md shows, to be run."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "callcov.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- \w+ -->\n```(\w+)\n(.*?)```", re.DOTALL)


def blocks(kind: str) -> list[str]:
    """Those with a mark above them."""
    return [body for name, body in BLOCK.findall(GUIDE) if name == kind]
