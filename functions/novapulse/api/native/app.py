"""The native API as one application."""

import importlib.metadata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from novapulse.api.key_use_log import KeyUseLog
from novapulse.api.lingering import LingeringRefusal
from novapulse.api.native import errors, health, ingest, insights, jobs, transcriptions
from novapulse.api.safe_responses import SafeResponses
from novapulse.services.home import Home


def create_app(home: Home) -> FastAPI:
    """Its lifespan writes the uses of keys."""
    uses = KeyUseLog(home.keys)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with uses.running():
            yield

    app = FastAPI(
        title="NovaPulse",
        version=importlib.metadata.version("novapulse"),
        summary="Recorded calls in, insight out.",
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.home = home
    app.state.key_uses = uses
    for part in (ingest, jobs, transcriptions, insights, health):
        app.include_router(part.router)
    errors.install(app)
    app.add_middleware(
        SafeResponses, internal_error=errors.internal_error, unavailable=errors.unavailable
    )
    app.add_middleware(LingeringRefusal)
    return app
