"""``/docs``: the API description as a page, from files of our own server, for browsers only."""

import base64
import hashlib
import importlib.resources

from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse, Response

ASSETS = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon.png": "image/png",
}

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def get_docs() -> HTMLResponse:
    """Its links are relative, so that it works behind a proxy that adds a prefix."""
    page = get_swagger_ui_html(
        openapi_url="openapi.json",
        title="NovaPulse API",
        swagger_js_url="docs/swagger-ui-bundle.js",
        swagger_css_url="docs/swagger-ui.css",
        swagger_favicon_url="docs/favicon.png",
        # The validator is a public service: the description is not sent there.
        swagger_ui_parameters={"validatorUrl": None},
    )
    page.headers["content-security-policy"] = _policy(bytes(page.body).decode())
    return page


@router.get("/docs/swagger-ui-bundle.js")
def get_script() -> Response:
    return _asset("swagger-ui-bundle.js")


@router.get("/docs/swagger-ui.css")
def get_style() -> Response:
    return _asset("swagger-ui.css")


@router.get("/docs/favicon.png")
def get_icon() -> Response:
    return _asset("favicon.png")


def _asset(name: str) -> Response:
    file = importlib.resources.files("fastapi_offline") / "static" / name
    return Response(file.read_bytes(), media_type=ASSETS[name])


def _policy(page: str) -> str:
    """Nothing from elsewhere, nothing sent elsewhere, and of inline scripts only the page's own.
    Swagger UI sets styles of single elements inline, and adds no sheet of its own."""
    _, _, rest = page.partition("<script>")
    script, _, _ = rest.partition("</script>")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
