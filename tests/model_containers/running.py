"""A container's process on a port of this machine, and requests to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 600.0
TINY_TRANSCRIBER = "tests.model_containers.tiny_transcriber"


class Container:
    """``s3`` is the folder that stands for S3; ``log`` what the process wrote so far."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, s3: Path, log: Path) -> None:
        self.process = process
        self.s3 = s3
        self._log = log
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)

    @property
    def log(self) -> str:
        return self._log.read_text()

    def metrics(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.splitlines() if line.startswith('{"_aws"')]

    def ping(self) -> int | None:
        """None while nothing listens."""
        try:
            return self.http.get("/ping").status_code
        except httpx.TransportError:
            return None

    def wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.ping() != 200:
            assert self.process.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(0.02)

    def ask(self, request: dict[str, Any]) -> httpx.Response:
        return self.http.post("/invocations", json=request)

    def send(self, audio: bytes, **options: Any) -> httpx.Response:
        headers = {"content-type": "audio/wav"}
        return self.http.post("/invocations", content=audio, params=options, headers=headers)

    def put(self, uri_path: str, content: bytes) -> str:
        """``calls/in/a.wav`` with ``content``; its URI."""
        path = self.s3 / uri_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return f"s3://{uri_path}"

    def stop(self) -> int:
        """By SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def running(
    folder: Path, model: Path, *, module: str = TINY_TRANSCRIBER, **settings: Any
) -> Iterator[Container]:
    """``module``: the process. ``settings`` by their names, in the environment, as a deployer
    gives them."""
    port = _free_port()
    s3, log = folder / "s3", folder / "log"
    s3.mkdir(parents=True, exist_ok=True)
    given = {"host": "127.0.0.1", "port": port, "model_dir": model, "device": "cpu", **settings}
    env = {
        "PATH": os.environ["PATH"],
        # Threads that wait for one another on busy cores take many times as long.
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'functions'}",
        **{f"NOVAPULSE_{name.upper()}": str(value) for name, value in given.items()},
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(s3)],
            env=env,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    container = Container(process, port, s3, log)
    try:
        yield container
    finally:
        container.http.close()
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
