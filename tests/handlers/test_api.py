"""The HTTP API as API Gateway calls it."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from novapulse.domain.keys import SCOPES
from novapulse.services.keys import create_key
from tests.handlers.house import House
from tests.handlers.test_samples import sample

Call = Callable[[Mapping[str, Any]], Any]


@pytest.fixture
def call(house: House) -> Call:
    from novapulse.handlers.http import http_function

    settings = house.ports.settings.model_copy(update={"aws_stream_seconds": 1.5})
    house.ports.settings = settings
    ports = house.ports
    new = create_key(
        tenant="acme", scopes=SCOPES, tenants=ports.tenants, keys=ports.keys, clock=ports.clock
    )
    function = http_function(ports)

    def send(event: Mapping[str, Any]) -> Any:
        headers = {**event["headers"], "authorization": f"Bearer {new.secret}"}
        return function({**event, "headers": headers}, None)

    return send


def test_a_tenants_jobs_are_listed(house: House, call: Call) -> None:
    job = house.job()
    answer = call(sample("api_list_jobs"))
    assert answer["statusCode"] == 200
    assert [each["job_id"] for each in json.loads(answer["body"])["jobs"]] == [job.id]


def test_a_stranger_is_refused(house: House, call: Call) -> None:
    event = sample("api_list_jobs")
    from novapulse.handlers.http import http_function

    assert http_function(house.ports)(event, None)["statusCode"] == 401


def test_an_upload_is_announced_with_a_url_of_s3(house: House, call: Call) -> None:
    answer = call(sample("api_announce_upload"))
    assert answer["statusCode"] == 201, answer["body"]
    document = json.loads(answer["body"])
    assert document["url"].startswith(f"https://{house.bucket}.s3")
    assert "X-Amz-Signature" in document["url"]


def test_a_stream_of_events_ends_before_the_gateway_gives_up(house: House, call: Call) -> None:
    started = time.monotonic()
    event = sample("api_follow_events")
    answer = call({**event, "rawQueryString": "last_event_id=0"})
    house.job()
    again = call({**event, "rawQueryString": "last_event_id=0"})
    assert time.monotonic() - started < 20
    assert (answer["statusCode"], again["statusCode"]) == (200, 200)
    assert "job.created" not in answer["body"]
    assert "event: job.created" in again["body"]


def test_uses_of_keys_are_written_before_the_function_is_frozen(house: House, call: Call) -> None:
    call(sample("api_list_jobs"))
    (key,) = house.ports.keys.list()
    assert key.last_used_at == house.clock.now()
