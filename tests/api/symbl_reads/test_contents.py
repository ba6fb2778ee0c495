"""Messages, members and the transcript, as clients ask for them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain.job import JobOptions
from novapulse.services.home import Home
from novapulse.services.symbl.ids import conversation_id, member_id
from tests.api.symbl.calls import error
from tests.services.symbl.conversations import begin, converse

USER = {"id": "4194eb50-357d-4712-a02d-94215ead1064", "name": "Derek", "email": "d@example.com"}


@pytest.fixture
def job(home: Home) -> str:
    return converse(home)


@pytest.fixture
def path(job: str) -> str:
    return f"/v1/conversations/{conversation_id(job)}"


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", set()),
        ("verbose=true", {"words"}),
        ("sentiment=True", {"sentiment"}),
        ("verbose=TRUE&sentiment=1&unknown=x", {"words", "sentiment"}),
        ("verbose=false&sentiment=", set()),
    ],
)
def test_words_and_sentiment_come_on_request(
    client: TestClient, path: str, query: str, keys: set[str]
) -> None:
    for message in client.get(f"{path}/messages?{query}").json()["messages"]:
        assert {"words", "sentiment"} & set(message) == keys


def test_what_is_no_flag_is_refused(client: TestClient, path: str) -> None:
    status, text = error(client.get(f"{path}/messages?verbose=maybe"))
    assert (status, "verbose" in text) == (400, True)


def test_topics_take_both_options_at_once(client: TestClient, path: str) -> None:
    found = client.get(f"{path}/topics?sentiment=true&parentRefs=true").json()["topics"]
    assert all(topic["sentiment"]["polarity"] for topic in found)
    assert any(topic["parentRefs"] for topic in found)


def test_a_running_conversation_reads_as_empty(client: TestClient, home: Home) -> None:
    path = f"/v1/conversations/{conversation_id(begin(home, JobOptions()).id)}"
    assert client.get(f"{path}/messages").json() == {"messages": []}
    assert client.get(f"{path}/members").json() == {"members": []}
    assert client.get(f"{path}/insights").json() == {"insights": []}
    assert client.get(f"{path}/trackers-detected").json() == []
    assert error(client.get(f"{path}/summary"))[0] == 404
    assert client.get(path).json()["members"] == []


def test_the_summary_is_read_and_asked_for_alike(client: TestClient, path: str) -> None:
    read = client.get(f"{path}/summary?refresh=true").json()
    assert read["summary"][0]["text"] == "Customer reports a broken router."
    assert client.post(f"{path}/summary", json={}).json() == read


def test_a_member_is_renamed_in_all_answers(client: TestClient, path: str, job: str) -> None:
    member = member_id(job, "voice 1")
    names = {"id": member, "name": "Renamed Speaker", "email": "r@example.com"}
    answer = client.put(f"{path}/members/{member}", json=names)
    assert member in answer.json()["message"]
    assert "updated successfully" in answer.json()["message"]
    assert names in client.get(f"{path}/members").json()["members"]
    messages = client.get(f"{path}/messages").json()["messages"]
    assert next(m["from"] for m in messages if m["from"]["id"] == member) == names


@pytest.mark.parametrize(
    "body",
    [
        {"name": "A"},
        {"id": "other", "name": "A"},
        {"id": "m"},
        {"id": "m", "name": "  "},
        {"id": "m", "name": None},
        {"id": "m", "name": "A", "email": 1},
        "m",
    ],
)
def test_half_a_member_is_refused(client: TestClient, path: str, body: Any) -> None:
    assert error(client.put(f"{path}/members/m", json=body))[0] == 400


def test_an_unknown_member_is_not_found(client: TestClient, path: str) -> None:
    status, text = error(client.put(f"{path}/members/m", json={"id": "m", "name": "A"}))
    assert (status, text) == (404, "The conversation has no member with this id.")


def test_speaker_events_name_who_spoke(client: TestClient, path: str) -> None:
    events = [
        {"type": "started_speaking", "user": USER, "offset": {"seconds": 0, "nanos": 0}},
        {"type": "stopped_speaking", "user": USER, "offset": {"seconds": 0, "nanos": 1.8e9}},
    ]
    answer = client.put(f"{path}/speakers/", json={"speakerEvents": events})
    assert "successfully" in answer.json()["message"]
    messages = client.get(f"{path}/messages").json()["messages"]
    assert [message["from"]["name"] for message in messages][:2] == ["Derek", "Speaker 1"]


def test_events_of_a_crowd_are_refused(client: TestClient, path: str) -> None:
    offset = {"seconds": 0}
    events = [
        {"type": "started_speaking", "user": {"id": f"{n}"}, "offset": offset} for n in range(101)
    ]
    status, text = error(client.put(f"{path}/speakers", json={"speakerEvents": events}))
    assert (status, text) == (400, '"speakerEvents": send events of at most 100 users')
    assert client.put(f"{path}/speakers", json={"speakerEvents": events[1:]}).status_code == 200


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "began", "user": USER, "offset": {"seconds": 0}},
        {"type": "started_speaking", "user": {"name": "A"}, "offset": {"seconds": 0}},
        {"type": "started_speaking", "user": USER, "offset": {"seconds": -1}},
        {"type": "started_speaking", "user": USER, "offset": {"seconds": "1"}},
        {"type": "started_speaking", "user": USER, "offset": {"seconds": 10**400}},
    ],
)
def test_other_events_are_refused(client: TestClient, path: str, event: Any) -> None:
    assert error(client.put(f"{path}/speakers", json={"speakerEvents": [event]}))[0] == 400


def test_a_transcript_is_markdown_or_subtitles(client: TestClient, path: str) -> None:
    asked = {
        "contentType": "text/markdown",
        "createParagraphs": "true",
        "showSpeakerSeparation": "True",
        "phrases": {"highlightAllKeyPhrases": "true", "highlightOnlyInsightKeyPhrases": None},
    }
    found = client.post(f"{path}/transcript", json=asked).json()["transcript"]
    assert found["contentType"] == "text/markdown"
    assert found["payload"].startswith("Speaker 1: Thank you for calling.<br/><br/>Speaker 1: How")
    assert "<mark>send you a new router</mark>" in found["payload"]
    cues = client.post(f"{path}/transcript", json={"contentType": "text/srt"}).json()
    assert cues["transcript"]["payload"].startswith("1\n00:00:00,000 --> 00:00:01,600\nThank you")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"contentType": "text/html"},
        [],
        {"contentType": None},
        {"contentType": "text/srt", "createParagraphs": "maybe"},
        {"contentType": "text/srt", "createParagraphs": 1},
    ],
)
def test_other_transcripts_are_refused(client: TestClient, path: str, body: Any) -> None:
    assert error(client.post(f"{path}/transcript", json=body))[0] == 400


def test_the_document_has_every_route(client: TestClient) -> None:
    document = client.get("/v1/manage/openapi.json").json()
    own = {p for p in document["paths"] if p.startswith("/v1/conversations")}
    assert len(own) == 19
    body = document["paths"]["/v1/conversations/{conversationId}/transcript"]["post"]
    schema = body["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["contentType"]
    assert "$ref" not in str(schema)
