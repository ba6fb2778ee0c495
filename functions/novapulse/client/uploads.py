"""Large recordings: announced, sent in parts, each part repeated on its own, resumed later."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import RootModel

from novapulse.api.native.uploads.schemas import PutInParts, SinglePut, UploadAnswer
from novapulse.client.answers import parsed
from novapulse.client.connection import Connection
from novapulse.client.errors import (
    ConnectionFailed,
    RecordingUnreadable,
    ServerError,
    UploadInterrupted,
)
from novapulse.client.recording import OnProgress, Recording

CONTENT_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Part:
    """``length`` bytes from ``offset``; ``url`` is None for one that has arrived."""

    offset: int
    length: int
    url: str | None


@dataclass(frozen=True)
class Plan:
    upload_id: str
    parts: tuple[Part, ...]
    headers: Mapping[str, str]


class Announced(RootModel[SinglePut | PutInParts]):
    """In one piece, or in parts."""


def announce(connection: Connection, recording: Recording) -> Plan:
    answer = connection.send(
        "POST",
        "/v1/audio/uploads",
        json={
            "file_name": recording.name[:255],
            "size_bytes": recording.size,
            "content_type": CONTENT_TYPE,
            "sha256": recording.sha256(),
        },
    )
    announced = parsed(Announced, answer).root
    if isinstance(announced, SinglePut):
        part = Part(0, recording.size, announced.url)
        return Plan(announced.upload_id, (part,), announced.headers)
    size = announced.part_size
    parts = tuple(
        Part(offset, min(size, recording.size - offset), part.url)
        for part, offset in zip(announced.parts, range(0, recording.size, size), strict=True)
    )
    return Plan(announced.upload_id, parts, {})


def resume(connection: Connection, upload_id: str, recording: Recording) -> Plan:
    """What is left to send of an upload that was begun. Raises NotFound when its time is over."""
    standing = parsed(UploadAnswer, connection.get(f"/v1/audio/uploads/{upload_id}"))
    if standing.size_bytes != recording.size:
        raise RecordingUnreadable(
            "recording_unreadable",
            f"{recording.name}: has {recording.size} bytes; the upload that was begun has "
            f"{standing.size_bytes}",
        )
    return Plan(upload_id, tuple(_parts(standing)), {"content-type": standing.content_type})


def _parts(standing: UploadAnswer) -> Iterator[Part]:
    offset = 0
    for part in sorted(standing.parts, key=lambda part: part.part_number):
        yield Part(offset, part.size_bytes, None if part.received else part.url)
        offset += part.size_bytes


def send_parts(
    connection: Connection, plan: Plan, recording: Recording, on_progress: OnProgress | None
) -> None:
    for part in plan.parts:
        if part.url is not None:
            _send_part(connection, plan, part, part.url, recording)
        if on_progress is not None:
            on_progress(part.offset + part.length, recording.size)


@contextmanager
def resumable(upload_id: str) -> Iterator[None]:
    """Raises UploadInterrupted if the server or the network fails for good in the block."""
    try:
        yield
    except (ConnectionFailed, ServerError) as error:
        raise UploadInterrupted(upload_id, error) from None


def _send_part(
    connection: Connection, plan: Plan, part: Part, url: str, recording: Recording
) -> None:
    headers = {**plan.headers, "content-length": str(part.length)}

    def once() -> None:
        content = recording.chunks(part.offset, part.length)
        connection.put(url, content=content, headers=headers)

    connection.retries.run(once)
