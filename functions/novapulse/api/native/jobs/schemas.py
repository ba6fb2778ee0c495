"""The shapes of what is asked and answered about jobs as a whole, with examples."""

from typing import Any

from pydantic import Field

from novapulse.api.native.schemas import JobAnswer, Schema

EXAMPLE_JOB = "job_7a2d9c4f1e8b"


class JobList(Schema):
    jobs: list[JobAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(
        description="Send it as `cursor` for the next page; null on the last one"
    )


class ErasedSchema(Schema):
    audio: int = Field(ge=0, description="The recording, and its channels while they are decoded")
    transcripts: int = Field(ge=0, description="Redacted and not, finished and not")
    insights: int = Field(ge=0)
    vectors: int = Field(ge=0, description="Passages in the search index, each with its vector")
    webhook_payloads: int = Field(ge=0, description="Deliveries, with their attempts")
    working_files: int = Field(ge=0, description="What the pipeline's stages left for one another")


class ErasureAnswer(Schema):
    """A receipt. Nothing of the job is kept, not even its record."""

    job_id: str
    deleted: ErasedSchema
    objects: int = Field(ge=0, description="The sum of `deleted`")
    deleted_at: str


def _example(description: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"example": value}}}


JOB = {
    "job_id": EXAMPLE_JOB,
    "status": "completed",
    "pipeline": "full-analysis",
    "created_at": "2025-04-15T09:14:22Z",
    "estimated_completion": "2025-04-15T09:16:30Z",
    "completed_at": "2025-04-15T09:16:12Z",
    "metadata": {"agent_id": "AGT-42", "queue": "billing"},
    "file": {"name": "support-call-april.mp3", "size_bytes": 6241088, "duration_seconds": 389},
    "progress": {"step": "publish", "percent": 100},
    "call": {
        "agent_id": "AGT-42",
        "contact_id": "CUST-1009",
        "direction": "inbound",
        "timestamp": "2025-04-15T09:02:10Z",
    },
}
SHOWN = _example("The job as it stands now", JOB)
LISTED = _example(
    "A page of jobs",
    {"jobs": [JOB], "next_cursor": f"1744708462000000-{EXAMPLE_JOB}"},
)
ERASED = _example(
    "The receipt",
    {
        "job_id": EXAMPLE_JOB,
        "deleted": {
            "audio": 1,
            "transcripts": 2,
            "insights": 1,
            "vectors": 58,
            "webhook_payloads": 1,
            "working_files": 0,
        },
        "objects": 63,
        "deleted_at": "2025-04-16T08:00:00Z",
    },
)
