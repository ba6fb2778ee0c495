"""Family B: what is created by it, lists of it, and erasing, which is ours."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.callcov.analysed import complete, fail
from tests.contracts.callcov.caller import (
    ANALYSIS,
    ANALYZE,
    SOURCE,
    UNKNOWN,
    UUID,
    accepted,
    both_families,
    by_url,
    error,
    upload,
)
from tests.services.house import WAV, HandClock, RememberingRunner

LISTS = [ANALYSIS, f"{ANALYSIS}/", "/api/v1/calls", "/api/v1/calls/"]
KEYS = {
    *("id", "object", "created", "status", "livemode"),
    *("call", "audio", "transcript", "results", "metadata"),
}

FOUND: list[tuple[dict[str, Any], list[int]]] = [
    ({"status_filter": "completed"}, [0]),
    ({"status_filter": "failed"}, [1]),
    ({"status_filter": "processing"}, [2]),
    ({"agent_id": "North-1"}, [0]),
    ({"agent_id": "north-1"}, []),
    ({"agent_id": "North"}, []),
    ({"contact_id": "C-1"}, [2, 0]),
    ({"contact_id": "C-1", "agent_id": "South-1"}, [2]),
    ({"contact_id": "C-1", "status_filter": "failed"}, []),
    ({"search": "NORTH"}, [1, 0]),
    ({"search": "c-1"}, [2, 0]),
    ({"search": "north", "contact_id": "C-2"}, [1]),
    ({"search": "%"}, []),
    ({"search": "_"}, []),
    ({"limit": 2}, [2, 1]),
    ({"limit": 1, "offset": 1}, [1]),
    ({"offset": 3}, []),
    ({"limit": 1000}, [2, 1, 0]),
]
IMPOSSIBLE: list[dict[str, Any]] = [
    {"limit": 0},
    {"limit": 1001},
    {"limit": "ten"},
    {"limit": ""},
    {"offset": -1},
    {"offset": "1.5"},
    {"offset": 10**30},
    {"status_filter": "queued"},
]


def listed(client: TestClient, path: str = ANALYSIS, **query: Any) -> list[str]:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


@pytest.fixture
def three(client: TestClient, home: Home, clock: HandClock, runner: RememberingRunner) -> list[str]:
    """Ids: one completed, one failed, one on its way; each a minute after the other."""
    ids = []
    for agent, contact in (("North-1", "C-1"), ("North-2", "C-2"), ("South-1", "C-1")):
        answer = upload(client, path=ANALYSIS, agent_id=agent, contact_id=contact)
        ids.append(accepted(answer))
        clock.advance(60)
    complete(home, runner.started[0])
    fail(home, runner.started[1])
    return ids


@pytest.mark.parametrize("path", [ANALYSIS, f"{ANALYSIS}/"])
def test_a_submission_is_answered_with_the_whole_object(client: TestClient, path: str) -> None:
    for answer in (upload(client, path=path), by_url(client, path=path)):
        assert UUID.fullmatch(accepted(answer))
        body = answer.json()
        assert set(body) >= KEYS
        assert (body["object"], body["status"]) == ("analysis", "processing")
        assert body["transcript"] is body["results"] is None


def test_a_length_that_can_be_known_is_known_at_once(client: TestClient) -> None:
    call = upload(client, path=ANALYSIS).json()["call"]
    assert call["duration_seconds"] == 389.4
    assert call["duration_ms"] == 389_400
    assert by_url(client, path=ANALYSIS).json()["call"]["duration_seconds"] is None


def test_missing_fields_are_told_in_both_shapes(client: TestClient) -> None:
    form = client.post(ANALYSIS, files={"audio_file": ("call.wav", WAV)})
    body = client.post(ANALYSIS, json={"audio_url": SOURCE})
    for answer in (form, body):
        assert error(answer) == (422, "validation_error")
        detail = answer.json()["detail"]
        assert {each["loc"][-1] for each in detail} == {"agent_id", "contact_id"}
        assert all(set(each) >= {"type", "loc", "msg"} for each in detail)


def test_a_wrong_value_is_told_in_both_shapes(client: TestClient) -> None:
    answer = upload(client, path=ANALYSIS, call_direction="sideways")
    assert error(answer) == (422, "validation_error")
    [each] = answer.json()["detail"]
    assert each["loc"][-1] == "call_direction"


def test_other_refusals_have_a_text_as_detail(client: TestClient) -> None:
    answers = [client.get(f"{ANALYSIS}/unknown"), upload(client, b"junk", path=ANALYSIS)]
    assert [error(answer) for answer in answers] == [UNKNOWN, (400, "invalid_file_format")]
    for answer in answers:
        assert answer.json()["detail"] == answer.json()["error"]["message"]


def test_a_list_is_newest_first(client: TestClient, three: list[str]) -> None:
    answers = [client.get(path).json() for path in LISTS]
    assert all(answer == answers[0] for answer in answers)
    [answer, *_] = answers
    assert answer["object"] == "list"
    assert [each["id"] for each in answer["data"]] == three[::-1]
    assert all(set(each) >= KEYS for each in answer["data"])
    told = {name: answer[name] for name in ("total", "limit", "offset", "has_more")}
    assert told == {"total": 3, "limit": 100, "offset": 0, "has_more": False}


def test_a_list_has_what_every_api_took_in(client: TestClient, three: list[str]) -> None:
    other = accepted(by_url(client))
    assert len(listed(client)) == 4
    assert client.get(f"{ANALYZE}/{other}").json()["id"] == listed(client)[0]


def test_filters_all_have_to_hold(client: TestClient, three: list[str]) -> None:
    for query, found in FOUND:
        assert listed(client, **query) == [three[number] for number in found], query


def test_a_page_says_whether_there_is_more(client: TestClient, three: list[str]) -> None:
    first = client.get(ANALYSIS, params={"limit": 2}).json()
    assert (first["has_more"], first["total"]) == (True, 3)
    rest = client.get(ANALYSIS, params={"limit": 2, "offset": 2}).json()
    assert (rest["has_more"], rest["total"], rest["offset"]) == (False, 3, 2)


def test_a_query_that_cannot_be_is_refused(client: TestClient) -> None:
    for query in IMPOSSIBLE:
        answer = client.get(ANALYSIS, params=query)
        assert error(answer) == (422, "validation_error"), query
        assert answer.json()["detail"][0]["loc"][-1] == next(iter(query))


def test_a_queued_call_is_in_the_list_of_those_in_process(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    waiting, running = (accepted(upload(client, path=ANALYSIS)) for _ in range(2))
    job = runner.started[1]
    home.jobs.start(job.tenant, job.id, home.clock.now())
    assert set(listed(client, status_filter="processing")) == {waiting, running}


@both_families
@pytest.mark.parametrize("state", ["queued", "processing", "completed", "failed"])
def test_an_analysis_is_erased_in_any_state(
    client: TestClient, home: Home, runner: RememberingRunner, path: str, state: str
) -> None:
    analysis_id = accepted(upload(client))
    job = runner.started[0]
    if state == "processing":
        home.jobs.start(job.tenant, job.id, home.clock.now())
    elif state == "completed":
        complete(home, job)
    elif state == "failed":
        fail(home, job)
    answer = client.delete(f"{path}/{analysis_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    for family in (ANALYZE, ANALYSIS):
        assert error(client.get(f"{family}/{analysis_id}")) == UNKNOWN
        assert error(client.delete(f"{family}/{analysis_id}")) == UNKNOWN
    assert [gone.id for gone in runner.cancelled] == [job.id]
    assert not list(home.blobs.keys(f"audio/acme/{job.id}/"))
    assert not list(home.blobs.keys(f"results/acme/{job.id}/"))
    assert listed(client) == []
