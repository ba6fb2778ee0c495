"""Lock files as name and version."""

import re
from pathlib import Path

_PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)")


def locked(path: Path) -> dict[str, str]:
    """Version by normalised name; the newest where markers choose between several."""
    pins = (_PIN.match(line) for line in path.read_text().splitlines())
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in pins if pin}


def requirements(path: Path) -> list[str]:
    """Each requirement on one line with its hashes."""
    return path.read_text().replace("\\\n", " ").splitlines()
