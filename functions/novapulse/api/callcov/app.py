"""The CallCov API as one application."""

import importlib.metadata

from fastapi import FastAPI

from novapulse.api.callcov import analyses, calls, documented, errors
from novapulse.api.callcov.current import NamedRequests
from novapulse.api.callcov.dependencies import api_key_or_bearer
from novapulse.api.callcov.request_limits import request_limits
from novapulse.api.key_use_log import KeyUseLog
from novapulse.api.limited_app import Refusals, add_limits
from novapulse.api.lingering import LingeringRefusal
from novapulse.api.safe_responses import SafeHeaders
from novapulse.services.home import Home

DESCRIPTION = """\
Submit a recorded call, poll its analysis: compliance, quality, coaching, sentiment, summary.
Written against CallCov's published guide; a client of it changes its base URL and its key.
"""


def create_app(home: Home, *, uses: KeyUseLog) -> FastAPI:
    """Whoever runs ``uses`` writes the uses of keys: the application has no lifespan of its own."""
    app = FastAPI(
        title="NovaPulse: the CallCov API",
        version=importlib.metadata.version("novapulse"),
        summary="Call analysis: compliance, quality, coaching.",
        description=DESCRIPTION,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.home = home
    for part in (calls, analyses):
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
        limits=request_limits(home),
        refusals=Refusals(errors.internal_error, errors.unavailable, errors.answer),
        credential=api_key_or_bearer,
    )
    app.add_middleware(SafeHeaders)
    app.add_middleware(LingeringRefusal)
    app.add_middleware(NamedRequests)
