"""S3 objects in and out, from and to allowed places only."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from model_containers.serving.settings import ServingSettings
from novapulse.domain.errors import (
    Forbidden,
    NotFound,
    NovaPulseError,
    StorageUnavailable,
    TooLarge,
)
from novapulse.domain.object_uri import bucket_and_key, has_steps

_CHUNK = 1024 * 1024
_MISSING = frozenset({"NoSuchKey", "NoSuchBucket", "NotFound", "404"})
_DENIED = frozenset({"AccessDenied", "403", "InvalidObjectState"})


class S3Client(Protocol):
    """The part of boto3's S3 client that is used."""

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]: ...
    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str) -> Any: ...


@dataclass(frozen=True)
class Pointers:
    """``readable`` and ``writable``: ``bucket`` or ``bucket/prefix``."""

    client: S3Client
    readable: Sequence[str]
    writable: Sequence[str]

    def fetch(self, uri: str, into: Path, *, max_bytes: int) -> Path:
        """Raises Forbidden ``location_not_allowed``, NotFound ``input_not_found``, TooLarge,
        StorageUnavailable."""
        bucket, key = _allowed(uri, self.readable)
        try:
            found = self.client.get_object(Bucket=bucket, Key=key)
            _check_size(uri, int(found["ContentLength"]), max_bytes)
            with into.open("wb") as file:
                for chunk in found["Body"].iter_chunks(_CHUNK):
                    file.write(chunk)
        except NovaPulseError:
            raise
        except Exception as error:
            raise _s3_error(uri, error) from error
        return into

    def check_output(self, uri: str) -> None:
        """Raises Forbidden: told before the work is done, not after."""
        _allowed(uri, self.writable)

    def store(self, uri: str, document: bytes) -> None:
        """Raises as ``fetch`` does."""
        bucket, key = _allowed(uri, self.writable)
        try:
            self.client.put_object(
                Bucket=bucket, Key=key, Body=document, ContentType="application/json"
            )
        except Exception as error:
            raise _s3_error(uri, error) from error


def s3_client(settings: ServingSettings) -> S3Client:
    """boto3's, with the credentials of the container's role."""
    import boto3
    from botocore.config import Config

    client: S3Client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint,
        config=Config(
            signature_version="s3v4",
            connect_timeout=settings.s3_timeout_seconds,
            read_timeout=settings.s3_timeout_seconds,
            retries={"mode": "standard", "max_attempts": 4},
        ),
    )
    return client


def _allowed(uri: str, locations: Sequence[str]) -> tuple[str, str]:
    bucket, key = bucket_and_key(uri)
    for location in locations:
        allowed, _, prefix = location.strip("/").partition("/")
        within = not prefix or f"{key}/".startswith(f"{prefix}/")
        if bucket == allowed and within and not has_steps(key):
            return bucket, key
    raise Forbidden(
        "location_not_allowed",
        f"{uri}: this container may not use that place. The settings input_locations and "
        "output_locations name the buckets and prefixes that it may.",
    )


def _check_size(uri: str, size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise TooLarge(
            "input_too_large", f"{uri} has {size} bytes; at most {max_bytes} are accepted."
        )


def _s3_error(uri: str, error: Exception) -> NovaPulseError:
    """By the code of botocore's ClientError, which is in its ``response``."""
    response: dict[str, Any] = getattr(error, "response", None) or {}
    code = str(response.get("Error", {}).get("Code", ""))
    if code in _MISSING:
        return NotFound("input_not_found", f"{uri}: there is no such object, or no such bucket.")
    if code in _DENIED:
        return Forbidden(
            "location_not_allowed", f"{uri}: S3 refuses this container's role ({code})."
        )
    reason = code or type(error).__name__
    return StorageUnavailable(
        "storage_unavailable", f"{uri}: S3 could not be used ({reason}). Try again later."
    )
