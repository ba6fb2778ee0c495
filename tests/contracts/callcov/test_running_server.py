"""The published snippets as they are, but for host and key, against a server as ``make up`` starts
it; and what only a whole pipeline shows."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from standardwebhooks import Webhook

from novapulse.bootstrap.stores import open_stores
from novapulse.config import Settings
from novapulse.domain.listing import JobFilter
from novapulse.services.home import Stores
from tests.contracts.callcov.caller import ANALYZE, WHO, accepted
from tests.contracts.callcov.guide import blocks
from tests.contracts.callcov.recordings import RATE, clip, wav
from tests.contracts.callcov.storage_host import StorageHost, storage_host
from tests.e2e.local_server import (
    NOVAPULSE,
    LocalServer,
    Receiver,
    environment,
    webhook_receiver,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SNIPPETS = Path(__file__).with_name("snippets")
FETCH_SECONDS = "1.5"


class Account:
    """Of a running server."""

    def __init__(self, server: LocalServer, folder: Path, tenant: str, tier: str) -> None:
        self.address, self.tenant = server.address, tenant
        self._data_dir = folder / "data"
        options = ["--tier", tier, "--data-dir", str(self._data_dir)]
        subprocess.run(
            [NOVAPULSE, "tenants", "create", tenant, *options],
            check=True,
            capture_output=True,
            env=environment(),
        )
        self.key = server.make_key(tenant)
        self.client = httpx.Client(
            base_url=server.address, headers={"X-API-Key": self.key}, timeout=30
        )

    def stores(self) -> Stores:
        return open_stores(Settings(data_dir=self._data_dir))

    def ended(self, analysis_id: str, within: float = 240.0) -> dict[str, Any]:
        until = time.monotonic() + within
        while time.monotonic() < until:
            body: dict[str, Any] = self.client.get(f"{ANALYZE}/{analysis_id}").json()
            if body["status"] != "processing":
                return body
            time.sleep(0.2)
        raise AssertionError(f"not ended within {within} s")

    def by_url(self, url: str, **fields: Any) -> str:
        return accepted(self.client.post(ANALYZE, json=WHO | {"audio_url": url} | fields))

    def upload(self, content: bytes, **fields: str) -> str:
        files = {"audio_file": ("call.wav", content)}
        return accepted(self.client.post(ANALYZE, files=files, data=WHO | fields))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("callcov")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[LocalServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NOVAPULSE_FETCH_TIMEOUT_SECONDS", FETCH_SECONDS)
        server = LocalServer(folder / "data")
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="module")
def account(running: LocalServer, folder: Path) -> Account:
    return Account(running, folder, "acme", "enterprise")


@pytest.fixture(scope="module")
def speech(samples: Path) -> bytes:
    """A greeting."""
    return clip(samples / "billing_call_mono.ogg", seconds=4)


@pytest.fixture(scope="module")
def host(speech: bytes) -> Iterator[StorageHost]:
    with storage_host(speech) as host:
        yield host


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def hung(account: Account, host: StorageHost) -> str:
    """Sent first, since it is tried again for long."""
    return account.by_url(f"{host.address}/hang/call.wav")


@pytest.fixture(scope="module")
def recordings(folder: Path, speech: bytes) -> Path:
    """A folder with the files that the snippets open."""
    here = folder / "recordings"
    here.mkdir()
    (here / "call_recording.wav").write_bytes(speech)
    for number in (1, 2, 3):
        # Each one hums a while of its own, since nobody sends one call three times.
        hum = 3000 * np.sin(np.arange(number * RATE // 2) / 20)
        content = wav(hum.astype(np.int16)[np.newaxis])
        (here / f"recording{number}.wav").write_bytes(content)
    return here


def snippet(name: str, account: Account) -> str:
    published = (SNIPPETS / f"{name}.txt").read_text(encoding="utf-8")
    return published.replace("https://api.callcov.com", account.address).replace(
        "your_api_key_here", account.key
    )


def run(script: str, folder: Path) -> str:
    """What it prints."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def uploaded(hung: str, account: Account, recordings: Path) -> str:
    """The id that the snippet of the upload prints."""
    printed = run(snippet("upload", account), recordings)
    found = re.fullmatch(r"Analysis ID: (anl_[0-9a-z]{10})\nStatus: processing\n", printed)
    assert found is not None, printed
    return found[1]


def test_the_upload_of_the_page_arrives_with_all_that_it_says(
    account: Account, uploaded: str
) -> None:
    body = account.client.get(f"{ANALYZE}/{uploaded}").json()
    assert (
        body.items()
        >= {
            "agent_id": "AGENT_001",
            "contact_id": "CONTACT_12345",
            "call_direction": "inbound",
            "call_timestamp": "2024-01-15T10:30:00Z",
        }.items()
    )


def test_the_url_of_the_page_is_fetched_and_analysed(
    account: Account, host: StorageHost, recordings: Path
) -> None:
    script = snippet("url", account).replace("https://your-storage.com", host.address)
    printed = run(script, recordings)
    found = re.fullmatch(r"Analysis ID: (anl_[0-9a-z]{10})\n", printed)
    assert found is not None, printed
    body = account.ended(found[1])
    assert body["status"] == "completed"
    assert body["call_direction"] == "outbound"
    assert "/recordings/call_12345.wav" in host.paths


def test_the_polling_of_the_page_ends_with_sentiment_and_summary(
    account: Account, uploaded: str, recordings: Path
) -> None:
    script = snippet("poll", account).replace("anl_1a2b3c4d5e", uploaded)
    printed = run(script, recordings)
    assert re.search(
        r"Analysis completed!\nSentiment: (positive|neutral|negative|mixed)\nSummary: \S.*\n",
        printed,
    )


def test_the_polling_of_the_page_tells_of_a_failure(
    account: Account, host: StorageHost, recordings: Path
) -> None:
    failing = account.by_url(f"{host.address}/html/call.wav")
    account.ended(failing)
    script = snippet("poll", account).replace("anl_1a2b3c4d5e", failing)
    assert re.fullmatch(r"Analysis failed: \S.{20,}\n", run(script, recordings))


def test_the_batch_of_the_page_loses_no_call_on_the_smallest_plan(
    running: LocalServer, folder: Path, recordings: Path
) -> None:
    """Free works on one call at once: the others wait."""
    small = Account(running, folder, "small", "free")
    printed = run(snippet("batch", small), recordings)
    ids = re.findall(r"^Submitted: (anl_[0-9a-z]{10})$", printed, re.MULTILINE)
    assert len(set(ids)) == 3
    assert printed.endswith("\nSubmitted 3 calls for analysis\n")
    assert "Error" not in printed
    assert {small.ended(analysis_id)["status"] for analysis_id in ids} == {"completed"}
    jobs = small.stores().jobs.page("small", JobFilter(), limit=10)
    spans = sorted((job.started_at, job.completed_at) for job in jobs)
    assert all(
        end is not None and begin is not None and end <= begin
        for (_, end), (begin, _) in pairwise(spans)
    )


def test_the_retrying_session_of_the_page_submits(account: Account, recordings: Path) -> None:
    before, _, _ = snippet("upload", account).partition("# Submit for analysis")
    after = "\nprint(response.status_code, response.json()['analysis_id'])"
    printed = run(before + snippet("retry", account) + after, recordings)
    assert re.fullmatch(r"201 anl_[0-9a-z]{10}\n", printed)


def test_what_the_guide_shows_runs(account: Account, recordings: Path) -> None:
    names = f'API_URL = "{account.address}/api/v1"\nAPI_KEY = "{account.key}"\n'
    printed = run(names + "".join(blocks("python")), recordings)
    lines = printed.splitlines()
    assert re.match(r"(positive|neutral|negative) - \S", lines[0])
    assert re.search(r"^[\d.]+ (Agent|Speaker 1) thank you for", printed, re.MULTILINE)
    assert lines[-1] == "204"


def test_any_audio_type_and_any_pace_will_do(account: Account, host: StorageHost) -> None:
    assert account.ended(account.by_url(f"{host.address}/drip/call.wav"))["status"] == "completed"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("html", "invalid_file_format"),
        ("nameless", "invalid_file_format"),
        ("octets", "invalid_file_format"),
        ("liar", "invalid_file_format"),
        ("gone", "audio_url_unreachable"),
        ("within", "audio_url_unreachable"),
        ("round", "audio_url_unreachable"),
        ("large", "file_too_large"),
    ],
)
def test_a_host_that_does_wrong_fails_the_call_with_a_reason(
    account: Account, host: StorageHost, how: str, code: str
) -> None:
    body = account.ended(account.by_url(f"{host.address}/{how}/call.wav?sig=s3cr3t"))
    assert (body["status"], body["error_code"]) == ("failed", code)
    assert len(body["error"]) > 20
    assert "s3cr3t" not in json.dumps(body)


def test_a_call_without_a_word_is_completed_too(account: Account) -> None:
    body = account.ended(account.upload(wav(np.zeros((1, 3 * RATE), np.int16))))
    assert body["status"] == "completed"
    assert body["analysis"]["sentiment"] == "neutral"
    assert body["analysis"]["summary"]


def test_the_webhook_of_a_completed_call_is_the_whole_result(
    account: Account, receiver: Receiver, samples: Path
) -> None:
    """The opening of a real call, whose evidence is what was said, without personal data."""
    opening = clip(samples / "billing_call_stereo.ogg", seconds=12)
    analysis_id = account.upload(opening, webhook_url=receiver.url, call_direction="inbound")
    body = account.ended(analysis_id)
    sent, headers = told(receiver, analysis_id)
    assert sent["status"] == "completed"
    assert sent["analysis"] == body["analysis"]
    assert sent["results"] == body["results"]
    assert sent["id"] == body["id"]
    secret = account.stores().tenants.get(account.tenant).webhook_secret
    [raw] = [raw for _, raw in receiver.received if json.loads(raw)["id"] == sent["id"]]
    Webhook(secret).verify(raw, headers)

    identity = body["results"]["compliance"]["identity_verification"]
    assert (identity["verified"], identity["flagged"]) == (True, False)
    assert 0 <= identity["timestamp"] < 15
    said = json.dumps(identity).lower()
    assert "thank you for calling" in said
    assert "[name]" in said
    disclosures = body["results"]["compliance"]["mandatory_disclosures"]
    assert disclosures["read"] is False
    first = body["transcript"]["segments"][0]
    assert first["speaker"] == "Agent"
    assert body["transcript"]["text"].startswith("Agent: ")


def test_the_webhook_of_a_failed_call_says_why_in_both_places(
    account: Account, host: StorageHost, receiver: Receiver
) -> None:
    analysis_id = account.by_url(f"{host.address}/html/call.wav", webhook_url=receiver.url)
    body = account.ended(analysis_id)
    sent, _ = told(receiver, analysis_id)
    assert sent["status"] == "failed"
    assert sent["error_message"] == sent["metadata"]["error_message"] == body["error"]
    assert sent["error"] == body["error"]


def test_what_came_by_this_api_is_there_in_the_native_one(account: Account, uploaded: str) -> None:
    account.ended(uploaded)
    bearer = {"Authorization": f"Bearer {account.key}"}
    query = {"agent_id": "AGENT_001", "call_direction": "inbound", "status": "completed"}
    jobs = account.client.get("/v1/jobs", params=query, headers=bearer).json()
    job_id = jobs["jobs"][-1]["job_id"]
    natively = account.client.get(
        f"/v1/insights/{job_id}", params={"type": "compliance"}, headers=bearer
    )
    assert natively.status_code == 200
    assert "thank you" in natively.text


def test_a_host_that_hangs_fails_the_call_in_the_end(account: Account, hung: str) -> None:
    body = account.ended(hung)
    assert (body["status"], body["error_code"]) == ("failed", "audio_url_unreachable")


def told(receiver: Receiver, analysis_id: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Body and headers of the one webhook of an analysis."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for headers, raw in receiver.received:
            body: dict[str, Any] = json.loads(raw)
            if body.get("analysis_id") == analysis_id:
                return body, headers
        time.sleep(0.1)
    raise AssertionError("no webhook came")
