"""The HTTP face of a model: GET /ping and POST /invocations, as SageMaker asks for them."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from model_containers.serving import metrics
from model_containers.serving.admission import Admission
from model_containers.serving.failures import failed_response
from model_containers.serving.intake import audio_request, is_json, json_request, save_body
from model_containers.serving.pointers import Pointers
from model_containers.serving.readiness import Readiness
from model_containers.serving.service import Answered, Service, Work
from model_containers.serving.settings import ServingSettings
from novapulse.domain.errors import (
    EngineUnavailable,
    RequestTimeout,
    UnsupportedMedia,
)
from novapulse.domain.remote import RemoteError, RemoteFailure, StoredAnswer

_JSON = "application/json"
_INFERENCE_ID = "x-amzn-sagemaker-inference-id"
"""The header that names an asynchronous request."""


@dataclass(frozen=True)
class _Reply:
    body: bytes
    figures: dict[str, float]


class ModelApp:
    """``asgi`` is the application. ``pointers`` is called when a request first needs S3."""

    def __init__(self, settings: ServingSettings, *, pointers: Callable[[], Pointers]) -> None:
        self.readiness = Readiness()
        self.admission = Admission(concurrency=settings.concurrency, queue=settings.queue)
        self._settings = settings
        self._pointers = pointers
        self._threads = ThreadPoolExecutor(settings.concurrency, thread_name_prefix="model")
        self.asgi = Starlette(
            routes=[
                Route("/ping", self._ping, methods=["GET"]),
                Route("/invocations", self._invocations, methods=["POST"]),
            ],
            exception_handlers={HTTPException: _not_served},
        )

    async def _ping(self, request: Request) -> Response:
        del request
        well = self.readiness.ready and not self.admission.closed
        return Response(status_code=200 if well else 503)

    async def _invocations(self, request: Request) -> Response:
        begun = time.monotonic()
        figures: dict[str, float] = {}
        code = "ok"
        try:
            reply = await self._reply(request)
            figures = reply.figures
            response = Response(reply.body, media_type=_JSON)
        except ClientDisconnect:
            code, response = "client_gone", Response(status_code=499)
        except Exception as error:
            failed = failed_response(error)
            if failed.by_engine:
                self.readiness.failed(error)
            code = failed.body.error.code
            headers = {"Retry-After": str(failed.retry_after)} if failed.retry_after else None
            body = failed.body.model_dump_json()
            response = Response(body, failed.status, headers, media_type=_JSON)
        metrics.record(
            self._name,
            status=response.status_code,
            code=code,
            seconds=time.monotonic() - begun,
            figures=figures,
            inference_id=request.headers.get(_INFERENCE_ID, ""),
        )
        return response

    @property
    def _name(self) -> str:
        service = self.readiness.service
        return service.name if service else "loading"

    async def _reply(self, request: Request) -> _Reply:
        service = self.readiness.service
        if service is None:
            raise EngineUnavailable("model_loading", "The model is being loaded. Try again later.")
        with self.admission.entered(), TemporaryDirectory(dir=self._settings.scratch_dir) as folder:
            work = await self._receive(request, service, Path(folder))
            async with self.admission.turn():
                loop = asyncio.get_running_loop()
                reply = await loop.run_in_executor(
                    self._threads, partial(self._answer, service, work)
                )
        self.readiness.answered()
        return reply

    async def _receive(self, request: Request, service: Service, folder: Path) -> Work:
        try:
            async with self.admission.receiving(self._settings.body_seconds):
                return await self._work(request, service, folder)
        except TimeoutError:
            raise RequestTimeout(
                "request_timeout",
                f"The request's body did not arrive within {self._settings.body_seconds:g} s.",
            ) from None

    async def _work(self, request: Request, service: Service, folder: Path) -> Work:
        if is_json(request):
            limit = self._settings.max_json_bytes
            asked = await json_request(request, service.request, max_bytes=limit)
            return Work(asked, folder, self._fetch)
        if not service.takes_audio:
            raise UnsupportedMedia("content_type_not_supported", "Send application/json.")
        asked = audio_request(request, service.request)
        limit = self._settings.max_audio_bytes
        body = await save_body(request, folder / "body", max_bytes=limit)
        return Work(asked, folder, self._fetch, body)

    def _fetch(self, uri: str, into: Path, *, max_bytes: int) -> Path:
        return self._pointers().fetch(uri, into, max_bytes=max_bytes)

    def _answer(self, service: Service, work: Work) -> _Reply:
        output = work.request.output
        if output is not None:
            self._pointers().check_output(output)
        answered: Answered = service.answer(work)
        document = answered.answer.model_dump_json().encode()
        if output is not None:
            self._pointers().store(output, document)
            document = StoredAnswer(output=output).model_dump_json().encode()
        return _Reply(document, answered.figures)


async def _not_served(request: Request, error: Exception) -> Response:
    """Another path, or another method."""
    assert isinstance(error, HTTPException)
    message = f"{request.method} here is not served. GET /ping and POST /invocations are."
    failure = RemoteFailure(error=RemoteError(code="not_served", message=message, retryable=False))
    return Response(failure.model_dump_json(), error.status_code, error.headers, media_type=_JSON)
