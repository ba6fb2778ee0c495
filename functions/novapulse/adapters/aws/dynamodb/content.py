"""What makes a submission the same as an earlier one, as one key: ``domain.duplicate``."""

import json

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.domain.job import Job


def content_key(job: Job) -> Key:
    """Under it stands the latest job of this content, pipeline and metadata."""
    same = [job.audio_sha256, job.options.pipeline, job.options.metadata]
    return keys.content(job.tenant, keys.text_sha256(json.dumps(same, sort_keys=True)))
