"""Every request of the tutorial and of the insights reference, field by field."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import Pipeline
from novapulse.services.home import Home
from novapulse.services.webhooks.events import build_delivery
from tests.contracts.aws_server import AwsServer
from tests.contracts.callcov.recordings import clip
from tests.contracts.native.seed_pages import PAGES, send, with_job
from tests.contracts.shape import differences
from tests.e2e.local_server import LocalServer, wait_until_ended
from tests.services.house import WAV, publish

EXAMPLES, ERRORS = PAGES["examples"], PAGES["errors"]
UPLOAD = EXAMPLES[0]


def name_of(example: dict[str, Any]) -> str:
    return str(example["name"])


def submitted(client: TestClient) -> str:
    return str(send(client, UPLOAD["request"], audio=WAV).json()["job_id"])


def unlike(example: dict[str, Any], answer: Any, job_id: str) -> list[str]:
    assert answer.status_code == example["status"], answer.text
    shown = with_job(example["answer"], job_id)
    return differences(shown, answer.json(), ours=tuple(example.get("ours", ())))


@pytest.mark.parametrize("example", EXAMPLES[1:], ids=name_of)
def test_a_request_of_the_pages_is_answered_as_they_show_it(
    client: TestClient,
    home: Home,
    example: dict[str, Any],
) -> None:
    job = publish(home, home.jobs.get("acme", submitted(client)))
    answer = send(client, example["request"], job_id=job.id)
    assert unlike(example, answer, job.id) == []


def test_the_upload_of_the_tutorial_is_answered_as_it_shows_it(client: TestClient) -> None:
    answer = send(client, UPLOAD["request"], audio=WAV)
    assert unlike(UPLOAD, answer, answer.json()["job_id"]) == []


@pytest.mark.parametrize("example", ERRORS, ids=name_of)
def test_an_error_of_the_tutorial_is_answered_as_it_shows_it(
    client: TestClient,
    example: dict[str, Any],
) -> None:
    form = UPLOAD["request"]["form"]
    if example["state"] == Pipeline.TRANSCRIPTION:
        form = form | {"pipeline": "transcription"}
    upload = UPLOAD["request"] | {"form": form}
    job_id = send(client, upload, audio=WAV).json()["job_id"]
    answer = send(client, example["request"], job_id=job_id)
    assert unlike(example, answer, job_id) == []
    shown, said = example["answer"]["error"], answer.json()["error"]
    assert said["code"] == shown["code"]
    assert said["message"].startswith(shown["message"])


def test_the_webhook_is_the_one_that_the_tutorial_shows(client: TestClient, home: Home) -> None:
    job = publish(home, home.jobs.get("acme", submitted(client)))
    body = json.loads(build_delivery(job, created_at=job.created_at).body)
    assert differences(with_job(PAGES["webhook"], job.id), body) == []
    assert list(body) == list(PAGES["webhook"])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_pages_hold_line_by_line_against_a_running_server(
    server: LocalServer | AwsServer,
    samples: Path,
) -> None:
    """The whole pipeline stands behind it; the upload is an MP3, as in the tutorial."""
    recording = as_mp3(clip(samples / "billing_call_stereo.ogg", seconds=46))
    found = []
    with server.client(server.make_key()) as caller:
        uploaded = send(caller, UPLOAD["request"], audio=recording)
        job_id = uploaded.json()["job_id"]
        found += unlike(UPLOAD, uploaded, job_id)
        assert wait_until_ended(caller, job_id)["status"] == "completed"
        words = caller.get(f"/v1/transcriptions/{job_id}", params={"word_timestamps": True})
        for example in EXAMPLES[1:]:
            answer = send(caller, example["request"], job_id=job_id)
            found += [f"{example['name']}: {d}" for d in unlike(example, answer, job_id)]
    assert found == []
    for segment in words.json()["segments"]:
        times = [time for word in segment["words"] for time in (word["start"], word["end"])]
        assert times == sorted(times)
        assert segment["start"] <= times[0]
        assert times[-1] <= segment["end"]


def as_mp3(recording: bytes) -> bytes:
    written = BytesIO()
    with av.open(BytesIO(recording), "r") as source, av.open(written, "w", format="mp3") as target:
        stream = target.add_stream("mp3", rate=16_000, layout="stereo")
        resampler = av.AudioResampler(format="s16p", layout="stereo", rate=16_000)
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return written.getvalue()
