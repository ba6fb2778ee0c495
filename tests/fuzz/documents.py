"""A server of an API, and the fuzzer that holds it to the document that it serves."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMATHESIS = Path(sys.executable).with_name("st")
SEED = 20260301


@contextmanager
def serving(module: str, folder: Path, *options: str) -> Iterator[dict[str, Any]]:
    """What the module says of its server, which listens until the block ends."""
    command = [sys.executable, "-m", module, str(folder), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.communicate(b"", timeout=30)


def fuzzed(
    url: str, config: Path, headers: Mapping[str, str], each: int, *options: str, seed: int = SEED
) -> int:
    """How many requests one run of the fuzzer made to the API whose document is at ``url``:
    ``each`` of every operation, and the systematic ones; fails for an answer outside of it."""
    sent = [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    ran = subprocess.run(
        [
            *(SCHEMATHESIS, "--config-file", config, "run"),
            *(url, *sent),
            *("--checks", "all", "--no-color", "--seed", str(seed), "--continue-on-failure"),
            *("--max-examples", str(each), *options),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:]
    made = re.search(r"(\d+) generated", ran.stdout)
    assert made is not None
    return int(made[1])


def generated_cases(
    folder: Path, module: str, document: str, *, config: str, header: Mapping[str, str], each: int
) -> int:
    """How many requests a dialect's server answered as its document says. ``config`` and the
    values of ``header`` take what the server says of itself."""
    settings = folder / "schemathesis.toml"
    home = folder / "home"
    home.mkdir()
    with serving(module, home) as said:
        settings.write_text(config.format(**said), encoding="utf-8")
        headers = {name: value.format(**said) for name, value in header.items()}
        return fuzzed(f"http://127.0.0.1:{said['port']}{document}", settings, headers, each)
