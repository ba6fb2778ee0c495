"""What makes a submission the same as an earlier one, as one key: ``domain.duplicate``."""

import json
from typing import Any

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.domain.job import CallDetails, Job


def content_key(job: Job) -> Key:
    """Under it stands the latest job of this content, pipeline, metadata and details of the call.
    These count where there are any, so that keys of jobs that came before them stay theirs."""
    same: list[Any] = [job.audio_sha256, job.options.pipeline, job.options.metadata]
    if job.options.call != CallDetails():
        same.append(job.options.call.model_dump(mode="json"))
    return keys.content(job.tenant, keys.text_sha256(json.dumps(same, sort_keys=True)))
