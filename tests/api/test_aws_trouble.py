"""Requests while DynamoDB or S3 refuses: all say 503, and none loses anything."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from novapulse.domain.listing import JobFilter
from novapulse.services.home import Home
from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.pipeline.services import refusal
from tests.api.answers import error
from tests.api.aws_home import AwsHouse
from tests.api.clients import GatewayClient
from tests.api.conftest import UNREACHED_LIMITS, key_for
from tests.api.staged import announce, send_all, standing
from tests.handlers.house import House
from tests.services.house import WAV, HandClock

UNAVAILABLE = (503, "service_unavailable")
KEY = {"idempotency-key": "k"}
Trouble = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def house(aws: Cloud, tmp_path: Path) -> House:
    return AwsHouse(aws, tmp_path).house(HandClock(), **UNREACHED_LIMITS)


@pytest.fixture
def home(house: House, aws: Cloud, tmp_path: Path) -> Home:
    return AwsHouse.opened(house.ports)


@pytest.fixture
def client(home: Home) -> Iterator[GatewayClient]:
    with GatewayClient(home, headers=key_for(home)) as client:
        yield client


@pytest.fixture(
    params=[
        ("dynamodb", "transact_write_items", "ThrottlingException"),
        ("dynamodb", "transact_write_items", "InternalServerError"),
        ("s3", "upload_fileobj", "SlowDown"),
    ],
    ids=lambda param: param[2],
)
def trouble(request: pytest.FixtureRequest, house: House) -> Trouble:
    service, troubled, code = request.param
    refusing: Any = getattr(house.ports.clients, service)

    def refuse(name: str, _request: dict[str, Any]) -> None:
        if name == troubled:
            raise refusal(code, name)

    @contextmanager
    def while_refused() -> Iterator[None]:
        before, refusing.before = refusing.before, refuse
        yield
        refusing.before = before

    return while_refused


def submit(client: GatewayClient) -> Any:
    return client.post("/v1/audio/ingest", files={"file": ("call.wav", WAV)}, headers=KEY)


def test_a_submission_is_refused_whole_and_its_key_can_be_used_again(
    client: GatewayClient, home: Home, trouble: Trouble
) -> None:
    with trouble():
        answer = submit(client)
        assert error(answer) == UNAVAILABLE
        assert int(answer.headers["retry-after"]) > 0
    assert home.jobs.page("acme", JobFilter(), limit=10) == ()
    assert list(home.blobs.keys("audio/")) == []
    assert list(home.incoming.iterdir()) == []
    assert submit(client).status_code == 202


def test_an_upload_stays_for_the_next_try(
    client: GatewayClient, home: Home, trouble: Trouble
) -> None:
    announced = announce(client)
    send_all(client, announced)
    body = {"upload_id": announced["upload_id"]}
    with trouble():
        assert error(client.post("/v1/audio/ingest", json=body)) == UNAVAILABLE
    assert standing(client, announced["upload_id"])["status"] in ("open", "completed")
    assert client.post("/v1/audio/ingest", json=body).status_code == 202
    assert len(list(home.blobs.keys("audio/"))) == 1


def test_what_is_only_read_is_answered(client: GatewayClient, trouble: Trouble) -> None:
    job_id = submit(client).json()["job_id"]
    with trouble():
        assert client.get(f"/v1/jobs/{job_id}").status_code == 200
        assert client.get("/v1/jobs").status_code == 200
        assert client.get("/v1/health").status_code == 200
