"""Submitting to the Symbl API, and reading its errors."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

from novapulse.domain.job import Job
from tests.services.house import WAV, RememberingRunner

AUDIO = "/v1/process/audio"
TEXT = "/v1/process/text"
URL = "https://example.com/call.mp3"
NO_CONVERSATION = "The conversationId is either invalid or does not exist."


def send(
    client: TestClient, query: str = "", content: bytes | Iterator[bytes] = WAV, **options: Any
) -> Any:
    path = options.pop("to", AUDIO)
    return client.request(
        options.pop("method", "POST"), f"{path}?{query}", content=content, **options
    )


def send_url(client: TestClient, query: str = "", **body: Any) -> Any:
    return client.post(f"{AUDIO}/url?{query}", json={"url": URL, **body})


def send_text(client: TestClient, *messages: dict[str, Any], query: str = "", **body: Any) -> Any:
    return client.post(f"{TEXT}?{query}", json={"messages": messages, **body})


def message(content: str = "Hello there.", who: str | None = None, **more: Any) -> dict[str, Any]:
    """``who``: name and, before it, the userId: ``a@example.com A``."""
    sent: dict[str, Any] = {"payload": {"content": content}, **more}
    if who is not None:
        user, _, name = who.rpartition(" ")
        sent["from"] = {"userId": user, "name": name} if user else {"name": name}
    return sent


def as_json(name: str, value: Any) -> str:
    return urlencode({name: json.dumps(value)})


def letter_by_letter(name: str, value: Any) -> str:
    """As the Python client explodes a list that it spelled as JSON."""
    return "&".join(f"{name}={quote(letter)}" for letter in json.dumps(value))


def error(answer: Any) -> tuple[int, str]:
    """Status and message; the shape is checked."""
    body = answer.json()
    assert set(body) == ({"message", "statusCode"} if answer.status_code == 429 else {"message"})
    return answer.status_code, body["message"]


def the_job(runner: RememberingRunner) -> Job:
    """The one that was submitted last."""
    return runner.started[-1]
