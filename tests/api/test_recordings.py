"""``GET /v1/audio/{job_id}``: in AWS the answer is a link, which is followed here."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from novapulse.domain import storage_keys
from novapulse.domain.job import JobOptions, Medium
from novapulse.domain.keys import SCOPES
from novapulse.domain.transcript import Word
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.speech.decode import Decoding
from novapulse.stages import documents
from tests.adapters.make import add_job, make_job
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import key_for
from tests.services.house import make_transcript, publish
from tests.speech.test_silenced import RATE, noise

NAMED = Word(word="[NAME]", start=1.0, end=1.5, confidence=0.9)


def ask(client: TestClient, job_id: str, **query: Any) -> Any:
    answer = client.get(f"/v1/audio/{job_id}", params=query, follow_redirects=False)
    if answer.status_code != 303:
        return answer
    return requests.get(answer.headers["location"], timeout=10)


@pytest.fixture
def done(home: Home, tmp_path: Path) -> str:
    job = make_job(created_at=home.clock.now(), audio_key=storage_keys.audio("acme", make_job().id))
    add_job(home.jobs, job)
    home.blobs.put(job.audio_key, noise(tmp_path / "call.wav").read_bytes())
    publish(home, job)
    shown = make_transcript()
    first = shown.segments[0].model_copy(update={"words": (NAMED,)})
    said = shown.model_copy(update={"segments": (first, *shown.segments[1:])})
    documents.write(home.blobs, storage_keys.result_transcript("acme", job.id), said)
    return job.id


def heard(content: bytes, folder: Path) -> NDArray[np.int16]:
    file = folder / "heard"
    file.write_bytes(content)
    return np.concatenate(list(Decoding(file, rate=RATE)), axis=1)


def test_a_name_is_silent_in_the_recording_that_is_sent(
    client: TestClient, done: str, tmp_path: Path
) -> None:
    answer = ask(client, done)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/flac"
    assert "call_redacted.flac" in answer.headers["content-disposition"]
    samples = heard(answer.content, tmp_path)
    assert not samples[:, RATE : int(1.5 * RATE)].any()
    assert np.abs(samples[:, 2 * RATE :]).max() > 1000


def test_the_recording_as_it_was_sent_needs_a_scope_of_its_own(
    client: TestClient, home: Home, done: str
) -> None:
    whole = ask(client, done, redact=False)
    assert whole.content == home.blobs.get(home.jobs.get("acme", done).audio_key)
    scopes = tuple(scope for scope in SCOPES if scope != "pii:read")
    with client_of(home, headers=key_for(home, scopes=scopes)) as other:
        assert error(ask(other, done, redact=False)) == (403, "insufficient_permissions")
        assert ask(other, done).status_code == 200


@pytest.mark.parametrize(("format", "kind"), [("wav", "audio/wav"), ("mp3", "audio/mpeg")])
def test_it_is_sent_as_it_is_asked_for(
    client: TestClient, done: str, format: str, kind: str
) -> None:
    answer = ask(client, done, format=format, mode="beep")
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_it_is_made_once(client: TestClient, home: Home, done: str) -> None:
    prefix = f"results/acme/{done}/audio_"
    first = ask(client, done).content
    made = list(home.blobs.keys(prefix))
    assert len(made) == 1
    assert ask(client, done).content == first
    assert list(home.blobs.keys(prefix)) == made


def test_it_goes_with_its_job(client: TestClient, home: Home, done: str) -> None:
    ask(client, done)
    erase_job(home, tenant="acme", job_id=done)
    assert not list(home.blobs.keys(f"results/acme/{done}/"))
    assert error(ask(client, done)) == (404, "job_not_found")


def test_another_tenants_recording_is_none(home: Home, done: str) -> None:
    with client_of(home, headers=key_for(home, tenant="other")) as other:
        assert error(ask(other, done)) == (404, "job_not_found")
        assert error(ask(other, done, redact=False)) == (404, "job_not_found")


def test_a_call_that_came_as_text_has_no_sound(client: TestClient, home: Home) -> None:
    job = make_job(3, options=JobOptions(medium=Medium.TEXT))
    add_job(home.jobs, job)
    publish(home, job)
    for redact in (True, False):
        assert error(ask(client, job.id, redact=redact)) == (404, "audio_not_available")


def test_a_job_that_still_runs_has_nothing_redacted_yet(client: TestClient, home: Home) -> None:
    job = make_job(4)
    add_job(home.jobs, job)
    assert error(ask(client, job.id)) == (404, "job_not_ready")


@pytest.mark.parametrize("query", [{"mode": "music"}, {"format": "ogg"}, {"redact": "perhaps"}])
def test_what_is_not_accepted_is_named(
    client: TestClient, done: str, query: dict[str, str]
) -> None:
    assert error(ask(client, done, **query)) == (400, "invalid_parameter")
