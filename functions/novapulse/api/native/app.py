"""The native API as one application."""

import importlib.metadata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter
from fastapi import APIRouter, FastAPI

from novapulse.api.event_streams import EventStreams
from novapulse.api.key_use_log import KeyUseLog
from novapulse.api.limited_app import Refusals, add_limits
from novapulse.api.lingering import LingeringRefusal
from novapulse.api.native import docs, errors, health, openapi
from novapulse.api.native.events import routes as events
from novapulse.api.native.ingest import routes as ingest
from novapulse.api.native.jobs import routes as jobs
from novapulse.api.native.jobs import speakers
from novapulse.api.native.operations import DESCRIPTION
from novapulse.api.native.request_limits import request_limits
from novapulse.api.native.results import insights, recordings, transcriptions
from novapulse.api.native.search import routes as search
from novapulse.api.native.uploads import routes as uploads
from novapulse.api.native.uploads.part_routes import part_router
from novapulse.api.native.webhooks import routes as webhooks
from novapulse.api.safe_responses import SafeHeaders
from novapulse.services.home import Home


def create_app(home: Home) -> FastAPI:
    """Its lifespan writes the uses of keys, also those that others add to ``app.state.uses``.
    ``app.state.streams.stop()`` ends open streams."""
    uses = KeyUseLog(home.keys)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with uses.running():
            yield

    app = FastAPI(
        title="NovaPulse",
        version=importlib.metadata.version("novapulse"),
        summary="Recorded calls in, insight out.",
        description=DESCRIPTION,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        servers=_servers(home.settings.public_url),
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.home = home
    app.state.uses = uses
    app.state.streams = _event_streams(home)
    app.state.search_threads = CapacityLimiter(home.settings.searches_at_once)
    results = (transcriptions, insights, recordings, search)
    for part in (ingest, jobs, speakers, *results, health, uploads, webhooks, events, docs):
        _add_routes(app, part.router)
    if home.part_inbox is not None:
        _add_routes(app, part_router(home.part_inbox))
    openapi.complete(app)
    errors.install(app)
    _add_middleware(app, home, uses)
    return app


def _event_streams(home: Home) -> EventStreams:
    settings, gateway = home.settings, home.gateway
    seconds = settings.event_stream_seconds
    if gateway is not None:
        seconds = min(seconds, gateway.wait_seconds)
    return EventStreams(
        per_key=settings.event_streams, seconds=seconds, ends_when_told=gateway is not None
    )


def _servers(public_url: str | None) -> list[dict[str, Any]] | None:
    """None: the one that the document comes from."""
    return None if public_url is None else [{"url": public_url.rstrip("/")}]


def _add_routes(app: FastAPI, router: APIRouter) -> None:
    # include_router would match every request against the routes of every router, twice.
    app.router.routes.extend(router.routes)


def _add_middleware(app: FastAPI, home: Home, uses: KeyUseLog) -> None:
    """From the innermost to the outermost."""
    add_limits(
        app,
        home,
        uses,
        limits=request_limits(home.settings),
        refusals=Refusals(errors.internal_error, errors.unavailable, errors.answer),
    )
    app.add_middleware(SafeHeaders)
    app.add_middleware(LingeringRefusal)
