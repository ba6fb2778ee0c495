"""The native API on loopback, with jobs in every state to ask for: ``python -m tests.fuzz.server
FOLDER``. Prints one JSON document and serves until its input ends."""

import json
import sys
from pathlib import Path
from typing import Any

from novapulse.domain.job import Job, JobError, Pipeline
from novapulse.services.home import Home
from novapulse.services.options import AskedOptions
from novapulse.services.submit import ReceivedFile, Submission, submit
from tests.api.conftest import key_for
from tests.api.server import any_wav, serving
from tests.services.house import make_home, publish

LIMITS: dict[str, Any] = {
    "ingest_requests": 1_000_000,
    "result_requests": 1_000_000,
    "other_requests": 1_000_000,
    "concurrent_jobs": {"professional": None},
}
"""The limiter stays in the path of every request."""
HOOK = "https://example.com/hook"


def submitted(home: Home, name: str, **asked: Any) -> Job:
    home.incoming.mkdir(exist_ok=True)
    path = home.incoming / name
    path.write_bytes(b"RIFF" + name.encode())
    file = ReceivedFile(path, name, path.stat().st_size, sha256=name.encode().hex())
    return submit(home, Submission(tenant="acme", file=file, asked=AskedOptions(**asked)))


def jobs_in_every_state(home: Home) -> list[str]:
    queued = submitted(home, "queued")
    full = publish(home, submitted(home, "full", webhook_url=HOOK))
    text = publish(home, submitted(home, "text", pipeline=Pipeline.TRANSCRIPTION))
    failed = submitted(home, "failed")
    error = JobError(code="audio_undecodable", message="Send another copy.")
    home.jobs.fail("acme", failed.id, home.clock.now(), error)
    return [queued.id, full.id, text.id, failed.id]


def main() -> None:
    home = make_home(Path(sys.argv[1]), probe=any_wav, **LIMITS)
    key = key_for(home)["authorization"]
    job_ids = jobs_in_every_state(home)
    with serving(home) as port:
        print(json.dumps({"port": port, "key": key, "job_id": job_ids}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
