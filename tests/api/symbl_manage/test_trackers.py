"""Trackers are made, read, changed and deleted under both of their paths."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.symbl.calls import error
from tests.api.symbl.conftest import signed_in
from tests.api.symbl_manage.trackers import (
    CHURN,
    ONE,
    PATHS,
    SEVERAL,
    UNKNOWN,
    made,
    names,
    tracker,
)
from tests.services.house import HandClock


@pytest.mark.parametrize("path", PATHS)
def test_a_tracker_is_made_and_shown_as_it_was_sent(client: TestClient, path: str) -> None:
    found = made(client, CHURN, path)
    assert found["id"].isdigit()
    assert len(found["id"]) == 16
    assert {name: found[name] for name in CHURN} == CHURN
    assert (found["description"], found["categories"], found["languages"]) == ("", [], [])
    assert found["createdOn"] == found["updatedOn"]
    assert found["createdOn"].endswith("Z")
    for where in PATHS:
        assert client.get(f"{where}/{found['id']}").json() == {"tracker": found}
        assert client.get(where).json() == {"trackers": [found]}


def test_what_else_a_tracker_has_is_kept_and_what_is_unknown_left_alone(
    client: TestClient,
) -> None:
    more = {"description": "Who goes", "categories": ["Sales"], "languages": ["en"]}
    found = made(client, CHURN | more | {"colour": "red"}, SEVERAL)
    assert {name: found[name] for name in more} == more
    assert "colour" not in found


@pytest.mark.parametrize("path", [*PATHS, f"{SEVERAL}/bulk"])
def test_an_array_makes_all_of_its_trackers(client: TestClient, path: str) -> None:
    answer = client.post(path, json=[tracker("a"), tracker("b")])
    assert answer.status_code == 201
    assert [each["name"] for each in answer.json()["trackers"]] == ["a", "b"]
    assert sorted(names(client)) == ["a", "b"]


@pytest.mark.parametrize(
    "sent",
    [[tracker("new"), CHURN], [tracker("new"), tracker("new")]],
    ids=["there already", "twice"],
)
def test_of_an_array_with_a_name_that_is_taken_none_is_made(
    client: TestClient, sent: list[Any]
) -> None:
    made(client)
    assert client.post(SEVERAL, json=sent).status_code == 409
    assert names(client) == ["Churn"]


def test_a_name_is_unique_and_case_counts(client: TestClient) -> None:
    made(client)
    status, message = error(client.post(ONE, json=CHURN))
    assert status == 409
    assert "Churn" in message
    made(client, CHURN | {"name": "churn"})
    assert names(client, "?name=churn") == ["churn"]
    assert names(client, "?name=CHURN") == []


def test_trackers_are_listed_in_the_order_of_their_making(
    client: TestClient, clock: HandClock
) -> None:
    for name in ("c", "a", "b"):
        made(client, tracker(name))
        clock.advance(1)
    assert names(client) == ["c", "a", "b"]


@pytest.mark.parametrize("path", PATHS)
def test_a_put_renames_and_adds_to_the_vocabulary(
    client: TestClient, clock: HandClock, path: str
) -> None:
    before = made(client, CHURN | {"description": "Who goes", "categories": ["Sales"]})
    clock.advance(5)
    sent = {"id": before["id"], "name": "Lost", "vocabulary": ["leave you", "good bye"]}
    answer = client.put(f"{path}/{before['id']}", json=sent)
    assert answer.status_code == 200
    after = answer.json()["tracker"]
    assert after["vocabulary"] == ["cancel my contract", "leave you", "good bye"]
    changed = {"name", "vocabulary", "updatedOn"}
    assert {n: v for n, v in after.items() if n not in changed} == {
        n: v for n, v in before.items() if n not in changed
    }
    assert (after["name"], after["updatedOn"] > before["updatedOn"]) == ("Lost", True)
    assert client.get(f"{path}/{before['id']}").json() == {"tracker": after}


def test_no_tracker_takes_the_name_of_another(client: TestClient) -> None:
    made(client)
    other = made(client, tracker("other"))
    assert client.put(f"{ONE}/{other['id']}", json=CHURN).status_code == 409
    assert client.put(f"{ONE}/{other['id']}", json=tracker("other", "x")).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_deleted_tracker_is_gone_and_its_name_free(client: TestClient, path: str) -> None:
    found = made(client)
    answer = client.delete(f"{path}/{found['id']}")
    assert answer.status_code == 200
    assert answer.json() == {"id": found["id"], "type": "tracker", "deleted": True}
    assert names(client) == []
    assert client.delete(f"{path}/{found['id']}").status_code == 404
    assert made(client)["id"] != found["id"]


@pytest.mark.parametrize("tracker_id", [UNKNOWN, "x", "%00", "1" * 5000])
@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_tracker_is_not_found(client: TestClient, path: str, tracker_id: str) -> None:
    where = f"{path}/{tracker_id}"
    answers = [
        client.get(where),
        client.put(where, json=CHURN),
        client.patch(where, json=[{"op": "replace", "path": "/name", "value": "x"}]),
        client.delete(where),
    ]
    assert {error(answer) for answer in answers} == {
        (404, "No such tracker exists; an id is sixteen digits.")
    }


def test_a_tenant_reaches_its_own_trackers_alone(client: TestClient, home: Home) -> None:
    found = made(client)
    with signed_in(home, "rival") as rival:
        where = f"{ONE}/{found['id']}"
        assert names(rival) == []
        assert rival.get(where).status_code == 404
        assert rival.put(where, json=CHURN).status_code == 404
        assert rival.patch(where, json=[]).status_code == 400
        assert rival.delete(where).status_code == 404
        made(rival)
    assert names(client) == ["Churn"]
    assert client.get(f"{ONE}/{found['id']}").json() == {"tracker": found}


def test_a_tenant_has_so_many_trackers_and_no_more(open_home: Any, clock: HandClock) -> None:
    home = open_home(clock=clock, max_trackers=2)
    with signed_in(home) as client:
        made(client)
        status, message = error(client.post(SEVERAL, json=[tracker("a"), tracker("b")]))
        assert (status, "2 trackers" in message) == (409, True)
        assert names(client) == ["Churn"]
        made(client, tracker("a"))
        assert client.post(ONE, json=tracker("b")).status_code == 409


@pytest.mark.parametrize("path", [ONE, SEVERAL, f"{SEVERAL}/bulk"])
def test_a_slash_at_the_end_changes_nothing(client: TestClient, path: str) -> None:
    answer = client.post(f"{path}/", json=[CHURN])
    assert answer.status_code == 201
    (found,) = answer.json()["trackers"]
    assert client.get(f"{ONE}/{found['id']}/").status_code == 200
    assert client.get(f"{SEVERAL}/").json()["trackers"] == [found]


@pytest.mark.parametrize("scopes", [("jobs:read",), ("insights:read",), ("audio:write",)])
def test_reading_and_changing_need_their_scopes(home: Home, scopes: tuple[str, ...]) -> None:
    with signed_in(home, scopes=scopes) as client:
        read, changed = client.get(SEVERAL), client.post(ONE, json=CHURN)
    assert read.status_code == (200 if "insights:read" in scopes else 403)
    assert changed.status_code == (201 if "audio:write" in scopes else 403)


def test_without_a_token_nobody_is_told_anything(client: TestClient) -> None:
    del client.headers["x-api-key"]
    for path in (ONE, SEVERAL, "/v1/manage/groups"):
        assert client.get(path).status_code == 401
    assert client.post(ONE, json=CHURN).status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["group", "groups", "group/1", "entities", "entities/bulk"])
def test_what_is_not_offered_says_so(client: TestClient, method: str, path: str) -> None:
    status, message = error(client.request(method, f"/v1/manage/{path}", json={}))
    assert status == 404
    assert "not offered" in message


def test_another_method_is_refused_and_the_possible_ones_are_named(client: TestClient) -> None:
    answer = client.patch(ONE, json={})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    answer = client.get(f"{SEVERAL}/bulk")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_every_operation_of_the_document_has_a_name_of_its_own(client: TestClient) -> None:
    paths = client.get("/v1/manage/openapi.json").json()["paths"]
    names = [each["operationId"] for path in paths.values() for each in path.values()]
    assert len(set(names)) == len(names)
    for path in (ONE, SEVERAL):
        assert set(paths[path]) == {"get", "post"}
        assert set(paths[f"{path}/{{trackerId}}"]) == {"get", "put", "patch", "delete"}
