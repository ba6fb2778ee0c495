"""A server of its own for a measurement: started, warmed, spoken to over HTTP, ended."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.domain.job import Job, JobStatus
from novapulse.ports import JobStore

NOVAPULSE = Path(sys.executable).parent / "novapulse"
TENANT = "bench"
START_SECONDS = 60
POLL_SECONDS = 0.25


@dataclass(frozen=True)
class Server:
    pid: int
    client: httpx.Client
    jobs: JobStore
    """The server's own store, which knows the seconds of each stage."""

    def run(self, recording: Path) -> Job:
        """One job from upload to its end. Raises RuntimeError if it fails."""
        with recording.open("rb") as file:
            answer = self.client.post("/v1/audio/ingest", files={"file": (recording.name, file)})
        answer.raise_for_status()
        job_id = answer.json()["job_id"]
        while not (job := self.jobs.get(TENANT, job_id)).status.ended:
            time.sleep(POLL_SECONDS)
        if job.status is not JobStatus.COMPLETED:
            raise RuntimeError(f"{job_id} failed: {job.error}")
        return job


def wall_seconds(job: Job) -> float:
    """From the submission to the stored result."""
    if job.completed_at is None:
        raise ValueError(f"{job.id} has not ended")
    return (job.completed_at - job.created_at).total_seconds()


@contextmanager
def running_server(data_dir: Path, *, workers: int) -> Iterator[Server]:
    """With the offline engine, so that no network has a part in the figures."""
    environment = os.environ | {
        "NOVAPULSE_WORKERS": str(workers),
        "NOVAPULSE_ENGINE": "sphinx",
        "NOVAPULSE_OFFLINE": "true",
    }
    port, key = _free_port(), _create_key(data_dir)
    command = [str(NOVAPULSE), "serve", "--port", str(port), "--data-dir", str(data_dir)]
    with (data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Authorization": f"Bearer {key}"},
        timeout=120,
        trust_env=False,
    )
    try:
        _wait_until_ready(client, process, data_dir / "server.log")
        yield Server(process.pid, client, SqliteJobStore(open_database(data_dir / "novapulse.db")))
    finally:
        client.close()
        process.terminate()
        process.wait(timeout=30)


def _create_key(data_dir: Path) -> str:
    command = [str(NOVAPULSE), "keys", "create", "--tenant", TENANT, "--scopes", "all", "--json"]
    made = subprocess.run(
        [*command, "--data-dir", str(data_dir)], check=True, capture_output=True, text=True
    )
    document: dict[str, Any] = json.loads(made.stdout)
    return str(document["key"])


def _wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if client.get("/v1/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(POLL_SECONDS)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
