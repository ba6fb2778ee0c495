"""The shapes of what is asked and answered about jobs as a whole."""

from typing import Annotated

from fastapi import Path
from pydantic import Field

from novapulse.api.native.schemas import JobAnswer, Schema

JobIdPath = Annotated[
    str,
    Path(
        description="Another tenant's job, an erased one and one that never was are the same 404",
        json_schema_extra={"pattern": "^job_[0-9a-f]{12}$"},
        examples=["job_7f3a9c2e1b4d"],
    ),
]


class JobList(Schema):
    jobs: list[JobAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(
        description="Send it as `cursor` for the next page; null on the last one"
    )


class ErasedSchema(Schema):
    audio: int = Field(ge=0, description="The recording, and its channels while they are decoded")
    transcripts: int = Field(ge=0, description="Redacted and not, finished and not")
    insights: int = Field(ge=0)
    vectors: int = Field(ge=0)
    webhook_payloads: int = Field(ge=0, description="Deliveries, with their attempts")
    working_files: int = Field(ge=0, description="What the pipeline's stages left for one another")


class ErasureAnswer(Schema):
    """A receipt. Nothing of the job is kept, not even its record."""

    job_id: str
    deleted: ErasedSchema
    objects: int = Field(ge=0, description="The sum of `deleted`")
    deleted_at: str
