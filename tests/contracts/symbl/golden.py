"""Every endpoint of sections that clients use, asked in a fixed state, and its answers as they are
kept in ``golden/``. Run as a module, this writes them: read the difference before it is
committed."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.testclient import TestClient

from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.conversation import Member
from novapulse.domain.tracker import Tracker
from novapulse.services.home import Home
from novapulse.services.symbl.ids import conversation_id
from tests.api.conftest import UNREACHED_LIMITS
from tests.api.symbl.calls import AUDIO, TEXT, message, send, send_text, send_url
from tests.api.symbl.conftest import new_app, signed_in, symbl_client, token
from tests.contracts.callcov.analysed import complete, fail
from tests.services.house import HandClock, RememberingRunner, make_home
from tests.services.symbl.conversations import SCORES, converse

KEPT = Path(__file__).with_name("golden")
HEADERS = ("content-type", "allow", "retry-after", "www-authenticate", "location")
OWN = (
    (re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])"), "5815170693595136"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "(a UUID)"),
    (re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+"), "(a JWT)"),
)
"""What each answer has of its own, and what stands for it."""
EVERYTHING = (
    "name=Broken%20router&confidenceThreshold=0.6&detectPhrases=true&detectEntities=true"
    "&enableSpeakerDiarization=true&diarizationSpeakerCount=2&customVocabulary=router"
    '&trackers=[{"name":"Hardware","vocabulary":["router"]}]&enableAllTrackers=true'
    "&languageCode=en-US&mode=phone&enableSummary=true"
    "&webhookUrl=https://your-app.example/webhooks/symbl"
)
MEMBERS = (
    Member(source="voice 1", name="Dana", email="dana@northline.example"),
    Member(source="voice 2", name="Li", email="li@example.com"),
)
CONTENT = ContentOptions(
    custom_entities=(CustomEntity(custom_type="device", text="router"),),
    trackers=(Tracker(name="Hardware", vocabulary=("new router",)),),
)
TRACKER = {"name": "Promises", "vocabulary": ["I promise", "you have my word"]}
Answers = Iterator[tuple[str, Any]]


@dataclass(frozen=True)
class State:
    client: TestClient
    home: Home
    runner: RememberingRunner

    def conversation(self) -> str:
        """The path of one that is analysed, with everything that can be asked for."""
        job = converse(
            self.home,
            members=MEMBERS,
            scores=SCORES,
            content=CONTENT,
            name="Broken router",
            separated=True,
            phrases=True,
            entities=True,
            metadata={"label": "Business"},
        )
        return f"/v1/conversations/{conversation_id(job)}"

    def empty(self) -> str:
        """The path of one that is still worked on."""
        send(self.client)
        return f"/v1/conversations/{conversation_id(self.runner.started[-1].id)}"


def authenticating(state: State) -> Answers:
    app = new_app(state.home)
    sent = {"type": "application", "appId": app.key.id, "appSecret": app.secret}
    path = "/oauth2/token:generate"
    with symbl_client(state.home) as client:
        yield "granted", client.post(path, json=sent)
        yield "with another secret", client.post(path, json=sent | {"appSecret": "wrong"})
        yield "a field is missing", client.post(path, json={"type": "application"})
        headers = {"authorization": f"Bearer {token(client, app)}"}
        yield "as a bearer", client.get("/v1/conversations", headers=headers)
        yield "no token", client.get("/v1/conversations")


def submitting_audio(state: State) -> Answers:
    client = state.client
    yield "every parameter", send(client, EVERYTHING)
    yield "no parameter", send(client)
    yield "no body", send(client, content=b"")
    yield "a threshold out of range", send(client, "confidenceThreshold=0.4")
    yield "no switch", send(client, "detectPhrases=maybe")
    first = send(client).json()["conversationId"]
    yield "appended", send(client, method="PUT", to=f"{AUDIO}/{first}")
    yield "appended to nothing", send(client, method="PUT", to=f"{AUDIO}/5815170693595136")
    yield "another method", client.get(AUDIO)


def submitting_url(state: State) -> Answers:
    yield "in query and body", send_url(state.client, "enableSpeakerDiarization=true", name="A")
    yield "no URL", state.client.post(f"{AUDIO}/url", json={"name": "A"})
    yield "a private address", send_url(state.client, url="https://10.0.0.1/a.wav")
    yield "no JSON", state.client.post(f"{AUDIO}/url", content=b"url=a")


def submitting_text(state: State) -> Answers:
    said = message("Hello there.", "dana@northline.example Dana")
    yield "a message", send_text(state.client, said)
    yield "no message", send_text(state.client)
    yield "a message that is blank", send_text(state.client, message(" "))
    first = send_text(state.client, said).json()["conversationId"]
    yield "appended", state.client.put(f"{TEXT}/{first}", json={"messages": [said]})


def showing_jobs(state: State) -> Answers:
    for name, end in (("completed", complete), ("failed", fail)):
        path = f"/v1/job/{send(state.client).json()['jobId']}"
        if name == "completed":
            yield "in progress", state.client.get(path)
        end(state.home, state.runner.started[-1])
        yield name, state.client.get(path)
    yield "not there", state.client.get("/v1/job/9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d")


def conversations(state: State) -> Answers:
    path, empty = state.conversation(), state.empty()
    yield "analysed", state.client.get(path)
    yield "worked on", state.client.get(empty)
    yield "not there", state.client.get("/v1/conversations/5815170693595136")
    yield "listed", state.client.get("/v1/conversations?limit=1&sort=conversation.name&order=desc")
    yield "a limit that is too high", state.client.get("/v1/conversations?limit=65537")
    yield "other metadata", state.client.put(path, json={"metadata": {"agentId": "johndoe"}})
    yield "metadata that is no text", state.client.put(path, json={"metadata": {"agentId": 1}})
    yield "deleted", state.client.request("DELETE", path, content=b"{}")
    yield "deleted again", state.client.delete(path)


def reading(*questions: str) -> Callable[[State], Answers]:
    """Each of an analysed conversation; the first also of others."""

    def answers(state: State) -> Answers:
        path = state.conversation()
        for question in questions:
            yield question, state.client.get(f"{path}/{question}")
        yield "worked on", state.client.get(f"{state.empty()}/{questions[0]}")
        yield "not there", state.client.get(f"/v1/conversations/5815170693595136/{questions[0]}")

    return answers


def members(state: State) -> Answers:
    path = state.conversation()
    found = state.client.get(f"{path}/members")
    yield "found", found
    member = found.json()["members"][0]["id"]
    named = {"id": member, "name": "Ann", "email": "ann@example.com"}
    yield "renamed", state.client.put(f"{path}/members/{member}", json=named)
    yield "found afterwards", state.client.get(f"{path}/members")
    yield "without a name", state.client.put(f"{path}/members/{member}", json={"id": member})
    yield "not there", state.client.put(f"{path}/members/nobody", json=named | {"id": "nobody"})


def speakers(state: State) -> Answers:
    path = state.conversation()
    user = {"id": "ann", "name": "Ann", "email": "ann@example.com"}
    events = [
        {"type": "started_speaking", "user": user, "offset": {"seconds": 0, "nanos": 5_000_000_000}}
    ]
    yield "associated", state.client.put(f"{path}/speakers", json={"speakerEvents": events})
    yield "no events", state.client.put(f"{path}/speakers", json={})


def transcripts(state: State) -> Answers:
    path = f"{state.conversation()}/transcript"
    whole = {"createParagraphs": True, "showSpeakerSeparation": "true"}
    phrases = {"phrases": {"highlightAllKeyPhrases": True}}
    kinds = ("text/markdown", "text/srt", "text/plain")
    for kind in kinds:
        yield kind, state.client.post(path, json={"contentType": kind, **whole, **phrases})
    yield "no kind", state.client.post(path, json=whole)


def managing(state: State) -> Answers:
    client, path = state.client, "/v1/manage/tracker"
    made = client.post(path, json=TRACKER)
    yield "made", made
    own = f"{path}/{made.json()['tracker']['id']}"
    yield "made again", client.post(path, json=TRACKER)
    yield "all", client.get(f"{path}s")
    yield "an array", client.post(f"{path}s", json=[TRACKER | {"name": "Others"}])
    yield "without vocabulary", client.post(path, json={"name": "A"})
    yield "by name", client.get(f"{path}s?name=Others")
    yield "one", client.get(own)
    yield "more vocabulary", client.put(own, json=TRACKER | {"vocabulary": ["for sure"]})
    yield "deleted", client.delete(own)
    yield "not there", client.get(own)


ENDPOINTS: dict[str, Callable[[State], Answers]] = {
    "oauth2": authenticating,
    "process_audio": submitting_audio,
    "process_audio_url": submitting_url,
    "process_text": submitting_text,
    "job": showing_jobs,
    "conversations": conversations,
    "messages": reading("messages", "messages?verbose=true&sentiment=true"),
    "topics": reading("topics", "topics?sentiment=true&parentRefs=true"),
    "questions": reading("questions"),
    "action_items": reading("action-items", "comprehensive/action-items"),
    "follow_ups": reading("follow-ups"),
    "insights": reading("insights", "intents"),
    "entities": reading("entities"),
    "trackers": reading("trackers-detected", "trackers"),
    "analytics": reading("analytics"),
    "summary": reading("summary"),
    "members": members,
    "speakers": speakers,
    "transcript": transcripts,
    "manage": managing,
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
    headers = {name: answer.headers[name] for name in HEADERS if name in answer.headers}
    return {"status": answer.status_code, "headers": headers, "body": answer.json()}


def _write() -> None:
    KEPT.mkdir(exist_ok=True)
    for name in ENDPOINTS:
        with TemporaryDirectory() as folder:
            runner = RememberingRunner()
            home = make_home(Path(folder), clock=HandClock(), runner=runner, **UNREACHED_LIMITS)
            with signed_in(home) as client:
                text = json.dumps(made(name, State(client, home, runner)), indent=2)
        (KEPT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
