from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from standardwebhooks import Webhook

from novapulse.adapters.network.webhook_sender import HttpWebhookSender
from novapulse.domain.webhook import Attempt, Delivery, DeliveryStatus
from novapulse.services.home import Home
from novapulse.services.webhooks.signed_post import REDIRECTED
from tests.api.answers import error
from tests.api.clients import client_of
from tests.api.conftest import OpenHome, key_for
from tests.services.house import NOON, HandClock, RememberingRunner, RememberingSender

URL = "https://example.com/hook"
ID = f"evt_{'0' * 23}1"
ROUTES = [
    ("GET", "/v1/webhooks/deliveries"),
    ("GET", f"/v1/webhooks/deliveries/{ID}"),
    ("POST", f"/v1/webhooks/deliveries/{ID}/replay"),
    ("POST", "/v1/webhooks/test"),
]


def make_delivery(number: int = 1, *, tenant: str = "acme", **changes: Any) -> Delivery:
    values: dict[str, Any] = {
        "id": f"evt_{number:024x}",
        "tenant": tenant,
        "job_id": f"job_{number:012x}",
        "event": "job.completed",
        "url": URL,
        "body": '{"event":"job.completed"}',
        "created_at": NOON + timedelta(seconds=number),
    }
    return Delivery.model_validate(values | changes)


def sender_of(home: Home) -> RememberingSender:
    assert isinstance(home.sender, RememberingSender)
    return home.sender


def test_a_delivery_is_shown_with_its_attempts(client: TestClient, home: Home) -> None:
    home.deliveries.add(make_delivery())
    attempt = Attempt(at=NOON, status=None, error="ConnectError", seconds=0.12345)
    due = NOON + timedelta(seconds=1)
    home.deliveries.record("acme", ID, attempt, DeliveryStatus.PENDING, due)
    answer = client.get(f"/v1/webhooks/deliveries/{ID}")
    assert answer.status_code == 200
    assert answer.json() == {
        "delivery_id": ID,
        "job_id": "job_000000000001",
        "event": "job.completed",
        "url": URL,
        "status": "pending",
        "created_at": "2026-03-01T12:00:01Z",
        "next_attempt_at": "2026-03-01T12:00:01Z",
        "attempts": [
            {
                "at": "2026-03-01T12:00:00Z",
                "status": None,
                "error": "ConnectError",
                "seconds": 0.123,
            }
        ],
    }
    assert client.get("/v1/webhooks/deliveries").json() == {
        "deliveries": [answer.json()],
        "next_cursor": None,
    }


def test_pages_follow_each_other_newest_first(client: TestClient, home: Home) -> None:
    for number in range(5):
        home.deliveries.add(make_delivery(number))
    home.deliveries.add(make_delivery(9, tenant="rival"))
    seen, query = [], "limit=2"
    for size in (2, 2, 1):
        page = client.get(f"/v1/webhooks/deliveries?{query}").json()
        assert len(page["deliveries"]) == size
        seen += [d["delivery_id"] for d in page["deliveries"]]
        query = f"limit=2&cursor={page['next_cursor']}"
    assert page["next_cursor"] is None
    assert seen == [make_delivery(number).id for number in (4, 3, 2, 1, 0)]


def test_the_list_can_be_of_one_status_or_one_job(client: TestClient, home: Home) -> None:
    for number in (1, 2):
        home.deliveries.add(make_delivery(number))
    home.deliveries.record("acme", ID, None, DeliveryStatus.DISABLED, None)

    def ids(query: str) -> list[str]:
        page = client.get(f"/v1/webhooks/deliveries?{query}").json()
        return [d["delivery_id"] for d in page["deliveries"]]

    assert ids("status=disabled") == [ID]
    assert ids("status=pending") == [make_delivery(2).id]
    assert ids("job_id=job_000000000002") == [make_delivery(2).id]
    assert ids("job_id=job_000000000002&status=disabled") == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "status=sent", "cursor=!", "job_id=1"]
)
def test_a_bad_parameter_is_named(client: TestClient, query: str) -> None:
    answer = client.get(f"/v1/webhooks/deliveries?{query}")
    assert error(answer) == (400, "invalid_parameter")
    assert answer.json()["error"]["message"].startswith(query.partition("=")[0])


def test_a_replay_sets_the_delivery_on_its_way_again(
    client: TestClient, home: Home, runner: RememberingRunner
) -> None:
    home.deliveries.add(make_delivery())
    arrived = Attempt(at=NOON, status=200)
    home.deliveries.record("acme", ID, arrived, DeliveryStatus.DELIVERED, None)
    answer = client.post(f"/v1/webhooks/deliveries/{ID}/replay")
    assert answer.status_code == 202
    assert answer.json()["status"] == "pending"
    assert answer.json()["next_attempt_at"] == "2026-03-01T12:00:00Z"
    assert [d.id for d in runner.delivered] == [ID]


@pytest.mark.parametrize(("method", "path"), ROUTES[1:3])
def test_another_tenants_delivery_is_one_that_does_not_exist(
    client: TestClient, home: Home, runner: RememberingRunner, method: str, path: str
) -> None:
    unknown = client.request(method, path)
    home.deliveries.add(make_delivery(tenant="rival"))
    foreign = client.request(method, path)
    assert error(foreign) == (404, "delivery_not_found")
    assert foreign.json() == unknown.json()
    assert runner.delivered == []


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_webhooks_are_for_admins(home: Home, method: str, path: str) -> None:
    reader = key_for(home, scopes=("jobs:read",))
    with client_of(home, headers=reader) as client:
        answer = client.request(method, path)
    assert error(answer) == (403, "insufficient_permissions")


def test_a_test_event_is_sent_signed_and_at_once(client: TestClient, home: Home) -> None:
    answer = client.post("/v1/webhooks/test", json={"url": URL})
    [(url, body, headers)] = sender_of(home).posts
    assert answer.status_code == 200
    assert answer.json() == {
        "delivered": True,
        "status": 200,
        "error": "",
        "seconds": 0.0,
        "webhook_id": headers["webhook-id"],
    }
    assert url == URL
    assert body == b'{"event":"webhook.test","sent_at":"2026-03-01T12:00:00Z"}'
    secret = home.tenants.get("acme").webhook_secret
    expected = Webhook(secret).sign(headers["webhook-id"], NOON, body.decode())
    assert headers["webhook-signature"] == expected


@pytest.mark.parametrize(("status", "message"), [(500, ""), (302, REDIRECTED)])
def test_a_test_that_fails_says_how(
    client: TestClient, home: Home, status: int, message: str
) -> None:
    sender_of(home).status = status
    answer = client.post("/v1/webhooks/test", json={"url": URL}).json()
    assert (answer["delivered"], answer["status"]) == (False, status)
    assert answer["error"] == message


@pytest.mark.parametrize(("status", "stays"), [(204, False), (410, True), (500, True)])
def test_a_test_that_arrives_enables_the_url(
    client: TestClient, home: Home, status: int, stays: bool
) -> None:
    home.deliveries.disable("acme", URL, NOON)
    sender_of(home).status = status
    client.post("/v1/webhooks/test", json={"url": URL})
    assert home.deliveries.disabled("acme", URL) is stays


@pytest.mark.parametrize(
    "body", [{}, {"url": 1}, {"url": URL, "more": 1}, {"url": "ftp://example.com"}, {"url": ""}]
)
def test_a_test_without_a_good_url_is_refused(client: TestClient, body: Any) -> None:
    answer = client.post("/v1/webhooks/test", json=body)
    code = "missing_required_field" if body == {} else "invalid_parameter"
    assert error(answer) == (400, code)
    field = "more" if "more" in body else "url"
    assert answer.json()["error"]["message"].startswith(f"{field}:")


PRIVATE = ["https://10.0.0.1/hook", "https://127.0.0.1/hook", "https://[::1]/", "http://x.example/"]


@pytest.mark.parametrize("url", PRIVATE)
def test_a_server_of_others_tests_public_urls_alone(open_home: OpenHome, url: str) -> None:
    home = open_home(host="0.0.0.0")
    with client_of(home, headers=key_for(home)) as client:
        answer = client.post("/v1/webhooks/test", json={"url": url})
    assert error(answer) == (400, "invalid_parameter")
    assert answer.json()["error"]["message"].startswith("url:")
    assert sender_of(home).posts == []


def test_a_name_that_leads_to_a_private_address_is_not_contacted(open_home: OpenHome) -> None:
    clock = HandClock()
    sender = HttpWebhookSender(
        clock=clock,
        timeout_seconds=1.0,
        loopback_allowed=False,
        resolve=lambda _host, _port: ["169.254.169.254"],
    )
    home = open_home(clock=clock, sender=sender, host="0.0.0.0")
    with client_of(home, headers=key_for(home)) as client:
        answer = client.post("/v1/webhooks/test", json={"url": "https://inside.example/hook"})
    assert answer.status_code == 200
    assert answer.json()["delivered"] is False
    assert answer.json()["status"] is None
    assert "not public" in answer.json()["error"]
