"""The Symbl API as one application."""

import importlib.metadata

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from novapulse.api.key_use_log import KeyUseLog
from novapulse.api.limited_app import Refusals, add_limits
from novapulse.api.lingering import LingeringRefusal
from novapulse.api.safe_responses import SafeHeaders
from novapulse.api.symbl import (
    conversations,
    documented,
    errors,
    jobs,
    manage,
    oauth,
    process,
)
from novapulse.api.symbl.dependencies import bearer_or_api_key
from novapulse.api.symbl.paths import TrailingSlash
from novapulse.api.symbl.request_limits import request_limits
from novapulse.services.home import Home

DESCRIPTION = """\
Submit recorded or written conversations, and read their messages, topics, questions, action items,
entities, trackers and analytics. Written against Symbl.ai's published documentation of the Async,
Conversation and Management APIs; a client of them changes its base URL and its credentials.
"""
SEEN = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"]


def create_app(home: Home, *, uses: KeyUseLog) -> FastAPI:
    """Whoever runs ``uses`` writes the uses of keys: the application has no lifespan of its own."""
    app = FastAPI(
        title="NovaPulse: the Symbl API",
        version=importlib.metadata.version("novapulse"),
        summary="Conversation intelligence: messages, topics, insights, analytics.",
        description=DESCRIPTION,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/manage/openapi.json",
    )
    app.state.home = home
    for part in (oauth, process, jobs, conversations, manage):
        app.router.routes.extend(part.router.routes)
    documented.complete(app)
    errors.install(app)
    _add_middleware(app, home, uses)
    return app


def _add_middleware(app: FastAPI, home: Home, uses: KeyUseLog) -> None:
    """From the innermost to the outermost."""
    add_limits(
        app,
        home,
        uses,
        limits=request_limits(home.settings),
        refusals=Refusals(errors.internal_error, errors.unavailable, errors.answer),
        credential=bearer_or_api_key,
    )
    # Pages of other origins may ask: nothing is granted but by a token, which they must have.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["*"],
        expose_headers=SEEN,
    )
    app.add_middleware(SafeHeaders)
    app.add_middleware(LingeringRefusal)
    app.add_middleware(TrailingSlash)
