"""Callers on one side, the API's function on the other: what API Gateway does between them, with
events in the shape of those in ``events/aws``."""

import base64
import itertools
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import requests

from novapulse.handlers.gateway import HttpFunction
from novapulse.handlers.http_errors import answered
from novapulse.services.home import Home
from tests.handlers.test_samples import sample

SAMPLE = sample("api_list_jobs")
HOST: str = SAMPLE["headers"]["host"]
ADDRESS: str = SAMPLE["requestContext"]["http"]["sourceIp"]
TEXT = ("text/", "application/json", "application/javascript", "application/xml")
LARGEST_BODY = 10 * 1024 * 1024
LARGEST_EVENT = LARGEST_ANSWER = 6 * 1024 * 1024
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "cookie", "host"}
_numbers = itertools.count()

Function = Callable[[Mapping[str, Any], object], Any]


class Environments:
    """Of a function: each takes one event at a time, so that there are as many as events at
    once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._idle: list[HttpFunction] = []
        self._lock = threading.Lock()

    def __call__(self, event: Mapping[str, Any], context: object) -> Any:
        environment = self._taken()
        try:
            return answered(lambda: environment(event, context))
        finally:
            with self._lock:
                self._idle.append(environment)

    def close(self) -> None:
        for environment in self._idle:
            environment.close()

    def _taken(self) -> HttpFunction:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return HttpFunction(self._home)


class Gateway(httpx.BaseTransport):
    """Requests to S3 go to S3."""

    def __init__(self, function: Function, *, address: str = ADDRESS) -> None:
        self._function = function
        self._address = address

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host != HOST:
            return elsewhere(request)
        event = event_of(request, self._address)
        sent = json.dumps(event)
        if len(request.content) > LARGEST_BODY or len(sent) > LARGEST_EVENT:
            return httpx.Response(413, json={"message": "Request Entity Too Large"})
        answer = json.dumps(self._function(json.loads(sent), None))
        if len(answer) > LARGEST_ANSWER:
            return httpx.Response(500, json={"message": "Internal Server Error"})
        return response_of(json.loads(answer))


def event_of(request: httpx.Request, address: str = ADDRESS) -> dict[str, Any]:
    body = request.read()
    # A question mark that was encoded ends the path all the same.
    path = request.url.path.partition("?")[0]
    headers = _headers(request, body)
    context = SAMPLE["requestContext"]
    http = {**context["http"], "method": request.method, "path": path, "sourceIp": address}
    event: dict[str, Any] = SAMPLE | {
        "rawPath": path,
        "rawQueryString": request.url.query.decode("ascii"),
        "headers": headers | {"x-forwarded-for": address},
        "requestContext": context
        | {"http": context["http"] | http, "requestId": str(next(_numbers))},
        **_body(headers.get("content-type", ""), body),
    }
    cookies = request.headers.get("cookie")
    return event | ({"cookies": cookies.split("; ")} if cookies else {})


def response_of(answer: Mapping[str, Any]) -> httpx.Response:
    body = answer.get("body", "")
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    headers = [*answer["headers"].items()]
    headers += [("set-cookie", each) for each in answer.get("cookies", ())]
    return httpx.Response(answer["statusCode"], headers=headers, content=content)


def elsewhere(request: httpx.Request) -> httpx.Response:
    """S3 takes a signature or a key, and refuses what has both."""
    assert not request.headers.get("authorization")
    answer = requests.request(
        request.method, str(request.url), data=request.read(), headers=_own(request), timeout=5
    )
    return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


def _own(request: httpx.Request) -> dict[str, str]:
    names = ("content-type", "content-length")
    return {name: request.headers[name] for name in names if name in request.headers}


def _headers(request: httpx.Request, body: bytes) -> dict[str, str]:
    """In lower case, and those that came more than once joined."""
    joined: dict[str, str] = {}
    for name, value in request.headers.multi_items():
        if name.lower() not in HOP_BY_HOP:
            known = joined.get(name.lower())
            joined[name.lower()] = value if known is None else f"{known},{value}"
    added = {name: SAMPLE["headers"][name] for name in ("x-forwarded-port", "x-forwarded-proto")}
    return joined | added | {"host": HOST, "content-length": str(len(body))}


def _body(content_type: str, body: bytes) -> dict[str, Any]:
    if not body:
        return {"isBase64Encoded": False}
    if content_type.startswith(TEXT):
        return {"body": body.decode(errors="replace"), "isBase64Encoded": False}
    return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
