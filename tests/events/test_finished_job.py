"""The finished job in ``events`` is what the API answers for such a job."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from novapulse.api.native.translate import job_answer
from novapulse.domain.job import FileInfo, Job, JobOptions, JobStatus, Pipeline, Progress

EVENTS = Path(__file__).parents[2] / "events"
SAMPLES = Path(__file__).parents[2] / "functions" / "novapulse" / "samples"


def finished_job() -> Any:
    return json.loads((EVENTS / "finished_job.json").read_text(encoding="utf-8"))


def test_the_api_answers_the_finished_job_as_the_file_shows_it() -> None:
    shown = finished_job()
    job = Job(
        id=shown["job_id"],
        tenant="acme",
        status=JobStatus.COMPLETED,
        options=JobOptions(pipeline=Pipeline(shown["pipeline"]), metadata=shown["metadata"]),
        file=FileInfo(
            name=shown["file"]["name"],
            size_bytes=shown["file"]["size_bytes"],
            duration_seconds=108.51,
        ),
        audio_key="audio",
        audio_sha256="0" * 64,
        created_at=datetime.fromisoformat(shown["created_at"]),
        estimated_completion=datetime.fromisoformat(shown["estimated_completion"]),
        completed_at=datetime.fromisoformat(shown["completed_at"]),
        progress=Progress(**shown["progress"]),
    )
    assert job_answer(job).model_dump(mode="json", exclude_unset=True) == shown


def test_it_is_the_sample_call() -> None:
    file = finished_job()["file"]
    assert (SAMPLES / file["name"]).stat().st_size == file["size_bytes"]
