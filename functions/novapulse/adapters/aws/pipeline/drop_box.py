"""The S3 prefix into which recordings are dropped: ``drop/{tenant}/call.wav``, with an optional
``call.json`` beside it that must be there before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from novapulse.adapters.aws.clients import Client
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.trouble import error_code, translated
from novapulse.domain.dropped_file import FAILED_FOLDER, is_recording_name, sidecar_name
from novapulse.domain.errors import NotFound, TooLarge
from novapulse.domain.job import JobError

DROP = "drop"
CHUNK_BYTES = 1024 * 1024
GONE = frozenset({"404", "412", "NoSuchKey", "NoSuchVersion", "PreconditionFailed"})
"""Deleted, or replaced by another content, of which an event of its own tells."""


@dataclass(frozen=True)
class DroppedObject:
    """``version`` is the object's ETag."""

    tenant: str
    name: str
    version: str
    size: int

    @property
    def key(self) -> str:
        return f"{DROP}/{self.tenant}/{self.name}"


def dropped_object(event: Mapping[str, Any]) -> DroppedObject | None:
    """Of an event "Object Created" of S3; None for what is no recording in a tenant's folder. Keys
    are told as they are, not encoded.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"""
    found = event["detail"]["object"]
    parts = found["key"].split("/")
    if len(parts) != 3 or parts[0] != DROP or not is_recording_name(parts[2]):
        return None
    return DroppedObject(parts[1], parts[2], found["etag"].strip('"'), int(found["size"]))


class DropBox:
    """Raises StorageUnavailable where S3 throttles or cannot be reached."""

    def __init__(self, client: Client, bucket: str) -> None:
        self._client = client
        self._bucket = Bucket(client, bucket)

    def fetch(self, dropped: DroppedObject, target: Path, *, max_bytes: int) -> str:
        """1 request; the SHA-256, in hex. Raises TooLarge(``file_too_large``), and NotFound once
        that version is no longer there."""
        if dropped.size > max_bytes:
            raise TooLarge("file_too_large", f"file: larger than the {max_bytes} bytes accepted")
        with translated():
            try:
                found = self._client.get_object(
                    Bucket=self._bucket.name, Key=dropped.key, IfMatch=f'"{dropped.version}"'
                )
                return _saved(found["Body"], target)
            except Exception as error:
                if error_code(error) not in GONE:
                    raise
        raise NotFound("blob_not_found", "the dropped recording was replaced or deleted")

    def sidecar(self, dropped: DroppedObject, folder: Path) -> Path | None:
        """1 request; a file in ``folder`` with the sidecar's own name."""
        name = sidecar_name(dropped.name)
        try:
            content = self._bucket.get(f"{DROP}/{dropped.tenant}/{name}")
        except NotFound:
            return None
        path = folder / name
        path.write_bytes(content)
        return path

    def refuse(self, tenant: str, name: str, error: JobError) -> None:
        """1 request: the reason, in ``failed/``. The recording stays where it is."""
        text = json.dumps({"error": error.model_dump()}, indent=2, ensure_ascii=False)
        key = f"{DROP}/{tenant}/{FAILED_FOLDER}/{name}.error.json"
        self._bucket.put(key, f"{text}\n".encode(), ContentType="application/json")


def _saved(body: Any, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for chunk in body.iter_chunks(CHUNK_BYTES):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()
