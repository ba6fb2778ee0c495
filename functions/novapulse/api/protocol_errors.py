"""What the framework refuses by itself (no such path, no such method), in words of ours."""

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.routing import Match

UNAVAILABLE_SECONDS = 10
"""A guess: nobody knows when a disk has room again."""


def protocol_message(request: Request, error: HTTPException) -> str:
    return {
        404: f"There is nothing at {request.url.path[:200]}.",
        405: f"{request.method} is not possible at {request.url.path[:200]}.",
    }.get(error.status_code, str(error.detail))


def protocol_headers(request: Request, error: HTTPException) -> dict[str, str]:
    """A 405 names every method of the path."""
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status_code == 405:
        headers["allow"] = _methods_at(request)
    return headers


def _methods_at(request: Request) -> str:
    """Of every route with this path; the framework names the first one's only. Where a route is
    the path word by word, those whose ids would match it too do not count."""
    matched = [r for r in request.app.routes if r.matches(request.scope)[0] is not Match.NONE]
    literal = [route for route in matched if not route.param_convertors]
    methods = {method for route in literal or matched for method in route.methods or ()}
    return ", ".join(sorted(methods))
