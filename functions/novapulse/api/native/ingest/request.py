"""A submission as it came over HTTP: as a form, or as JSON."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from novapulse.api.form_reader import FormLimits
from novapulse.api.json_body import received_json
from novapulse.api.multipart import received_form
from novapulse.api.native.ingest.form import asked_options, upload_id
from novapulse.api.native.ingest.schemas import IngestRequest, TurnSchema
from novapulse.domain.errors import InvalidRequest, UnsupportedMedia
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import Submission


@asynccontextmanager
async def received_submission(
    request: Request, home: Home, tenant: str, idempotency_key: str | None
) -> AsyncIterator[Submission]:
    """What was sent; what nobody took of its file is removed when the block ends.

    Raises as ``received_form`` and ``received_json`` do, and UnsupportedMedia for a body of any
    other kind."""
    kind, _ = parse_options_header(request.headers.get("content-type"))
    if kind == b"application/json":
        yield await _json_submission(request, home, tenant, idempotency_key)
    elif kind == b"multipart/form-data":
        async with received_form(request, folder=home.incoming, limits=_limits(home)) as form:
            yield Submission(
                tenant,
                form.file,
                asked_options(form.fields),
                upload_id=upload_id(form.fields),
                idempotency_key=idempotency_key,
            )
    else:
        raise _other_kind(kind)


def _limits(home: Home) -> FormLimits:
    settings, gateway = home.settings, home.gateway
    longest = settings.max_upload_bytes
    return FormLimits(
        file_bytes=longest if gateway is None else min(longest, gateway.file_bytes),
        field_bytes=settings.max_form_field_bytes,
        seconds=settings.upload_timeout_seconds,
    )


async def _json_submission(
    request: Request, home: Home, tenant: str, idempotency_key: str | None
) -> Submission:
    said = await received_json(
        request,
        IngestRequest,
        max_bytes=home.settings.max_text_bytes,
        seconds=home.settings.upload_timeout_seconds,
    )
    return Submission(
        tenant,
        None,
        AskedOptions(**said.model_dump(exclude={"upload_id", "turns"})),
        upload_id=said.upload_id,
        written=None if said.turns is None else written_call(said.turns),
        idempotency_key=idempotency_key,
    )


def written_call(turns: Sequence[TurnSchema]) -> WrittenCall:
    return WrittenCall(turns=tuple(WrittenTurn(**turn.model_dump()) for turn in turns))


def _other_kind(kind: bytes) -> InvalidRequest | UnsupportedMedia:
    if not kind:
        return InvalidRequest(
            "missing_required_field",
            "file: is required; send the recording as the part 'file' of multipart/form-data",
        )
    return UnsupportedMedia(
        "unsupported_media_type",
        f"content-type: {kind.decode(errors='replace')[:80]!a} is not accepted; send "
        "multipart/form-data or application/json",
    )
