"""A module of the tests as a process of its own."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
START_SECONDS = 120.0
END_SECONDS = 20.0
LOG_LINES = 60


class Child:
    """``python -m module FOLDER``, on a leash. It writes the address at which it listens to
    ``FOLDER/address`` and answers 200 to GET ``ready`` once it can be used."""

    def __init__(
        self, module: str, folder: Path, *, ready: str, settings: Mapping[str, str]
    ) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._log = folder / "log"
        self._ready = ready
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, str(folder)],
                cwd=ROOT,
                env={**_environment(folder), **settings},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> str:
        """The address."""
        self._wait(self._is_ready)
        return self.address

    def listening(self) -> str:
        """The address, as soon as it has one."""
        self._wait(lambda: bool(self.address))
        return self.address

    @property
    def address(self) -> str:
        """Empty until it listens."""
        try:
            return (self.folder / "address").read_text()
        except FileNotFoundError:
            return ""

    def asked(self, path: str) -> Any:
        """The JSON that it answers with."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=5) as answer:
            return json.load(answer)

    def log(self) -> str:
        """The last lines."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-LOG_LINES:])

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(END_SECONDS)

    def _wait(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + START_SECONDS
        while not holds():
            assert self._process.poll() is None, f"it ended: {self.log()}"
            assert time.monotonic() < until, f"not within {START_SECONDS} s: {self.log()}"
            time.sleep(0.02)

    def _is_ready(self) -> bool:
        if not self.address:
            return False
        try:
            with urllib.request.urlopen(f"{self.address}{self._ready}", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False


def tell_address(folder: Path, port: int) -> None:
    """In one go: the parent reads it while it is written."""
    half = folder / "address.new"
    half.write_text(f"http://127.0.0.1:{port}")
    half.rename(folder / "address")


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of this machine's own settings for AWS."""
    scratch = folder / "tmp"
    scratch.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TMPDIR": str(scratch),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'functions'}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        # Threads that wait for one another on busy cores take many times as long.
        "OMP_NUM_THREADS": "1",
    }
