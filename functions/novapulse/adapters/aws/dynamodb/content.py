"""What makes a submission the same as an earlier one, as one key: ``domain.duplicate``."""

import json
from typing import Any

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import utc_text
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import Delete, Put, When, Write
from novapulse.domain.job import CallDetails, Job


def content_key(job: Job) -> Key:
    """Under it stands the latest job of this content, pipeline, metadata and details of the call.
    These count where there are any, so that keys of jobs that came before them stay theirs."""
    same: list[Any] = [job.audio_sha256, job.options.pipeline, job.options.metadata]
    if job.options.call != CallDetails():
        same.append(job.options.call.model_dump(mode="json"))
    return keys.content(job.tenant, keys.text_sha256(json.dumps(same, sort_keys=True)))


def moved_content(table: Table, before: Job, after: Job) -> list[Write]:
    """For a job that became another content: a later job of the same stays where it is. 1 request
    if it did."""
    old, new = content_key(before), content_key(after)
    if old == new:
        return []
    found = table.get_many([old, new])
    created_at = utc_text(after.created_at)
    writes: list[Write] = []
    if new not in found or found[new]["created_at"] <= created_at:
        older = When("attribute_not_exists(#PK) OR #created_at <= :mine", mine=created_at)
        writes.append(Put(new, {"job_id": after.id, "created_at": created_at}, older))
    if old in found and found[old]["job_id"] == before.id:
        writes.append(Delete(old, When("#job_id = :job_id", job_id=before.id)))
    return writes
