"""Whose objects came within a time."""

import re
from collections.abc import Iterator
from datetime import datetime

from novapulse.adapters.aws.s3.objects import Bucket

OF_JOB = re.compile(r"[^/]+/(?P<tenant>[^/]+)/(?P<job_id>job_[0-9a-f]{12})/")
"""How the keys of a job's objects begin, whatever they are."""


def recent_owners(
    bucket: Bucket, prefixes: tuple[str, ...], *, after: datetime, before: datetime
) -> Iterator[tuple[str, str]]:
    """Tenant and job id of each job that has objects below a prefix which came between the two
    moments. 1 request for each 1,000 objects of any time."""
    owners = set()
    for prefix in prefixes:
        for found in bucket.list(prefix):
            owner = OF_JOB.match(found["Key"])
            if owner is not None and after <= found["LastModified"] < before:
                owners.add((owner["tenant"], owner["job_id"]))
    yield from sorted(owners)
