"""Where an object lies in S3, as a pointer that services hand to one another."""

from typing import Annotated

from pydantic import StringConstraints

OBJECT_URI = r"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\x00-\x1f\x7f]{1,1024}$"
"""Bucket names by the rules of S3; a key is at most 1024 bytes and has no control characters."""

ObjectUri = Annotated[str, StringConstraints(pattern=OBJECT_URI, max_length=1100)]


def bucket_and_key(uri: str) -> tuple[str, str]:
    """``("calls", "a/b.wav")`` of ``s3://calls/a/b.wav``."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return bucket, key
