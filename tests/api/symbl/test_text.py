from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.domain import storage_keys
from novapulse.domain.conversation import Member
from novapulse.domain.job import Medium
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.services.home import Home
from tests.api.conftest import OpenHome
from tests.api.symbl.calls import TEXT, error, message, send, send_text, the_job
from tests.api.symbl.conftest import FREELY, signed_in
from tests.services.house import HandClock, RememberingRunner

DANA, LI = "dana@northline.example Dana", "li@example.com Li"


def written(home: Home, runner: RememberingRunner) -> WrittenCall:
    job = the_job(runner)
    key = storage_keys.vault_written(job.tenant, job.id)
    return WrittenCall.model_validate_json(home.vault.get(key))


def member(home: Home, runner: RememberingRunner, source: str) -> Member:
    job = the_job(runner)
    key = storage_keys.vault_member(job.tenant, job.id, source)
    return Member.model_validate_json(home.vault.get(key))


def speakers(home: Home, runner: RememberingRunner) -> list[str]:
    return [turn.speaker for turn in written(home, runner).turns]


def at(second: int) -> str:
    return f"2020-07-21T16:02:{second:02d}.50Z"


def test_messages_become_turns_and_names_go_to_the_vault_alone(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    answer = send_text(client, message("Good morning.", DANA), message("Hi.", LI))
    assert answer.status_code == 201, answer.text
    job = the_job(runner)
    assert job.options.medium is Medium.TEXT
    assert job.options.conversation.separated is True
    assert written(home, runner).turns == (
        WrittenTurn(speaker="speaker 1", text="Good morning."),
        WrittenTurn(speaker="speaker 2", text="Hi."),
    )
    assert member(home, runner, "speaker 2") == Member(
        source="speaker 2", name="Li", email="li@example.com"
    )
    assert "Li" not in job.model_dump_json()


def test_a_party_is_known_by_its_user_id_in_any_case(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    send_text(
        client,
        message(who=DANA),
        message(who="DANA@northline.example D."),
        message(who="Dana"),
        message(),
        message(who=LI),
    )
    assert speakers(home, runner) == [f"speaker {n}" for n in (1, 1, 2, 3, 4)]
    assert member(home, runner, "speaker 2") == Member(source="speaker 2", name="Dana")
    assert member(home, runner, "speaker 4").name == "Li"


def test_a_party_may_be_known_by_a_number(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    users: list[Any] = [7, 8, 7, 10**1000]
    send_text(client, *({**message(), "from": {"userId": user}} for user in users))
    assert speakers(home, runner) == [f"speaker {n}" for n in (1, 2, 1, 3)]
    assert member(home, runner, "speaker 2").email == "8"


def test_more_parties_than_talk_to_one_another_are_refused_in_time(client: TestClient) -> None:
    crowd = [{**message("Hi"), "from": {"userId": f"{n}"}} for n in range(20_000)]
    assert error(send_text(client, *crowd[:101])) == (
        400,
        "messages: 101 speakers; accepted are up to 100",
    )
    began = process_time()
    assert send_text(client, *crowd).status_code in (400, 413)
    assert process_time() - began < 5


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a@x.org Agent", "b@x.org customer"), ["Agent", "Customer"]),
        (("a@x.org Agent", "b@x.org AGENT"), ["speaker 1", "speaker 2"]),
    ],
)
def test_who_is_called_by_a_role_has_it(
    client: TestClient,
    home: Home,
    runner: RememberingRunner,
    names: tuple[str, ...],
    expected: list[str],
) -> None:
    send_text(client, *(message(who=name) for name in names))
    assert speakers(home, runner) == expected


def test_without_any_from_nobody_is_told_apart(
    client: TestClient, runner: RememberingRunner
) -> None:
    send_text(client, message(), message())
    assert the_job(runner).options.conversation.separated is False


def test_times_count_from_the_first_message_and_set_the_order(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    send_text(
        client,
        message("b", DANA, duration={"startTime": at(10), "endTime": at(12)}),
        message("a", LI, duration={"startTime": at(4), "endTime": at(3)}),
    )
    turns = written(home, runner).turns
    assert [(turn.text, turn.start, turn.end) for turn in turns] == [
        ("a", 0.0, None),
        ("b", 6.0, 8.0),
    ]
    began = the_job(runner).options.call.timestamp
    assert began == datetime(2020, 7, 21, 16, 2, 4, 500_000, tzinfo=UTC)


@pytest.mark.parametrize("time", [None, "", "soon", [], True, 1e300])
def test_times_that_are_none_are_left_out(
    client: TestClient, home: Home, runner: RememberingRunner, time: Any
) -> None:
    answer = send_text(client, message(duration={"startTime": time, "endTime": at(1)}))
    assert answer.status_code == 201, answer.text
    assert (written(home, runner).turns[0].start, the_job(runner).options.call.timestamp) == (
        None,
        None,
    )


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": []},
        {"messages": None},
        {"messages": "Hello"},
        {"messages": [{}]},
        {"messages": [{"payload": {}}]},
        {"messages": [{"payload": {"content": " "}}]},
        {"messages": [{"payload": {"content": 7}}]},
        {"messages": [message(), {"payload": "Hello"}]},
    ],
)
def test_messages_without_text_are_refused(
    client: TestClient, runner: RememberingRunner, body: dict[str, Any]
) -> None:
    status, text = error(client.post(TEXT, json=body))
    assert status == 400
    assert text.startswith('"messages')
    assert runner.started == []


def test_a_conversation_longer_than_calls_may_be_is_refused(client: TestClient) -> None:
    days = {"startTime": "2020-07-21T16:00:00Z"}, {"startTime": "2020-07-28T16:00:00Z"}
    status, text = error(send_text(client, *(message(duration=each) for each in days)))
    assert status == 400
    assert text.startswith("messages: ")


def test_text_may_be_longer_than_other_json_and_is_bounded(client: TestClient, home: Home) -> None:
    long = message("word " * 20_000)
    assert send_text(client, *[long] * 4).status_code == 201
    body = b" " * (home.settings.max_text_bytes + 1)
    if home.gateway is None:
        assert error(client.post(TEXT, content=body))[0] == 413


def test_text_is_appended_to_a_spoken_conversation(
    client: TestClient, runner: RememberingRunner
) -> None:
    name = send(client).json()["conversationId"]
    answer = client.put(f"{TEXT}/{name}", json={"messages": [message(who=LI)]})
    assert answer.status_code == 201, answer.text
    assert answer.json()["conversationId"] == name


def test_nothing_of_a_refused_text_is_kept(
    open_home: OpenHome, clock: HandClock, runner: RememberingRunner
) -> None:
    home = open_home(clock=clock, runner=runner, **FREELY | {"concurrent_jobs": {"free": 1}})
    with signed_in(home, "lean", tier="free") as client:
        assert send_text(client, message(who=LI)).status_code == 201
        kept = sorted(home.vault.keys("lean/"))
        assert error(send_text(client, message(who=LI)))[0] == 429
        assert error(send_text(client, message(who=LI), webhookUrl="nonsense"))[0] in (400, 429)
    assert sorted(home.vault.keys("lean/")) == kept
    assert len(kept) == 2
