"""The conversation itself, the list, and what is changed of one."""

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from novapulse.services.symbl.ids import conversation_id, job_uuid
from tests.api.symbl.calls import NO_CONVERSATION, error
from tests.api.symbl.conftest import signed_in
from tests.services.symbl.conversations import converse

PATH = "/v1/conversations"
READS = (
    "",
    "/messages",
    "/topics",
    "/questions",
    "/action-items",
    "/follow-ups",
    "/insights",
    "/entities",
    "/trackers",
    "/trackers-detected",
    "/analytics",
    "/members",
    "/summary",
    "/comprehensive/action-items",
    "/intents",
)


def test_every_read_answers_with_lists_and_with_nothing_that_is_null(
    client: TestClient, home: Home
) -> None:
    name = conversation_id(converse(home))
    for read in READS:
        answer = client.get(f"{PATH}/{name}{read}")
        assert answer.status_code == 200, (read, answer.text)
        assert "null" not in answer.text, read
    keys = {read: set(client.get(f"{PATH}/{name}{read}").json()) for read in READS[1:8]}
    assert keys["/action-items"] == {"actionItems"}
    assert keys["/follow-ups"] == {"followUps"}
    assert client.get(f"{PATH}/{name}/trackers").json() == []


@pytest.mark.parametrize("name", ["1", "5815170693595136", "x", quote("ÿ")])
def test_what_is_unknown_is_told_in_the_words_that_clients_know(
    client: TestClient, name: str
) -> None:
    for read in READS:
        assert error(client.get(f"{PATH}/{name}{read}")) == (404, NO_CONVERSATION)
    assert error(client.delete(f"{PATH}/{name}")) == (404, NO_CONVERSATION)


def test_another_tenants_conversation_is_unknown(client: TestClient, home: Home) -> None:
    name = conversation_id(converse(home))
    with signed_in(home, "other") as other:
        assert error(other.get(f"{PATH}/{name}/messages")) == (404, NO_CONVERSATION)
        assert error(other.delete(f"{PATH}/{name}")) == (404, NO_CONVERSATION)
        assert other.get(PATH).json() == {"conversations": []}
    assert client.get(f"{PATH}/{name}").status_code == 200


def test_conversations_are_listed_as_connectors_ask(client: TestClient, home: Home) -> None:
    name = conversation_id(converse(home, name="Support call"))
    found = client.get(f"{PATH}/?limit=100&offset=0&order=desc").json()["conversations"]
    assert [(each["id"], each["name"], each["type"]) for each in found] == [
        (name, "Support call", "meeting")
    ]
    assert client.get(f"{PATH}?limit=0").json() == {"conversations": []}
    late = {"startTime": "2026-03-02T00:00:00.000Z", "endTime": "2026-03-03"}
    assert client.get(PATH, params=late).json() == {"conversations": []}
    condition = {"filter": "conversation.name==Support*"}
    assert len(client.get(PATH, params=condition).json()["conversations"]) == 1


@pytest.mark.parametrize(
    "query",
    ["limit=65537", "limit=-1", "order=up", "sort=x", "startTime=today", "filter=x", "offset=a"],
)
def test_a_list_is_asked_for_rightly(client: TestClient, query: str) -> None:
    assert error(client.get(f"{PATH}?{query}"))[0] == 400


def test_metadata_can_be_put(client: TestClient, home: Home) -> None:
    name = conversation_id(converse(home))
    answer = client.put(f"{PATH}/{name}", json={"metadata": {"label": "Business"}, "name": "no"})
    assert answer.json() == {"id": name, "metadata": {"label": "Business"}}
    assert client.get(f"{PATH}/{name}").json()["metadata"] == {"label": "Business"}


@pytest.mark.parametrize(
    "body", [{}, {"metadata": {"a": 1}}, {"metadata": {"a": "x" * 129}}, {"metadata": []}, []]
)
def test_other_metadata_are_refused(client: TestClient, home: Home, body: Any) -> None:
    name = conversation_id(converse(home))
    assert error(client.put(f"{PATH}/{name}", json=body))[0] == 400


def test_a_deleted_conversation_is_gone(client: TestClient, home: Home) -> None:
    name = conversation_id(converse(home))
    # The Python client sends a body with it.
    answer = client.request("DELETE", f"{PATH}/{name}", json={})
    assert answer.json() == {"message": "successfully deleted the conversation"}
    assert error(client.get(f"{PATH}/{name}")) == (404, NO_CONVERSATION)


def test_erased_by_another_api_a_conversation_goes_with_its_parts(
    client: TestClient, home: Home
) -> None:
    first = converse(home)
    part = converse(home, part_of=first)
    bearer = {"authorization": f"Bearer {client.headers['x-api-key']}"}
    erased = client.delete(f"/v1/jobs/{first}", headers=bearer)
    assert (erased.status_code, erased.json()["job_id"]) == (200, first)
    assert erased.json()["deleted"]["transcripts"] == 2
    assert client.get(f"/v1/job/{job_uuid(part)}").status_code == 404
    assert client.get(f"/v1/conversations/{conversation_id(first)}").status_code == 404
    assert [key for key in home.blobs.keys("") if first in key or part in key] == []


def test_each_route_asks_for_its_scope(home: Home) -> None:
    name = conversation_id(converse(home))
    with signed_in(home, scopes=("jobs:read",)) as client:
        assert client.get(f"{PATH}/{name}").status_code == 200
        assert error(client.get(f"{PATH}/{name}/messages"))[0] == 403
        assert error(client.get(f"{PATH}/{name}/topics"))[0] == 403
        assert error(client.delete(f"{PATH}/{name}"))[0] == 403
        assert error(client.put(f"{PATH}/{name}", json={"metadata": {}}))[0] == 403
