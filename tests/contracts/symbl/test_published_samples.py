"""The samples of Symbl's page on submitting audio as they are, but for host, token and file; and
what the page says of its parameters."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.api.symbl.calls import send, the_job
from tests.contracts.callcov.recordings import clip
from tests.e2e.local_server import LocalServer
from tests.services.house import RememberingRunner

SNIPPETS = Path(__file__).with_name("snippets")
ID, JOB = "[0-9]{16}", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PARAMETERS = {
    "name": "BusinessMeeting",
    "webhookUrl": "https://yourdomain.com/jobs/callback",
    "customVocabulary": '["Platform", "Discussion", "Targets"]',
    "confidenceThreshold": "0.6",
    "entities": '[{"customType": "identify_colour", "text": "blue"}]',
    "detectEntities": "true",
    "detectPhrases": "true",
    "enableSeparateRecognitionPerChannel": "true",
    "channelMetadata": '[{"channel": 1, "speaker": {"name": "Robert Bartheon"}}]',
    "languageCode": "en-US",
    "mode": "phone",
    "trackers": '[{"name": "Symbl", "vocabulary": ["symbl"]}]',
    "enableAllTrackers": "true",
    "enableSummary": "true",
    "enableSpeakerDiarization": "true",
    "diarizationSpeakerCount": "2",
}
"""Every one that the page has."""


class Account:
    def __init__(self, server: LocalServer, folder: Path) -> None:
        self.address, self.folder = server.address, folder
        app_id, secret = server.make_app()
        self.client = httpx.Client(base_url=server.address, timeout=30)
        sent = {"type": "application", "appId": app_id, "appSecret": secret}
        self.token = self.client.post("/oauth2/token:generate", json=sent).json()["accessToken"]
        self.client.headers["authorization"] = f"Bearer {self.token}"

    def sample(self, name: str) -> str:
        published = (SNIPPETS / f"{name}.txt").read_text(encoding="utf-8")
        changes = {
            "https://api.symbl.ai": self.address,
            "your_access_token": self.token,
            "= AUTH_TOKEN": f"= '{self.token}'",
            "= WEBHOOK_URL": "= null",
            "/file/location/": f"{self.folder}/",
            "destination/of/file/file.wav": f"{self.folder}/audio.wav",
        }
        for before, after in changes.items():
            published = published.replace(before, after)
        return published

    def run(self, *command: str) -> str:
        """What it prints."""
        environment = os.environ | {"AUTH_TOKEN": self.token}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def completed(self, job: str, within: float = 240.0) -> bool:
        until = time.monotonic() + within
        while time.monotonic() < until:
            status = self.client.get(f"/v1/job/{job}").json()["status"]
            if status != "in_progress":
                return bool(status == "completed")
            time.sleep(0.3)
        return False

    def name(self, conversation: str) -> str:
        return str(self.client.get(f"/v1/conversations/{conversation}").json()["name"])


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Account]:
    folder = tmp_path_factory.mktemp("samples")
    speech = clip(samples / "billing_call_mono.ogg", seconds=4)
    for name in ("audio.wav", "audio.mp3"):
        (folder / name).write_bytes(speech)
    server = LocalServer(folder / "data")
    server.start()
    yield Account(server, folder)
    server.stop()


slow = pytest.mark.slow
in_time = pytest.mark.timeout(300)


@slow
@in_time
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_both_lines_of_curl_submit(account: Account) -> None:
    printed = account.run("bash", "-euc", account.sample("curl"))
    found = re.findall(rf'{{"conversationId":"({ID})","jobId":"({JOB})"}}', printed)
    assert len(found) == 2, printed
    assert {account.name(conversation) for conversation, _ in found} == {"Business Meeting"}


@slow
@in_time
def test_the_python_sample_with_its_query_that_is_one_json_text_is_analysed(
    account: Account,
) -> None:
    printed = account.run(sys.executable, "-c", account.sample("python"))
    found = re.fullmatch(rf"conversationId => ({ID})\njobId => ({JOB})\n", printed)
    assert found is not None, printed
    assert account.name(found[1]) == "BusinessMeeting"
    assert account.completed(found[2])
    assert account.client.get(f"/v1/conversations/{found[1]}/messages").json()["messages"]


@slow
@in_time
def test_the_node_sample_streams_its_file(account: Account, tmp_path: Path) -> None:
    """With the ``request`` package where it is installed, else what that sends."""
    if request_package() is not None:
        script = tmp_path / "sample.js"
        script.write_text(account.sample("node"), encoding="utf-8")
        assert re.search(r"Status code:\s+201", account.run("node", str(script)))
        return

    def pieces() -> Iterator[bytes]:
        """Of unknown length: chunked."""
        with (account.folder / "audio.wav").open("rb") as file:
            while piece := file.read(65536):
                yield piece

    answer = account.client.post(
        "/v1/process/audio?name=BusinessMeeting&confidenceThreshold=0.6",
        content=pieces(),
        headers={"accept": "application/json", "content-type": "audio/wav"},
    )
    assert answer.status_code == 201, answer.text
    assert account.name(answer.json()["conversationId"]) == "BusinessMeeting"


def request_package() -> str | None:
    """Where NODE_PATH has it."""
    folders = os.environ.get("NODE_PATH", "").split(os.pathsep)
    found = (folder for folder in folders if folder and (Path(folder) / "request").is_dir())
    return next(found, None) if shutil.which("node") else None


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_of_the_page_is_taken_and_documented(client: TestClient, name: str) -> None:
    answer = client.post("/v1/process/audio", params={name: PARAMETERS[name]}, content=b"RIFF")
    assert answer.status_code == 201, answer.text
    document = client.get("/v1/manage/openapi.json").json()
    parameters = document["paths"]["/v1/process/audio"]["post"]["parameters"]
    assert name in {parameter["name"] for parameter in parameters}


def test_a_list_that_was_sent_as_json_in_the_query_arrives(
    client: TestClient, runner: RememberingRunner
) -> None:
    query = (
        "%7B%22name%22%3A%22BusinessMeeting%22%2C%22customVocabulary%22%3A%5B%22Platform%22%5D%7D"
    )
    assert send(client, query).status_code == 201
    options = the_job(runner).options
    assert options.conversation.name == "BusinessMeeting"
    assert list(options.custom_vocabulary) == ["Platform"]
