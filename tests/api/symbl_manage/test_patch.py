"""A JSON Patch changes a tracker wholly or not at all."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.symbl.calls import error
from tests.api.symbl_manage.trackers import ONE, made, patch, step, tracker

BEFORE = tracker("Churn", "a", "b", description="Who goes", categories=["x"], languages=["en"])
Patched = tuple[list[dict[str, Any]], dict[str, Any]]
CHANGES: list[Patched] = [
    ([step("replace", "/name", "Lost")], {"name": "Lost"}),
    ([step("add", "/name", "Lost")], {"name": "Lost"}),
    ([step("replace", "/vocabulary", ["c"])], {"vocabulary": ["c"]}),
    ([step("add", "/vocabulary/-", "c")], {"vocabulary": ["a", "b", "c"]}),
    ([step("add", "/vocabulary/0", "c")], {"vocabulary": ["c", "a", "b"]}),
    ([step("add", "/vocabulary/2", "c")], {"vocabulary": ["a", "b", "c"]}),
    ([step("replace", "/vocabulary/1", "c")], {"vocabulary": ["a", "c"]}),
    ([step("remove", "/vocabulary/0")], {"vocabulary": ["b"]}),
    ([step("replace", "/description", "x")], {"description": "x"}),
    ([step("remove", "/description")], {"description": ""}),
    ([step("remove", "/categories")], {"categories": []}),
    ([step("add", "/categories/-", "y")], {"categories": ["x", "y"]}),
    ([step("replace", "/languages", ["de"])], {"languages": ["de"]}),
    (
        [step("remove", "/vocabulary/0"), step("add", "/vocabulary/-", "a")],
        {"vocabulary": ["b", "a"]},
    ),
]


@pytest.mark.parametrize(("steps", "change"), CHANGES, ids=str)
def test_a_patch_changes_what_it_names_and_nothing_else(
    client: TestClient, steps: list[dict[str, Any]], change: dict[str, Any]
) -> None:
    before = made(client, BEFORE)
    answer = patch(client, before["id"], *steps)
    assert answer.status_code == 200
    assert answer.json() == {"tracker": before | change}
    assert client.get(f"{ONE}/{before['id']}").json() == answer.json()


REFUSED = [
    [],
    [step("remove", "/name")],
    [step("remove", "/vocabulary")],
    [step("test", "/name", "Churn")],
    [step("move", "/name", "Churn")],
    [step("replace", "/id", "5")],
    [step("replace", "name", "x")],
    [step("replace", "", {})],
    [step("replace", "/name/0", "x")],
    [step("replace", "/name")],
    [step("replace", "/name", 5)],
    [step("replace", "/vocabulary", "x")],
    [step("replace", "/vocabulary", [])],
    [step("replace", "/vocabulary/2", "x")],
    [step("replace", "/vocabulary/-", "x")],
    [step("remove", "/vocabulary/-")],
    [step("add", "/vocabulary/3", "x")],
    [step("add", "/vocabulary/01", "x")],
    [step("add", "/vocabulary/-", "a")],
    [step("add", "/vocabulary/-", ["c"])],
    [step("remove", "/vocabulary/0"), step("remove", "/vocabulary/0")],
    [step("replace", "/vocabulary", "x"), step("add", "/vocabulary/-", "y")],
    [step("replace", "/name", "Lost"), step("replace", "/description", 5)],
]


@pytest.mark.parametrize("steps", REFUSED, ids=str)
def test_what_cannot_be_done_leaves_everything_as_it_was(
    client: TestClient, steps: list[dict[str, Any]]
) -> None:
    before = made(client, BEFORE)
    assert error(patch(client, before["id"], *steps))[0] == 400
    assert client.get(f"{ONE}/{before['id']}").json()["tracker"] == before


@pytest.mark.parametrize("sent", [{}, {"op": "remove", "path": "/name"}, [5], "x", None])
def test_what_is_no_patch_is_refused(client: TestClient, sent: Any) -> None:
    before = made(client)
    assert error(client.patch(f"{ONE}/{before['id']}", json=sent))[0] == 400


def test_a_name_that_another_has_is_refused(client: TestClient) -> None:
    made(client)
    other = made(client, tracker("other"))
    assert error(patch(client, other["id"], step("replace", "/name", "Churn")))[0] == 409
