"""What is no tracker is refused, and says what is wrong."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.symbl.calls import error
from tests.api.symbl_manage.trackers import CHURN, ONE, SEVERAL, made, names, tracker

WRONG: list[tuple[str, Any]] = [
    ("name", {"vocabulary": ["a"]}),
    ("name", CHURN | {"name": 5}),
    ("name", CHURN | {"name": ""}),
    ("name", CHURN | {"name": "  "}),
    ("name", CHURN | {"name": "a\nb"}),
    ("name", CHURN | {"name": "x" * 129}),
    ("vocabulary", {"name": "Churn"}),
    ("vocabulary", CHURN | {"vocabulary": "cancel"}),
    ("vocabulary", CHURN | {"vocabulary": []}),
    ("vocabulary", CHURN | {"vocabulary": None}),
    ("vocabulary", CHURN | {"vocabulary": [f"term {n}" for n in range(501)]}),
    ("vocabulary", CHURN | {"vocabulary": ["leave", "leave"]}),
    ("vocabulary.1", CHURN | {"vocabulary": ["leave", 5]}),
    ("vocabulary.0", CHURN | {"vocabulary": [""]}),
    ("description", CHURN | {"description": ["x"]}),
    ("categories", CHURN | {"categories": "Sales"}),
    ("languages.0", CHURN | {"languages": [None]}),
]


@pytest.mark.parametrize(("field", "sent"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_named(client: TestClient, field: str, sent: dict[str, Any]) -> None:
    status, message = error(client.post(ONE, json=sent))
    assert (status, message.partition(":")[0]) == (400, f'"{field}"')
    status, message = error(client.post(f"{SEVERAL}/bulk", json=[tracker("fine"), sent]))
    assert (status, message.partition(":")[0]) == (400, f'"1.{field}"')
    assert names(client) == []


@pytest.mark.parametrize("body", ["", "{", "null", "5", '"x"', "[]", "[5]", "[[]]"])
@pytest.mark.parametrize("path", [ONE, SEVERAL, f"{SEVERAL}/bulk"])
def test_what_is_no_tracker_at_all_is_refused(client: TestClient, path: str, body: str) -> None:
    assert error(client.post(path, content=body))[0] == 400


def test_one_tracker_is_no_bulk(client: TestClient) -> None:
    assert error(client.post(f"{SEVERAL}/bulk", json=CHURN))[0] == 400


def test_few_terms_and_any_script_will_do(client: TestClient) -> None:
    sent = tracker("Kündigung – 解約", "kündigen", "I'd like to leave.", "解約したい")
    assert made(client, sent)["vocabulary"] == sent["vocabulary"]
    assert names(client, "?name=K%C3%BCndigung%20%E2%80%93%20%E8%A7%A3%E7%B4%84") == [sent["name"]]


def test_the_largest_tracker_is_stored(client: TestClient) -> None:
    terms = [f"{n} ".ljust(128, "解") for n in range(500)]
    assert made(client, tracker("large", *terms))["vocabulary"] == terms


def test_more_than_a_megabyte_is_too_large(client: TestClient) -> None:
    body = json.dumps(CHURN) + " " * (1024 * 1024)
    assert error(client.post(ONE, content=body))[0] == 413
    assert made(client, CHURN | {"colour": "x" * 1_000_000})["name"] == "Churn"


def test_a_put_needs_what_a_tracker_needs(client: TestClient) -> None:
    found = made(client)
    for sent in ({"name": "x"}, {"vocabulary": ["x"]}, {"name": 5, "vocabulary": ["x"]}, [CHURN]):
        assert error(client.put(f"{ONE}/{found['id']}", json=sent))[0] == 400
    assert client.get(f"{ONE}/{found['id']}").json()["tracker"] == found


def test_a_put_adds_no_more_than_a_vocabulary_may_have(client: TestClient) -> None:
    found = made(client, tracker("a", *(f"old {n}" for n in range(400))))
    sent = tracker("a", *(f"new {n}" for n in range(101)))
    status, message = error(client.put(f"{ONE}/{found['id']}", json=sent))
    assert (status, message.partition(":")[0]) == (400, '"vocabulary"')
