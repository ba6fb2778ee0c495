"""The client against a real server."""

import io
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from novapulse import client as novapulse
from novapulse.client import NovaPulse, Retries
from novapulse.domain.job import JobError
from novapulse.domain.webhook import Delivery as StoredDelivery
from novapulse.domain.webhook import event_id
from novapulse.services.home import Home
from tests.api.conftest import key_for
from tests.api.test_speakers import carries_out
from tests.services.house import WAV, HandClock, RememberingRunner, publish, publish_assessment


def submitted(client: NovaPulse, number: int = 0, **options: Any) -> str:
    return client.submit(WAV + bytes([number]), **options).job_id


def completed(client: NovaPulse, home: Home, **options: Any) -> str:
    job_id = submitted(client, **options)
    publish(home, home.jobs.get("acme", job_id))
    return job_id


def test_a_file_arrives_whole_with_its_name_and_options(
    client: NovaPulse, home: Home, tmp_path: Path
) -> None:
    file = tmp_path / 'Kundin "Ä".wav'
    file.write_bytes(WAV)
    accepted = client.submit(
        file,
        pipeline="transcription",
        language="en-GB",
        metadata={"queue": "billing"},
        channels={"1": "Customer"},
        speakers_expected=2,
        custom_vocabulary=["NovaPulse"],
    )
    job = home.jobs.get("acme", accepted.job_id)
    with home.blobs.local_path(job.audio_key) as path:
        assert path.read_bytes() == WAV
    assert accepted.file.size_bytes == len(WAV)
    assert job.options.pipeline == "transcription"
    assert job.options.language == "en-GB"
    assert job.options.metadata == {"queue": "billing"}
    assert job.options.channels == {"1": "Customer"}
    assert job.options.speakers_expected == 2
    assert job.options.custom_vocabulary == ("NovaPulse",)
    assert "Ä" in job.file.name


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize("source", [WAV, io.BytesIO(WAV), Pipe(WAV)], ids=["bytes", "file", "pipe"])
def test_content_comes_from_bytes_files_and_pipes(
    client: NovaPulse, home: Home, source: bytes | io.BytesIO
) -> None:
    job = home.jobs.get("acme", client.submit(source, name="call.wav").job_id)
    assert job.file.name == "call.wav"
    assert job.file.size_bytes == len(WAV)


def test_a_stream_is_sent_from_where_it_stands(client: NovaPulse) -> None:
    stream = io.BytesIO(b"skipped" + WAV)
    stream.seek(len(b"skipped"))
    assert client.submit(stream).file.size_bytes == len(WAV)


def test_progress_ends_with_all_of_the_recording(client: NovaPulse) -> None:
    told: list[tuple[int, int]] = []
    client.submit(WAV, on_progress=lambda sent, total: told.append((sent, total)))
    assert told[-1] == (len(WAV), len(WAV))


def test_a_recording_may_be_named_by_a_url(client: NovaPulse, home: Home) -> None:
    url = "https://example.com/call.wav"
    accepted = client.submit(audio_url=url, metadata={"a": 1})
    assert accepted.file.duration_seconds is None
    options = home.jobs.get("acme", accepted.job_id).options
    assert (options.audio_url, options.metadata) == (url, {"a": 1})


@pytest.mark.parametrize("sources", [{}, {"file": WAV, "audio_url": "https://a.example/b"}])
def test_exactly_one_source_is_taken(client: NovaPulse, sources: dict[str, Any]) -> None:
    with pytest.raises(novapulse.ClientError, match="give one"):
        client.submit(**sources)


def test_a_file_that_is_not_there_is_named(client: NovaPulse, tmp_path: Path) -> None:
    with pytest.raises(novapulse.RecordingUnreadable, match=r"none\.wav"):
        client.submit(tmp_path / "none.wav")


def test_results_are_typed(client: NovaPulse, home: Home) -> None:
    job_id = completed(client, home)
    assert client.job(job_id).status == "completed"
    transcript = client.transcript(job_id, word_timestamps=True)
    assert transcript.segments[0].words
    assert transcript.summary == "Customer was charged twice."
    assert client.transcript(job_id, speaker_labels=False).segments[0].speaker is None
    assert "Sarah" in client.transcript(job_id, redact_pii=False).segments[0].text
    assert client.transcript_text(job_id, "srt").startswith("1\n00:00:00,000 --> ")
    assert client.transcript_text(job_id, "vtt").startswith("WEBVTT")
    sentiment = client.insights(job_id, "sentiment", speaker="Customer").sentiment
    assert sentiment is not None
    assert sentiment.segments is not None
    assert [s.speaker for s in sentiment.segments] == ["Customer"]


def test_waiting_tells_how_it_stands_and_ends_with_the_completed_job(
    client: NovaPulse, home: Home, pauses: list[float]
) -> None:
    job_id = submitted(client)
    seen: list[str] = []

    def watch(job: novapulse.Job) -> None:
        seen.append(job.status)
        if len(seen) == 3:
            publish(home, home.jobs.get("acme", job_id))

    assert client.wait(job_id, on_progress=watch).status == "completed"
    assert seen == ["queued", "queued", "queued", "completed"]
    assert pauses == sorted(pauses)


def test_waiting_for_a_job_that_fails_says_why(client: NovaPulse, home: Home) -> None:
    job_id = submitted(client)
    home.jobs.start("acme", job_id, home.clock.now())
    error = JobError(code="no_speech", message="Nobody spoke.")
    home.jobs.fail("acme", job_id, home.clock.now(), error)
    with pytest.raises(novapulse.JobFailed, match="Nobody spoke") as failed:
        client.wait(job_id)
    assert failed.value.code == "no_speech"
    assert failed.value.job.job_id == job_id


def test_waiting_ends_when_its_time_is_over(client: NovaPulse) -> None:
    with pytest.raises(novapulse.WaitTimeout) as over:
        client.wait(submitted(client), timeout=0.0)
    assert over.value.job_id in over.value.message


def test_what_the_server_refuses_is_raised_by_kind_with_its_code_and_message(
    client: NovaPulse, home: Home, address: str
) -> None:
    with pytest.raises(novapulse.NotFound) as unknown:
        client.job("job_000000000000")
    assert (unknown.value.status, unknown.value.code) == (404, "job_not_found")
    with pytest.raises(novapulse.UnsupportedMedia) as junk:
        client.submit(b"junk")
    assert junk.value.code == "unsupported_media_type"
    with pytest.raises(novapulse.InvalidRequest, match="language"):
        client.submit(WAV, language="no such")
    job_id = submitted(client)
    with pytest.raises(novapulse.Conflict, match=job_id):
        submitted(client)
    with pytest.raises(novapulse.NotFound) as early:
        client.transcript(job_id)
    assert early.value.code == "job_not_ready"
    with pytest.raises(novapulse.PayloadTooLarge):
        client.submit(bytes(5_000_000))
    narrow = key_for(home, scopes=("jobs:read",))["authorization"].removeprefix("Bearer ")
    with NovaPulse(address, narrow) as limited, pytest.raises(novapulse.Forbidden):
        limited.transcript(job_id)
    with NovaPulse(address, "nvp_live_none") as stranger, pytest.raises(novapulse.Unauthorized):
        stranger.job(job_id)


def test_an_id_cannot_name_another_path(client: NovaPulse) -> None:
    with pytest.raises(novapulse.NotFound):
        client.job("../health")


def test_one_submission_makes_one_job_however_often_it_is_sent(
    client: NovaPulse, home: Home, clock: HandClock
) -> None:
    first = client.submit(WAV, idempotency_key="one")
    clock.advance(3600)
    assert client.submit(WAV, idempotency_key="one") == first
    assert client.submit(WAV).job_id != first.job_id


def test_all_pages_of_a_list_come_as_one(
    client: NovaPulse, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("novapulse.client.listing.PAGE_SIZE", 2)
    made = []
    for number in range(5):
        made.append(submitted(client, number, metadata={"even": number % 2 == 0, "n": number}))
        clock.advance(1)
    assert [job.job_id for job in client.jobs()] == made[::-1]
    assert [job.job_id for job in client.jobs(metadata={"even": True})] == made[::-2]
    assert [job.job_id for job in client.jobs(metadata={"n": 3})] == [made[3]]
    assert list(client.jobs(status="failed")) == []
    after = clock.now()
    assert list(client.jobs(created_after=after)) == []
    assert len(list(client.jobs(created_before=after, pipeline="full-analysis"))) == 5


def test_calls_are_submitted_and_found_by_whose_they_are(client: NovaPulse) -> None:
    at = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    call: dict[str, Any] = {"contact_id": "C1", "call_direction": "outbound"}
    mine = client.submit(WAV, agent_id="A 1", call_timestamp=at, **call).job_id
    client.submit(WAV, agent_id="A2", **call)
    (job,) = client.jobs(agent_id="A 1", call_direction="outbound")
    assert job.job_id == mine
    assert job.call is not None
    assert job.call.model_dump() == {
        "agent_id": "A 1",
        "contact_id": "C1",
        "direction": "outbound",
        "timestamp": "2026-02-28T23:30:00Z",
    }
    assert len(list(client.jobs(contact_id="C1"))) == 2


def test_an_assessment_is_read_part_by_part(client: NovaPulse, home: Home) -> None:
    job_id = completed(client, home)
    made = publish_assessment(home, home.jobs.get("acme", job_id))
    quality = client.insights(job_id, "quality")
    assert quality.quality == made.quality
    assert quality.compliance is None


def test_speakers_are_corrected(client: NovaPulse, home: Home, runner: RememberingRunner) -> None:
    job_id = completed(client, home)
    carries_out(home, runner)
    answer = client.correct_speakers(job_id, {"channel 1": "Customer"})
    assert answer.correction == "done"
    assert [s.label for s in answer.speakers or ()] == ["Customer", "Agent"]


def test_what_is_deleted_is_told_and_gone(client: NovaPulse, home: Home) -> None:
    job_id = completed(client, home)
    receipt = client.delete(job_id)
    assert receipt.job_id == job_id
    with pytest.raises(novapulse.NotFound):
        client.job(job_id)


def test_deliveries_are_listed_looked_at_and_sent_once_more(
    client: NovaPulse, home: Home, runner: RememberingRunner, clock: HandClock
) -> None:
    job_id = submitted(client)
    ids = [event_id(job_id, event) for event in ("job.completed", "job.failed")]
    for id, event in zip(ids, ("job.completed", "job.failed"), strict=True):
        home.deliveries.add(
            StoredDelivery(
                id=id,
                tenant="acme",
                job_id=job_id,
                event=event,
                url="https://example.com/hook",
                body="{}",
                created_at=clock.now(),
            )
        )
        clock.advance(1)
    assert [d.delivery_id for d in client.deliveries(job_id=job_id)] == ids[::-1]
    assert list(client.deliveries(status="failed")) == []
    assert client.delivery(ids[0]).status == "pending"
    assert client.replay(ids[0]).delivery_id == ids[0]
    assert [delivery.id for delivery in runner.delivered] == [ids[0]]
    assert client.test_webhook("https://example.com/hook").delivered


def test_the_key_is_in_no_text_that_the_client_makes(
    client: NovaPulse, key: str, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    texts = [repr(client), repr(vars(client)), str(vars(client)["_connection"])]
    with pytest.raises(novapulse.ClientError) as unknown:
        client.job("job_000000000000")
    texts += [str(unknown.value), repr(unknown.value), caplog.text]
    bad = f"{key}\n"
    with pytest.raises(novapulse.ClientError) as malformed:
        NovaPulse(address, bad)
    texts += [str(malformed.value), repr(malformed.value)]
    assert not [text for text in texts if key in text]


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "ftp://a.example", "http://", "http://u:p@a"]
)
def test_a_url_that_cannot_be_is_refused_at_once(url: str) -> None:
    with pytest.raises(novapulse.ClientError, match="url"):
        NovaPulse(url, "nvp_live_x")


@pytest.mark.parametrize("id", ["..", ".", "../x", "a?b", ""])
def test_an_id_names_no_other_path_than_its_own(id: str) -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(404)

    with (
        NovaPulse(
            "http://a.example", "nvp_live_x", transport=httpx.MockTransport(answer)
        ) as client,
        pytest.raises(novapulse.NotFound),
    ):
        client.replay(id)
    [path] = asked
    assert path.startswith(b"/v1/webhooks/deliveries/")
    assert path.endswith(b"/replay")
    assert path.count(b"/") == 5


def test_a_server_without_https_is_told_apart_from_none(address: str, key: str) -> None:
    url = address.replace("http:", "https:")
    with (
        NovaPulse(url, key, retries=Retries(most=0)) as client,
        pytest.raises(novapulse.ConnectionFailed, match="http://"),
    ):
        client.job("job_000000000000")
