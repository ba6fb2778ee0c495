"""A model that does as it is told, and requests to an app around it without a socket."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import httpx
from pydantic import Field

from model_containers.serving.app import ModelApp
from model_containers.serving.pointers import Pointers
from model_containers.serving.service import Answered, Work
from model_containers.serving.settings import ServingSettings
from novapulse.domain.object_uri import ObjectUri
from novapulse.domain.remote import RemoteRequest
from novapulse.domain.value import Value
from tests.model_containers.folder_s3 import FolderS3

Result = TypeVar("Result")
Scene = Callable[[httpx.AsyncClient], Coroutine[Any, Any, Result]]


class EchoRequest(RemoteRequest):
    recording: ObjectUri | None = None
    channels: tuple[ObjectUri, ...] = ()
    language: str | None = None
    vocabulary: tuple[str, ...] = ()
    times: int = Field(default=1, ge=1, le=9)


class EchoAnswer(Value):
    bytes_heard: int
    language: str | None
    vocabulary: tuple[str, ...]
    times: int


class EchoModel:
    """Says how many bytes it got. ``gate``: it waits for it; ``error``: it fails with it."""

    name = "echo"
    request: type[RemoteRequest] = EchoRequest
    takes_audio = True

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.cold: Exception | None = None
        self.warmed = 0
        self.at_once = self.most_at_once = 0
        self.folders: list[Path] = []
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        if self.cold is not None:
            raise self.cold
        self.warmed += 1

    def answer(self, work: Work) -> Answered:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            assert self.gate.wait(20)
            return self._echo(work)
        finally:
            with self._lock:
                self.at_once -= 1

    def _echo(self, work: Work) -> Answered:
        self.folders.append(work.folder)
        if self.error is not None:
            raise self.error
        asked: EchoRequest = work.request
        heard = work.body
        if asked.recording is not None:
            heard = work.fetch(asked.recording, work.folder / "in", max_bytes=1000)
        size = heard.stat().st_size if heard else 0
        answer = EchoAnswer(
            bytes_heard=size,
            language=asked.language,
            vocabulary=asked.vocabulary,
            times=asked.times,
        )
        return Answered(answer, {"AudioSeconds": 2.0})


def make_app(model: EchoModel | None, store: FolderS3 | None = None, **settings: Any) -> ModelApp:
    """Loaded already, unless ``model`` is None."""
    own = ServingSettings(
        **{"input_locations": ("calls/in",), "output_locations": ("calls/out",), **settings}
    )

    def pointers() -> Pointers:
        assert store is not None, "this test has no S3"
        return Pointers(store, own.input_locations, own.output_locations)

    app = ModelApp(own, pointers=pointers)
    if model is not None:
        app.readiness.load(lambda: model)
    return app


def talk(
    app: ModelApp, scene: Callable[[httpx.AsyncClient], Coroutine[Any, Any, Result]]
) -> Result:
    async def run() -> Result:
        transport = httpx.ASGITransport(app=app.asgi)
        async with httpx.AsyncClient(transport=transport, base_url="http://model") as client:
            return await scene(client)

    return asyncio.run(run())


def send(app: ModelApp, **request: Any) -> httpx.Response:
    """One POST /invocations."""
    path = "/invocations" + request.pop("query", "")
    return talk(app, lambda client: client.post(path, **request))


def error_of(response: httpx.Response) -> tuple[int, str, bool]:
    """Status, code, retryable; the body has exactly the fields that it must have."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "retryable"}
    return response.status_code, body["error"]["code"], body["error"]["retryable"]
