"""A submission as it came over HTTP: a form with a file, or JSON with a URL."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from novapulse.api.callcov.faults import fault, missing
from novapulse.api.form_reader import FormLimits
from novapulse.api.json_body import received_json
from novapulse.api.multipart import received_form
from novapulse.domain.errors import InvalidRequest, UnsupportedMedia
from novapulse.domain.job import Dialect
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.size_limits import SizeLimits, limit_of
from novapulse.services.intake.submission import ReceivedFile, Submission

FILE = "audio_file"
URL = "audio_url"
REQUIRED = ("agent_id", "contact_id")
TEXTS = (*REQUIRED, "call_direction", "call_timestamp", URL, "webhook_url")


class AnyObject(BaseModel):
    """Whatever its fields are: what is wrong with them is told in the words of this API."""

    model_config = ConfigDict(extra="allow")


@asynccontextmanager
async def received_submission(
    request: Request, home: Home, tenant: str, limits: SizeLimits
) -> AsyncIterator[Submission]:
    """What was sent; what nobody took of its file is removed when the block ends. Raises as
    ``received_form`` and ``received_json`` do, InvalidRequest and UnsupportedMedia."""
    kind, _ = parse_options_header(request.headers.get("content-type"))
    if kind == b"multipart/form-data":
        async with received_form(
            request, folder=home.incoming, limits=_form_limits(home, limits), file_field=FILE
        ) as form:
            yield _submission(tenant, form.fields, limits, source=FILE, file=form.file)
    elif kind == b"application/json":
        settings = home.settings
        said = await received_json(
            request,
            AnyObject,
            max_bytes=settings.max_json_bytes,
            seconds=settings.upload_timeout_seconds,
        )
        yield _submission(tenant, said.model_extra or {}, limits, source=URL)
    else:
        raise InvalidRequest(
            "validation_error",
            "content_type: send multipart/form-data with audio_file, or application/json with "
            "audio_url",
        )


def _form_limits(home: Home, limits: SizeLimits) -> FormLimits:
    settings, gateway = home.settings, home.gateway
    longest = min(max(limits.values()), settings.max_upload_bytes)
    return FormLimits(
        file_bytes=longest if gateway is None else min(longest, gateway.file_bytes),
        field_bytes=settings.max_form_field_bytes,
        seconds=settings.upload_timeout_seconds,
        limit_of=partial(limit_of, limits=limits),
    )


def _submission(
    tenant: str,
    fields: Mapping[str, Any],
    limits: SizeLimits,
    *,
    source: str,
    file: ReceivedFile | None = None,
) -> Submission:
    """``source`` is how such a request usually names its recording."""
    sent = {name: value for name, value in fields.items() if value is not None}
    _check_present(sent, file, source)
    for name in TEXTS:
        if not isinstance(sent.get(name, ""), str):
            raise fault(name, "Input should be a valid string", sent[name])
    if file is not None and file.size_bytes == 0:
        raise UnsupportedMedia("unsupported_media_type", "file: is empty")
    return Submission(
        tenant,
        file,
        AskedOptions(
            metadata=_metadata(sent.get("metadata")),
            **{name: sent[name] for name in TEXTS if name in sent},
        ),
        dialect=Dialect.CALLCOV,
        size_limits=limits,
    )


def _check_present(sent: Mapping[str, Any], file: ReceivedFile | None, source: str) -> None:
    lacking = [name for name in REQUIRED if not str(sent.get(name, "")).strip()]
    if file is None and not sent.get(URL):
        lacking.append(source)
    if lacking:
        raise missing(*lacking)
    if file is not None and URL in sent:
        raise fault(URL, f"came with {FILE}; send only one of the two")


def _metadata(value: Any) -> Any:
    """An object, or the text of one: a form has no other way to send it."""
    if not isinstance(value, str):
        return value
    try:
        found = json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise fault("metadata", "is not accepted; send a JSON object", value)
    return found


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
