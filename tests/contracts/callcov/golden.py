"""Every endpoint asked in a fixed state, and its answers as they are kept in ``golden/``. Run as a
module, this writes them: read the difference before it is committed."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.testclient import TestClient

from novapulse.services.home import Home
from novapulse.services.webhooks.events import build_delivery
from tests.api.conftest import UNREACHED_LIMITS
from tests.contracts.callcov.analysed import complete, fail
from tests.contracts.callcov.caller import ANALYSIS, ANALYZE, accepted, by_url, caller, new_key
from tests.contracts.callcov.caller import upload as send_upload
from tests.services.house import HandClock, RememberingRunner, make_home

KEPT = Path(__file__).with_name("golden")
HEADERS = ("content-type", "allow", "retry-after", "www-authenticate", "location")
OWN = (
    (re.compile(r"anl_[0-9a-z]{10}"), "anl_1a2b3c4d5e"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "(a UUID)"),
    (re.compile(r"req_[0-9A-Za-z]{10}"), "req_1a2b3c4d5e"),
)
"""What each answer has of its own, and what stands for it."""
FIELDS = {
    "call_direction": "inbound",
    "call_timestamp": "2024-01-15T10:30:00Z",
    "metadata": '{"campaign": "spring"}',
    "webhook_url": "https://your-app.example/webhooks/callcov",
}
Answers = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class State:
    client: TestClient
    home: Home
    runner: RememberingRunner
    clock: HandClock

    def submitted(self, **fields: str) -> str:
        return accepted(send_upload(self.client, **(FIELDS | fields)))

    def in_each_state(self) -> Iterator[tuple[str, str]]:
        """Names of states, and ids of analyses that are in them; the last is a second younger."""
        analysis_id = self.submitted()
        yield "processing", analysis_id
        complete(self.home, self.runner.started[-1])
        yield "completed", analysis_id
        self.clock.advance(1)
        analysis_id = self.submitted()
        fail(self.home, self.runner.started[-1])
        yield "failed", analysis_id


def submitting(state: State, path: str) -> Answers:
    client = state.client
    yield "an upload with every field", send_upload(client, path=path, **FIELDS)
    yield "a URL with what is required", by_url(client, path=path)
    yield "fields are missing", client.post(path, json={"audio_url": "https://a.example/b.wav"})
    yield "a value is wrong", send_upload(client, path=path, call_direction="sideways")
    yield "it is no recording", send_upload(client, b"junk", path=path)
    yield "a private address", by_url(client, path=path, audio_url="https://10.0.0.1/a.wav")
    yield "no key", client.post(path, headers={"x-api-key": ""})
    yield "another method", client.put(path)


def showing(state: State, path: str) -> Answers:
    for name, analysis_id in state.in_each_state():
        yield name, state.client.get(f"{path}/{analysis_id}")
    yield "not there", state.client.get(f"{path}/anl_0000000000")


def erasing(state: State, path: str) -> Answers:
    analysis_id = state.submitted()
    yield "erased", state.client.delete(f"{path}/{analysis_id}")
    yield "erased again", state.client.delete(f"{path}/{analysis_id}")


def listing(state: State) -> Answers:
    yield "none", state.client.get(ANALYSIS)
    for _ in state.in_each_state():
        pass
    yield "the second of two", state.client.get(ANALYSIS, params={"limit": 1, "offset": 1})
    yield "a limit that is too high", state.client.get(ANALYSIS, params={"limit": 1001})


def webhooks(state: State) -> Answers:
    for name, _ in state.in_each_state():
        job = state.home.jobs.get("acme", state.runner.started[-1].id)
        if name != "processing":
            yield name, webhook_body(state.home, job)


def webhook_body(home: Home, job: Any) -> dict[str, Any]:
    delivery = build_delivery(job, created_at=home.clock.now(), blobs=home.blobs)
    body: dict[str, Any] = json.loads(delivery.body)
    return body


ENDPOINTS: dict[str, Callable[[State], Answers]] = {
    "post_calls_analyze": lambda state: submitting(state, ANALYZE),
    "get_calls_analyze": lambda state: showing(state, ANALYZE),
    "delete_calls_analyze": lambda state: erasing(state, ANALYZE),
    "post_analysis": lambda state: submitting(state, ANALYSIS),
    "get_analysis": lambda state: showing(state, ANALYSIS),
    "list_analysis": listing,
    "delete_analysis": lambda state: erasing(state, ANALYSIS),
    "webhook": webhooks,
}


def made(name: str, state: State) -> dict[str, Any]:
    text = json.dumps({case: _shown(answer) for case, answer in ENDPOINTS[name](state)})
    for own, stands_for_it in OWN:
        text = own.sub(stands_for_it, text)
    answers: dict[str, Any] = json.loads(text)
    return answers


def kept(name: str) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    return answers


def _shown(answer: Any) -> dict[str, Any]:
    if isinstance(answer, dict):
        return {"body": answer}
    if not answer.content:
        return {"status": answer.status_code}
    headers = {name: answer.headers[name] for name in HEADERS if name in answer.headers}
    body = answer.json()
    return {"status": answer.status_code, "headers": headers, "body": body}


def _write() -> None:
    KEPT.mkdir(exist_ok=True)
    for name in ENDPOINTS:
        with TemporaryDirectory() as folder:
            runner, clock = RememberingRunner(), HandClock()
            home = make_home(Path(folder), clock=clock, runner=runner, **UNREACHED_LIMITS)
            state = State(caller(home, new_key(home)), home, runner, clock)
            text = json.dumps(made(name, state), indent=2, ensure_ascii=False)
        (KEPT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
