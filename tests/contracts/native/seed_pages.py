"""The requests and answers that the two published pages show, and how to send them."""

import json
from pathlib import Path
from typing import Any

from tests.api.clients import Caller

PAGES: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))


def send(client: Caller, request: dict[str, Any], *, job_id: str = "", audio: bytes = b"") -> Any:
    """The answer to one request of a page, for the job that stands where the page has one."""
    options: dict[str, Any] = {}
    if "form" in request:
        options = {"data": request["form"], "files": {"file": (request["file"], audio)}}
    return client.request(request["method"], request["path"].replace("{job_id}", job_id), **options)


def with_job(example: Any, job_id: str) -> Any:
    return json.loads(json.dumps(example).replace("{job_id}", job_id))
