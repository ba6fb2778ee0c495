"""The JSON of the published pages, field by field and type by type."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.contracts.callcov.caller import by_url, caller, new_key, upload
from tests.contracts.callcov.local_home import home
from tests.contracts.callcov.published import ERRORS, SUBMITTED
from tests.contracts.shape import differences
from tests.services.house import WAV

__all__ = ["home"]


def test_a_submission_is_answered_as_the_page_shows_it(client: TestClient) -> None:
    answer = upload(client, webhook_url="https://your-app.example/webhooks/callcov").json()
    assert differences(SUBMITTED, answer) == []
    assert list(answer)[:5] == list(SUBMITTED)


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_is_answered_as_the_page_shows_it(
    client: TestClient, home: Home, status: int
) -> None:
    answer = refusal(client, home, status)
    assert answer.status_code == status
    shown, said = ERRORS[status]["error"], answer.json()["error"]
    assert said["code"] == shown["code"]
    assert list(said)[:2] == list(shown)


def test_the_refusal_of_a_format_is_worded_as_on_the_page(client: TestClient) -> None:
    assert (
        upload(client, b"junk")
        .json()["error"]["message"]
        .startswith(ERRORS[400]["error"]["message"])
    )


def refusal(client: TestClient, home: Home, status: int) -> Any:
    if status == 400:
        return upload(client, b"junk")
    if status == 413:
        return upload(client, WAV + bytes(300_000))
    with caller(home, new_key(home, "small", tier="free")) as small:
        for _ in range(5):
            by_url(small)
        return by_url(small)
