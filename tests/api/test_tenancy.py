"""Another tenant's things look like things that never were, on every route that names one."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from novapulse.services.home import Home
from novapulse.services.webhooks.events import build_delivery
from tests.api.clients import client_of, in_aws
from tests.api.conftest import key_for
from tests.api.test_ingest import send
from tests.services.conversations import index
from tests.services.house import publish

HEX = "0123456789abcdef"
UNKNOWN = {
    "job_id": st.text(HEX, min_size=12, max_size=12).map(lambda text: f"job_{text}"),
    "upload_id": st.text(HEX, min_size=32, max_size=32).map(lambda text: f"upl_{text}"),
    "delivery_id": st.text(HEX, min_size=24, max_size=24).map(lambda text: f"evt_{text}"),
}
"""Ids that look right and were never given."""


class Place(NamedTuple):
    """Where a request names a thing."""

    method: str
    path: str
    name: str


FILTER = Place("get", "/v1/webhooks/deliveries", "job_id")
SEARCH = Place("get", "/v1/search", "job_id")
ASK = Place("post", "/v1/ask", "job_id")
IN_QUERY = (Place("get", "/v1/events", "job_id"), FILTER, SEARCH)
IN_BODY = (Place("post", "/v1/audio/ingest", "upload_id"), ASK)
SPEAKERS = Place("patch", "/v1/jobs/{job_id}/speakers", "job_id")
FILTERS = (FILTER, SEARCH, ASK)
"""Where a thing that is not there is no error: nothing is found."""
SAID = "I was charged twice."
SIGNED = "/v1/audio/uploads/{upload_id}/parts/{part_number}"
"""Takes a signature and no key."""


@pytest.fixture
def theirs(client: TestClient, home: Home) -> dict[str, str]:
    """What a tenant has, one of each kind."""
    job_id = send(client, webhook_url="http://127.0.0.1:9/hook").json()["job_id"]
    job = publish(home, home.jobs.get("acme", job_id))
    index(home, job, f"Customer: {SAID}")
    delivery = build_delivery(job, created_at=home.clock.now())
    home.deliveries.add(delivery)
    announced = {"file_name": "a.wav", "size_bytes": 10, "content_type": "audio/wav"}
    upload = client.post("/v1/audio/uploads", json=announced).json()
    return {"job_id": job_id, "upload_id": upload["upload_id"], "delivery_id": delivery.id}


def routes_with_ids(client: TestClient) -> Iterator[Place]:
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for name in UNKNOWN:
            if f"{{{name}}}" in path and path != SIGNED:
                yield from (Place(method, path, name) for method in methods)


def asked(client: TestClient, headers: dict[str, str], place: Place, value: str) -> tuple[int, Any]:
    """Status and body."""
    options: dict[str, Any] = {}
    if place in IN_QUERY:
        needed = {"q": SAID} if place == SEARCH else {}
        options = {"params": {place.name: value, **needed}}
    if place in IN_BODY:
        named = {place.name: value}
        options = {"json": {"question": SAID, "filters": named} if place == ASK else named}
    if place == SPEAKERS:
        options = {"json": {"speakers": {"Agent": "Customer"}}}
    path = place.path.replace(f"{{{place.name}}}", value)
    answer = client.request(place.method, path, headers=headers, **options)
    return answer.status_code, answer.json()


def test_every_route_that_names_a_thing_is_known_to_this_test(client: TestClient) -> None:
    found = {(method, path) for method, path, _ in routes_with_ids(client)}
    assert ("delete", "/v1/jobs/{job_id}") in found
    assert ("post", "/v1/webhooks/deliveries/{delivery_id}/replay") in found
    for path in client.get("/openapi.json").json()["paths"]:
        names = {part.strip("{}") for part in path.split("/") if part.startswith("{")}
        assert names <= {*UNKNOWN, "part_number"}, path


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_another_tenants_id_is_answered_as_one_that_never_was(
    client: TestClient, home: Home, theirs: dict[str, str], data: st.DataObject
) -> None:
    rival = key_for(home, "rival")
    places = [*routes_with_ids(client), *IN_QUERY, *IN_BODY]
    if in_aws(home):
        # All of them would take an emulated AWS long; which ones changes with the examples.
        places = data.draw(st.permutations(places))[:3]
    for place in places:
        foreign = asked(client, rival, place, theirs[place.name])
        unknown = asked(client, rival, place, data.draw(UNKNOWN[place.name]))
        assert foreign == unknown, place
        if place not in FILTERS:
            assert foreign[0] == 404, place
    assert home.jobs.get("acme", theirs["job_id"]).id == theirs["job_id"]


def test_lists_hold_the_callers_own_things_alone(home: Home, theirs: dict[str, str]) -> None:
    with client_of(home, headers=key_for(home, "rival")) as rival:
        assert rival.get("/v1/jobs").json()["jobs"] == []
        assert rival.get("/v1/webhooks/deliveries").json()["deliveries"] == []
        assert found(rival) == ([], False)


def test_what_the_rival_may_not_find_is_there_to_be_found(
    client: TestClient, theirs: dict[str, str]
) -> None:
    passages, answered = found(client)
    assert [passage["job_id"] for passage in passages] == [theirs["job_id"]]
    assert answered


def found(client: TestClient) -> tuple[list[Any], bool]:
    """By a search and by a question."""
    passages = client.get("/v1/search", params={"q": SAID}).json()["results"]
    return passages, client.post("/v1/ask", json={"question": SAID}).json()["answered"]
