"""Submitting a recording: sent with the request, sent ahead in parts, or named by a URL."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from novapulse.api.native.schemas import Accepted
from novapulse.client import uploads
from novapulse.client.answers import parsed
from novapulse.client.connection import Connection
from novapulse.client.errors import PayloadTooLarge
from novapulse.client.form import UploadForm
from novapulse.client.recording import OnProgress, Recording

PATH = "/v1/audio/ingest"


@dataclass(frozen=True)
class Options:
    """As ``POST /v1/audio/ingest`` takes them; None leaves the choice to the server."""

    pipeline: str | None = None
    language: str | None = None
    metadata: Mapping[str, Any] | None = None
    webhook_url: str | None = None
    channels: Mapping[str, str] | None = None
    speakers_expected: int | None = None
    custom_vocabulary: Sequence[str] | None = None
    agent_id: str | None = None
    contact_id: str | None = None
    call_direction: str | None = None
    call_timestamp: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value is not None}

    def as_fields(self) -> dict[str, str]:
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in self.as_json().items()
        }


@dataclass(frozen=True)
class Submitting:
    """``idempotency_key`` makes it safe to send the same submission again."""

    connection: Connection
    options: Options
    idempotency_key: str
    on_progress: OnProgress | None

    def recording(self, recording: Recording, *, in_one_request: int) -> Accepted:
        """With the request up to that many bytes; larger ones, and what the server finds too large
        for one request, ahead of it."""
        if recording.size <= in_one_request:
            try:
                return self._with_form(recording)
            except PayloadTooLarge:
                pass  # where the direct route takes less than the uploads do, uploads will say
        return self.parts(uploads.announce(self.connection, recording), recording)

    def parts(self, plan: uploads.Plan, recording: Recording) -> Accepted:
        with uploads.resumable(plan.upload_id):
            uploads.send_parts(self.connection, plan, recording, self.on_progress)
            return self.json({"upload_id": plan.upload_id})

    def json(self, source: Mapping[str, Any]) -> Accepted:
        """``source`` is an ``upload_id``, an ``audio_url`` or ``turns``."""
        answer = self.connection.send(
            "POST",
            PATH,
            json={**source, **self.options.as_json()},
            headers={"idempotency-key": self.idempotency_key},
        )
        return parsed(Accepted, answer)

    def _with_form(self, recording: Recording) -> Accepted:
        form = UploadForm(self.options.as_fields(), recording, self.on_progress)
        headers = {**form.headers, "idempotency-key": self.idempotency_key}
        connection = self.connection
        return parsed(
            Accepted,
            connection.retries.run(
                lambda: connection.exchange("POST", PATH, content=form, headers=headers)
            ),
        )


def new_idempotency_key() -> str:
    return secrets.token_hex(16)
