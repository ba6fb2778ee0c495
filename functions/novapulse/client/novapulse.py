"""The client: one method for each thing that the API does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import quote

import httpx

from novapulse.client import uploads
from novapulse.client.answers import parsed, parsed_json
from novapulse.client.connection import Connection
from novapulse.client.download import save
from novapulse.client.errors import ClientError
from novapulse.client.event_stream import messages
from novapulse.client.listing import as_json, given, metadata_filters, pages
from novapulse.client.recording import OnProgress, Source, opened
from novapulse.client.retries import Retries
from novapulse.client.submission import Options, Submitting, new_idempotency_key
from novapulse.client.waiting import wait_for_end
from novapulse.client.wire import (
    Accepted,
    Answer,
    Delivery,
    DeliveryPage,
    Event,
    Insights,
    Job,
    JobPage,
    Receipt,
    SearchResults,
    Speakers,
    Transcript,
    WebhookTest,
)
from novapulse.domain.redacted_times import AudioFormat, Mode

TIMEOUT_SECONDS = 60.0
"""Of silence: an upload may take as long as it does while bytes move."""
IN_ONE_REQUEST_BYTES = 100 * 1024 * 1024
"""Above it a recording is sent in parts, of which a broken connection costs one."""

Status = Literal["queued", "processing", "completed", "failed"]
PipelineName = Literal["transcription", "full-analysis"]
CallDirection = Literal["inbound", "outbound"]
InsightsType = Literal[
    "sentiment",
    "behavioral",
    "summary",
    "all",
    "compliance",
    "quality",
    "coaching",
    "content",
    "messages",
    "topics",
    "questions",
    "action_items",
    "follow_ups",
    "entities",
    "trackers",
]
SearchMode = Literal["hybrid", "keyword", "semantic"]


class NovaPulse:
    """A context manager. Every method raises ClientError, whose kinds ``novapulse.client.errors``
    lists. ``timeout`` is in seconds of silence. Busy servers and broken connections are tried again
    as ``retries`` says. May be used by several threads at once."""

    def __init__(
        self,
        url: str,
        api_key: str,
        *,
        timeout: float = TIMEOUT_SECONDS,
        retries: Retries | None = None,
        in_one_request_bytes: int = IN_ONE_REQUEST_BYTES,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._retries = retries or Retries()
        self._in_one_request = in_one_request_bytes
        self._connection = Connection(
            url, api_key, timeout=timeout, retries=self._retries, transport=transport
        )

    def __repr__(self) -> str:
        return f"NovaPulse({self._connection.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def submit(
        self,
        file: Source | None = None,
        *,
        audio_url: str | None = None,
        turns: Sequence[Mapping[str, Any]] | None = None,
        upload: str | None = None,
        name: str | None = None,
        pipeline: PipelineName | None = None,
        language: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        webhook_url: str | None = None,
        channels: Mapping[str, str] | None = None,
        speakers_expected: int | None = None,
        custom_vocabulary: Sequence[str] | None = None,
        agent_id: str | None = None,
        contact_id: str | None = None,
        call_direction: CallDirection | None = None,
        call_timestamp: datetime | None = None,
        idempotency_key: str | None = None,
        on_progress: OnProgress | None = None,
    ) -> Accepted:
        """A recording from ``file``, which is read piece by piece, from ``audio_url``, or from an
        ``upload`` that was sent before; ``file`` and ``upload`` together go on with an upload that
        was interrupted. Or a call as text: ``turns`` with ``speaker``, ``text`` and, where they
        are known, ``start`` and ``end`` in seconds. Makes one job however often it is repeated:
        see ``idempotency_key``. ``name`` is shown to people in the place of the file's own."""
        options = Options(
            pipeline=pipeline,
            language=language,
            metadata=metadata,
            webhook_url=webhook_url,
            channels=channels,
            speakers_expected=speakers_expected,
            custom_vocabulary=custom_vocabulary,
            agent_id=agent_id,
            contact_id=contact_id,
            call_direction=call_direction,
            call_timestamp=as_json(at=call_timestamp).get("at"),
        )
        submitting = Submitting(
            self._connection, options, idempotency_key or new_idempotency_key(), on_progress
        )
        if file is not None and audio_url is None and turns is None:
            return self._submit_file(submitting, file, name, upload)
        others = {"audio_url": audio_url, "upload_id": upload, "turns": turns}
        given = {name: value for name, value in others.items() if value is not None}
        if file is None and len(given) == 1:
            return submitting.json(given)
        raise ClientError(
            "missing_required_field",
            "file, audio_url, upload, turns: give one; or file and upload",
        )

    def _submit_file(
        self, submitting: Submitting, file: Source, name: str | None, upload: str | None
    ) -> Accepted:
        with opened(file, name) as recording:
            if upload is None:
                return submitting.recording(recording, in_one_request=self._in_one_request)
            plan = uploads.resume(self._connection, upload, recording)
            return submitting.parts(plan, recording)

    def job(self, job_id: str) -> Job:
        return parsed(Job, self._connection.get(f"/v1/jobs/{_segment(job_id)}"))

    def jobs(
        self,
        *,
        status: Status | None = None,
        pipeline: PipelineName | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        metadata: Mapping[str, Any] | None = None,
        agent_id: str | None = None,
        contact_id: str | None = None,
        call_direction: CallDirection | None = None,
    ) -> Iterator[Job]:
        """Newest first, over all pages. Everything that is given must hold."""
        where = given(
            status=status,
            pipeline=pipeline,
            created_after=created_after,
            created_before=created_before,
            agent_id=agent_id,
            contact_id=contact_id,
            call_direction=call_direction,
        )
        where = (*where, *metadata_filters(metadata or {}))
        for page in pages(lambda p: parsed(JobPage, self._connection.get("/v1/jobs", p)), where):
            yield from page.jobs

    def wait(
        self,
        job_id: str,
        timeout: float | None = None,
        on_progress: Callable[[Job], None] | None = None,
    ) -> Job:
        """The completed job. ``on_progress`` is told how it stands from time to time. Raises
        JobFailed, and WaitTimeout after ``timeout`` seconds."""
        return wait_for_end(
            lambda: self.job(job_id),
            job_id,
            seconds=timeout,
            on_progress=on_progress,
            sleep=self._retries.sleep,
        )

    def transcript(
        self,
        job_id: str,
        *,
        speaker_labels: bool = True,
        word_timestamps: bool = False,
        redact_pii: bool = True,
    ) -> Transcript:
        """``redact_pii=False`` needs a key with ``pii:read``."""
        params = given(
            speaker_labels=speaker_labels, word_timestamps=word_timestamps, redact_pii=redact_pii
        )
        path = f"/v1/transcriptions/{_segment(job_id)}"
        return parsed(Transcript, self._connection.get(path, params))

    def transcript_text(
        self,
        job_id: str,
        format: Literal["srt", "vtt", "txt"] = "txt",
        *,
        speaker_labels: bool = True,
        redact_pii: bool = True,
    ) -> str:
        params = given(format=format, speaker_labels=speaker_labels, redact_pii=redact_pii)
        return self._connection.get(f"/v1/transcriptions/{_segment(job_id)}", params).text

    def insights(
        self,
        job_id: str,
        type: InsightsType = "all",
        *,
        speaker: str | None = None,
        granularity: Literal["segment", "minute", "call"] = "segment",
    ) -> Insights:
        """Of a job with the pipeline ``full-analysis``."""
        params = given(type=type, speaker=speaker, granularity=granularity)
        return parsed(Insights, self._connection.get(f"/v1/insights/{_segment(job_id)}", params))

    def audio(
        self,
        job_id: str,
        file: str | PathLike[str],
        *,
        redact: bool = True,
        mode: Mode = "silence",
        format: AudioFormat = "flac",
    ) -> Path:
        """Writes the recording of a completed call to ``file``, piece by piece, with silence or a
        beep where personal data was spoken; returns its path. ``redact=False`` is the recording as
        it was sent, for a key with ``pii:read``, and has no ``mode`` and ``format``. Raises OSError
        where the file cannot be written."""
        query = given(redact=redact, mode=mode, format=format) if redact else given(redact=redact)
        save(self._connection, f"/v1/audio/{_segment(job_id)}", query, Path(file))
        return Path(file)

    def search(
        self,
        query: str,
        *,
        mode: SearchMode = "hybrid",
        limit: int = 20,
        speaker: str | None = None,
        job_id: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> SearchResults:
        """What was said in all calls, best first. Everything that is given must hold."""
        where = given(
            q=query,
            mode=mode,
            limit=limit,
            speaker=speaker,
            job_id=job_id,
            created_after=created_after,
            created_before=created_before,
        )
        where = (*where, *metadata_filters(metadata or {}))
        return parsed(SearchResults, self._connection.get("/v1/search", where))

    def ask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        job_id: str | None = None,
        created_after: datetime | None = None,
        created_before: datetime | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Answer:
        """An answer from what was said in the calls for which everything that is given holds.
        ``answered`` is false where nothing supports one."""
        filters = as_json(
            speaker=speaker,
            job_id=job_id,
            created_after=created_after,
            created_before=created_before,
            metadata=metadata,
        )
        body = {"question": question, "filters": filters}
        return parsed(Answer, self._connection.send("POST", "/v1/ask", json=body))

    def correct_speakers(self, job_id: str, speakers: Mapping[str, str]) -> Speakers:
        """Who the speakers of a completed call are: a label (Agent, Customer, Speaker 1 ...) by a
        speaker's ``source``, by the label that it has or by its ``name``. Everything that rests on
        it is made anew; what is still ``under_way`` after some seconds, ``transcript`` shows when
        it is done."""
        # Repeated after an answer that was lost, it would be refused while it is under way.
        answer = self._connection.send(
            "PATCH",
            f"/v1/jobs/{_segment(job_id)}/speakers",
            json={"speakers": dict(speakers)},
            repeatable=False,
        )
        return parsed(Speakers, answer)

    def delete(self, job_id: str) -> Receipt:
        """Everything that is kept of the job is deleted, also while it runs."""
        # Repeated after an answer that was lost, it would find nothing to delete.
        answer = self._connection.send("DELETE", f"/v1/jobs/{_segment(job_id)}", repeatable=False)
        return parsed(Receipt, answer)

    def events(
        self, last_event_id: str | int | None = None, job_id: str | None = None
    ) -> Iterator[Event]:
        """What happens to jobs, as it happens, without an end; after ``last_event_id`` where it is
        given. Goes on by itself where a connection broke."""
        resumed = None if last_event_id is None else str(last_event_id)
        for message in messages(self._connection, "/v1/events", given(job_id=job_id), resumed):
            yield parsed_json(Event, message.data).model_copy(update={"id": message.id})

    def deliveries(
        self, *, status: str | None = None, job_id: str | None = None
    ) -> Iterator[Delivery]:
        """Webhook deliveries, newest first, over all pages."""

        def fetch(params: Sequence[tuple[str, str]]) -> DeliveryPage:
            return parsed(DeliveryPage, self._connection.get("/v1/webhooks/deliveries", params))

        for page in pages(fetch, given(status=status, job_id=job_id)):
            yield from page.deliveries

    def delivery(self, delivery_id: str) -> Delivery:
        path = f"/v1/webhooks/deliveries/{_segment(delivery_id)}"
        return parsed(Delivery, self._connection.get(path))

    def replay(self, delivery_id: str) -> Delivery:
        """Send it once more."""
        path = f"/v1/webhooks/deliveries/{_segment(delivery_id)}/replay"
        return parsed(Delivery, self._connection.send("POST", path, repeatable=False))

    def test_webhook(self, url: str) -> WebhookTest:
        """Send a signed test event to ``url`` now, and tell what came of it."""
        answer = self._connection.send(
            "POST", "/v1/webhooks/test", json={"url": url}, repeatable=False
        )
        return parsed(WebhookTest, answer)


def _segment(id: str) -> str:
    """An id can never name another path than its own: '..' would name the one above."""
    return quote(id, safe="").replace(".", "%2E")
