"""Byte code for the functions' Python. Without it a function compiles all that it imports at each
cold start, which triples the processor's time of it: its disk keeps nothing."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

LAMBDA_PYTHON = "3.13"
KEPT_AT = (
    ".pyenv/versions/3.13*/bin/python3.13",
    ".local/share/uv/python/cpython-3.13*/bin/python3.13",
)
"""Where version managers keep interpreters, below the home folder."""
_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


@cache
def lambda_python() -> str | None:
    """The interpreter of this machine that writes what Lambda's reads, or None: byte code is the
    same on all processors, and another in every minor version."""
    on_path = shutil.which(f"python{LAMBDA_PYTHON}")
    kept = (str(path) for pattern in KEPT_AT for path in sorted(Path.home().glob(pattern)))
    for candidate in (sys.executable, *filter(None, [on_path]), *kept):
        if _version(candidate) == LAMBDA_PYTHON:
            return candidate
    return None


def compile_folder(folder: Path, *, place: str, python: str) -> None:
    """Writes ``__pycache__`` everywhere below ``folder``, the same for the same sources. ``place``:
    where the folder will be, for tracebacks. The byte code is read without a look at its source,
    which never changes there. Files that are no Python of this version are left as they are."""
    subprocess.run(  # noqa: S603
        [
            *(python, "-m", "compileall", "-q", "-q", "-f"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", str(folder), "-p", place, str(folder)),
        ],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=False,
        stdout=subprocess.DEVNULL,
    )


def _version(python: str) -> str:
    """Empty for a command that is there and starts nothing, as some version managers leave it."""
    answer = subprocess.run(  # noqa: S603
        [python, "-c", _VERSION], capture_output=True, text=True, check=False, timeout=60
    )
    return answer.stdout.strip()
