"""A job read through the whole API, against a bare FastAPI route in the same server process."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.load_server import BARE, FULL

ROUNDS = 15
REQUESTS = 200
"""Of one connection, in one round of either kind."""
CONNECTIONS = 16
RATIO_TARGET = 2.5
SHARE_TARGET = 0.40


@dataclass(frozen=True)
class Round:
    """The two right after one another, so that the machine's other work meets both. Median seconds
    of a request of a single connection, and requests a second of ``CONNECTIONS``."""

    bare_seconds: float
    full_seconds: float
    bare_rate: float
    full_rate: float


@dataclass(frozen=True)
class Load:
    rounds: tuple[Round, ...]

    @property
    def ratio(self) -> float:
        """How many times as long the whole API takes."""
        return median(r.full_seconds / r.bare_seconds for r in self.rounds)

    @property
    def share(self) -> float:
        """The part of the bare route's throughput that the whole API reaches."""
        return median(r.full_rate / r.bare_rate for r in self.rounds)


@dataclass(frozen=True)
class Target:
    port: int
    job_id: str
    headers: dict[str, str]

    def seconds(self, prefix: str, requests: int) -> list[float]:
        """Of each request of one connection. Raises RuntimeError for another status than 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        measured = []
        for _ in range(requests):
            started = time.perf_counter()
            connection.request("GET", f"{prefix}/{self.job_id}", headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            measured.append(time.perf_counter() - started)
            if answer.status != 200:
                raise RuntimeError(f"{prefix}: {answer.status}")
        connection.close()
        return measured

    def rate(self, prefix: str) -> float:
        """Requests a second."""
        each = REQUESTS // 4
        started = time.perf_counter()
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            for done in [pool.submit(self.seconds, prefix, each) for _ in range(CONNECTIONS)]:
                done.result()
        return CONNECTIONS * each / (time.perf_counter() - started)


def measure_load(rounds: int = ROUNDS) -> Load:
    with TemporaryDirectory(prefix="novapulse-bench-") as folder, _running(Path(folder)) as target:
        for prefix in (BARE, FULL):
            target.seconds(prefix, REQUESTS)
        return Load(tuple(_round(target) for _ in range(rounds)))


def _round(target: Target) -> Round:
    return Round(
        bare_seconds=median(target.seconds(BARE, REQUESTS)),
        full_seconds=median(target.seconds(FULL, REQUESTS)),
        bare_rate=target.rate(BARE),
        full_rate=target.rate(FULL),
    )


@contextmanager
def _running(data_dir: Path) -> Iterator[Target]:
    command = [sys.executable, "-m", "tests.bench.load_server", str(data_dir)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            told = json.loads(server.stdout.readline())
            yield Target(told["port"], told["job_id"], {"Authorization": f"Bearer {told['key']}"})
        finally:
            server.stdin.close()
            server.wait(timeout=60)
