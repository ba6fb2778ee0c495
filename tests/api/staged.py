"""A caller that sends recordings ahead of their job."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tests.api.clients import Caller

WAV = b"RIFF" + bytes(range(256)) * 4
"""1,028 bytes."""


def announce(client: Caller, content: bytes = WAV, **changes: Any) -> Any:
    """The answer to an announcement of ``content``, which must be accepted."""
    said = {"file_name": "call.wav", "size_bytes": len(content), "content_type": "audio/wav"}
    answer = client.post("/v1/audio/uploads", json=said | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def send_part(client: Caller, url: str, data: bytes) -> Any:
    """A PUT by somebody who has nothing but the URL."""
    return client.put(url, content=data, headers={"authorization": ""})


def send_all(client: Caller, announced: Any, content: bytes = WAV) -> None:
    for part in announced.get("parts") or [{"part_number": 1, "url": announced["url"]}]:
        size = announced.get("part_size", len(content))
        start = (part["part_number"] - 1) * size
        answer = send_part(client, part["url"], content[start : start + size])
        assert answer.status_code == 200, answer.text


def complete(client: Caller, upload_id: str) -> Any:
    return client.post(f"/v1/audio/uploads/{upload_id}/complete")


def standing(client: Caller, upload_id: str) -> Any:
    answer = client.get(f"/v1/audio/uploads/{upload_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def changed_url(url: str, *, path: tuple[str, str] = ("", ""), **query: object) -> str:
    """The URL with one text of its path replaced, and with these query parameters."""
    parts = urlsplit(url)
    values = dict(parse_qsl(parts.query)) | {name: str(value) for name, value in query.items()}
    return urlunsplit(parts._replace(path=parts.path.replace(*path), query=urlencode(values)))
