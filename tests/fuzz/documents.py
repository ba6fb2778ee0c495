"""A dialect's server, and the fuzzer that holds it to the document that it serves."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.fuzz.test_native import SCHEMATHESIS, SEED


@contextmanager
def serving(module: str, folder: Path) -> Iterator[dict[str, Any]]:
    """What the module says of its server, which listens until the block ends."""
    command = [sys.executable, "-m", module, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.communicate(b"", timeout=30)


def generated_cases(
    folder: Path, module: str, document: str, *, config: str, header: Mapping[str, str], each: int
) -> int:
    """How many requests were made, ``each`` of every operation besides the systematic ones; fails
    for an answer outside of the document. ``config`` and the values of ``header`` take what the
    server says of itself."""
    settings, home = folder / "schemathesis.toml", folder / "home"
    home.mkdir()
    with serving(module, home) as said:
        settings.write_text(config.format(**said), encoding="utf-8")
        headers = [
            part
            for name, value in header.items()
            for part in ("--header", f"{name}: {value.format(**said)}")
        ]
        ran = subprocess.run(
            [
                *(SCHEMATHESIS, "--config-file", settings),
                *("run", f"http://127.0.0.1:{said['port']}{document}", *headers),
                *("--checks", "all", "--no-color", "--seed", str(SEED)),
                *("--max-examples", str(each), "--continue-on-failure"),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stdout[-20_000:]
    made = re.search(r"(\d+) generated", ran.stdout)
    assert made is not None
    return int(made[1])
