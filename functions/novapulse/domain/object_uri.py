"""Where an object lies in S3, as a pointer that services hand to one another."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

OBJECT_URI = r"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\x00-\x1f\x7f]{1,1024}$"
"""Bucket names by the rules of S3; a key has no control characters."""
_LONGEST_KEY = 1024
"""Bytes, by the rules of S3."""
_STEPS = frozenset({".", ".."})


def _key_of_s3(uri: str) -> str:
    _, key = bucket_and_key(uri)
    if len(key.encode()) > _LONGEST_KEY:
        raise ValueError(f"the key is longer than {_LONGEST_KEY} bytes")
    if has_steps(key):
        raise ValueError("'.' and '..' are not accepted as parts of a key")
    return uri


ObjectUri = Annotated[
    str, StringConstraints(pattern=OBJECT_URI, max_length=1100), AfterValidator(_key_of_s3)
]


def has_steps(key: str) -> bool:
    """Whether a part of ``key`` is ``.`` or ``..``. To S3 they are letters like any others, but a
    server on the way may resolve them, and the key then lies elsewhere than it says."""
    return not _STEPS.isdisjoint(key.split("/"))


def bucket_and_key(uri: str) -> tuple[str, str]:
    """``("calls", "a/b.wav")`` of ``s3://calls/a/b.wav``."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return bucket, key
