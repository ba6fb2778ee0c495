"""The native API of either home on loopback, with jobs in every state to ask for: ``python -m
tests.fuzz.server FOLDER local``, or ``aws``. Prints one JSON document and serves until its input
ends."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from novapulse.domain.job import Job, JobError, Pipeline
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import ReceivedFile, Submission, submit
from novapulse.services.uploads import Announcement, announce_upload
from novapulse.services.webhooks.events import build_delivery
from tests.adapters.aws.cloud import cloud
from tests.api.aws_home import AwsHouse
from tests.api.conftest import key_for
from tests.api.server import any_wav, serving
from tests.fuzz.gateway_server import serving_by_gateway
from tests.services.conversations import index
from tests.services.house import make_home, publish, publish_assessment
from tests.speech.sound import RATE, write_wav

LIMITS: dict[str, Any] = {
    "ingest_requests": 1_000_000,
    "result_requests": 1_000_000,
    "other_requests": 1_000_000,
    "open_uploads": 1_000_000,
    "event_streams": 1000,
    "event_stream_seconds": 0.15,
    "aws_stream_seconds": 0.15,
    "correction_wait_seconds": 0.1,
    "concurrent_jobs": {"professional": None},
}
"""The limiter stays in the path of every request."""
HOOK = "https://example.com/hook"
JOBS_OF_EACH_STATE = {"local": 20, "aws": 4}


def submitted(home: Home, name: str, **asked: Any) -> Job:
    home.incoming.mkdir(exist_ok=True)
    path = home.incoming / name
    write_wav(path, np.zeros(RATE))
    file = ReceivedFile(path, name, path.stat().st_size, sha256=name.encode().hex())
    return submit(home, Submission(tenant="acme", file=file, asked=AskedOptions(**asked)))


def jobs_in_every_state(home: Home, number: int) -> list[str]:
    queued = submitted(home, f"queued {number}")
    full = publish(home, submitted(home, f"full {number}", webhook_url=HOOK))
    home.deliveries.add(build_delivery(full, created_at=home.clock.now()))
    if number % 4:
        publish_assessment(home, full)
    index(home, full, "Agent: Is it 0?", "Customer: No, it is 1.")
    text = publish(home, submitted(home, f"text {number}", pipeline=Pipeline.TRANSCRIPTION))
    failed = submitted(home, f"failed {number}")
    error = JobError(code="audio_undecodable", message="Send another copy.")
    home.jobs.fail("acme", failed.id, home.clock.now(), error)
    return [queued.id, full.id, text.id, failed.id]


def things(home: Home, of_each_state: int) -> dict[str, list[str]]:
    """Ids that a caller may name, by kind. Many, because requests delete some."""
    jobs = [
        job_id for number in range(of_each_state) for job_id in jobs_in_every_state(home, number)
    ]
    deliveries = home.deliveries.page("acme", limit=100)
    announced = Announcement(file_name="a.wav", size_bytes=10, content_type="audio/wav")
    uploads = [announce_upload(home, "acme", announced) for _ in range(3)]
    return {
        "job_id": jobs,
        "delivery_id": [delivery.id for delivery in deliveries],
        "upload_id": [upload.id for upload in uploads],
    }


@contextmanager
def opened(folder: Path, kind: str) -> Iterator[tuple[Home, AbstractContextManager[int]]]:
    """The home, and what serves it."""
    if kind == "local":
        home = make_home(folder, probe=any_wav, **LIMITS)
        yield home, serving(home)
        return
    with cloud() as aws:
        folder.mkdir(exist_ok=True)
        home = AwsHouse(aws, folder).home(probe=any_wav, **LIMITS)
        yield home, serving_by_gateway(home)


def main() -> None:
    _, folder, kind = sys.argv
    with opened(Path(folder), kind) as (home, served):
        key = key_for(home)["authorization"]
        ids = things(home, JOBS_OF_EACH_STATE[kind])
        with served as port:
            print(json.dumps({"port": port, "key": key, "ids": ids}), flush=True)
            sys.stdin.read()


if __name__ == "__main__":
    main()
