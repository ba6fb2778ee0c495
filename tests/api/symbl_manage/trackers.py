"""Talking to the Management API about trackers."""

from typing import Any

from fastapi.testclient import TestClient

ONE, SEVERAL = "/v1/manage/tracker", "/v1/manage/trackers"
PATHS = (ONE, SEVERAL)
UNKNOWN = "5179649407582208"
CHURN: dict[str, Any] = {"name": "Churn", "vocabulary": ["cancel my contract", "leave you"]}


def tracker(name: str, *vocabulary: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "vocabulary": list(vocabulary) or [f"{name} it is"], **more}


def made(client: TestClient, sent: Any = CHURN, path: str = ONE) -> dict[str, Any]:
    answer = client.post(path, json=sent)
    assert answer.status_code == 201, answer.text
    (name,) = answer.json()
    assert name == "tracker"
    found: dict[str, Any] = answer.json()["tracker"]
    return found


def names(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"{SEVERAL}{query}")
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["trackers"]]


def patch(client: TestClient, tracker_id: str, *steps: dict[str, Any]) -> Any:
    return client.patch(f"{SEVERAL}/{tracker_id}", json=list(steps))


def step(op: str, path: str, *value: Any) -> dict[str, Any]:
    return {"op": op, "path": path} | ({"value": value[0]} if value else {})
