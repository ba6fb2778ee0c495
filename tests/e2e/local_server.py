"""A real server process of the tests, and a receiver for its webhooks."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import psutil

NOVAPULSE = Path(sys.executable).with_name("novapulse")
START_SECONDS = 60.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def environment() -> dict[str, str]:
    """No test may reach a hub, and none has to wait because it asks so often. One worker, where a
    test does not say otherwise: each further one takes as long to start as a short call to hear."""
    return {
        "NOVAPULSE_WORKERS": "1",
        **os.environ,
        "NOVAPULSE_OFFLINE": "true",
        "NOVAPULSE_ENGINE": "sphinx",
        "NOVAPULSE_RESULT_REQUESTS": "100000",
    }


class LocalServer:
    """``novapulse serve`` on a free port over ``data_dir``, with more ``options``."""

    def __init__(self, data_dir: Path, *options: str) -> None:
        self._data_dir = data_dir
        self._options = options
        self._log = data_dir.with_name(data_dir.name + ".log")
        self._process: subprocess.Popen[bytes] | None = None
        self.address = ""

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [NOVAPULSE, "serve", "--port", "0", "--data-dir", self._data_dir, *self._options],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment(),
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            found = ADDRESS.findall(self._log.read_text())
            if found and self._answers(found[-1]):
                self.address = found[-1]
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self._log.read_text()}")

    def log(self) -> str:
        return self._log.read_text()

    def workers(self) -> list[psutil.Process]:
        assert self._process is not None
        return list(psutil.Process(self._process.pid).children(recursive=True))

    def memory_bytes(self) -> int:
        """Of the server and its workers, resident now."""
        assert self._process is not None
        processes = (psutil.Process(self._process.pid), *self.workers())
        return sum(process.memory_info().rss for process in processes)

    def kill(self) -> list[psutil.Process]:
        """SIGKILL to the server alone; returns the workers that it had."""
        workers = self.workers()
        self._end(signal.SIGKILL)
        return workers

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)

    def _answers(self, address: str) -> bool:
        try:
            return httpx.get(f"{address}/v1/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def make_key(self, tenant: str = "acme", scopes: str = "all") -> str:
        options = ["--tenant", tenant, "--scopes", scopes, "--json"]
        made = subprocess.run(
            [NOVAPULSE, "keys", "create", *options, "--data-dir", self._data_dir],
            capture_output=True,
            text=True,
            check=True,
            env=environment(),
        )
        key: str = json.loads(made.stdout)["key"]
        return key

    def make_app(self, tenant: str = "acme") -> tuple[str, str]:
        """Id and secret, for the Symbl API."""
        options = ["--tenant", tenant, "--symbl", "--json", "--data-dir", str(self._data_dir)]
        made = subprocess.run(
            [NOVAPULSE, "keys", "create", *options],
            capture_output=True,
            check=True,
            env=environment(),
        )
        app = json.loads(made.stdout)
        return app["app_id"], app["app_secret"]

    def client(self, key: str) -> httpx.Client:
        return httpx.Client(
            base_url=self.address, headers={"Authorization": f"Bearer {key}"}, timeout=30
        )


def submit(client: httpx.Client, file: Path, **fields: str) -> str:
    with file.open("rb") as content:
        answer = client.post("/v1/audio/ingest", files={"file": (file.name, content)}, data=fields)
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


def wait_until_ended(client: httpx.Client, job_id: str, within: float = 240.0) -> dict[str, Any]:
    until = time.monotonic() + within
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(f"/v1/jobs/{job_id}").json()
        if job["status"] in ("completed", "failed"):
            return job
        time.sleep(0.2)
    raise AssertionError(f"not ended within {within} s: {job}")


@dataclass
class Receiver:
    """Answers 200 to every webhook and keeps what came: (headers, body)."""

    url: str
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def wait_for(self, count: int, within: float = 30.0) -> None:
        until = time.monotonic() + within
        while len(self.event_ids()) < count and time.monotonic() < until:
            time.sleep(0.1)

    def event_ids(self) -> dict[str, set[str]]:
        """The event ids that came, by job."""
        ids: dict[str, set[str]] = {}
        for headers, body in self.received:
            ids.setdefault(json.loads(body)["job_id"], set()).add(headers["webhook-id"])
        return ids


@contextmanager
def webhook_receiver() -> Iterator[Receiver]:
    receiver = Receiver("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield receiver
        server.shutdown()
