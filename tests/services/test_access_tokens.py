import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from novapulse.domain.errors import Unauthorized
from novapulse.services.access_tokens import IssuedToken, issue_token
from novapulse.services.home import Home
from novapulse.services.keys import NewKey, authenticate, create_key, revoke_key
from tests.services.house import HandClock, make_home

DAY = 86400


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path, clock: HandClock) -> Home:
    return make_home(tmp_path, clock=clock)


@pytest.fixture
def app(home: Home) -> NewKey:
    return make_app(home)


def make_app(home: Home, **changes: Any) -> NewKey:
    return create_key(
        tenant="acme",
        scopes=("jobs:read",),
        tenants=home.tenants,
        keys=home.keys,
        clock=home.clock,
        **changes,
    )


def issued(home: Home, app_id: str, app_secret: str) -> IssuedToken:
    return issue_token(
        app_id=app_id, app_secret=app_secret, seconds=DAY, keys=home.keys, clock=home.clock
    )


def claims(token: str) -> dict[str, Any]:
    middle = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return found


def test_a_token_is_recognised_with_the_scopes_of_its_app(home: Home, app: NewKey) -> None:
    token = issued(home, app.key.id, app.secret).token
    key = authenticate(f"Bearer {token}", keys=home.keys, clock=home.clock)
    assert (key.tenant, key.scopes, key.issued_by) == ("acme", ("jobs:read",), app.key.id)


def test_a_token_is_a_jwt_that_tells_its_end(home: Home, app: NewKey, clock: HandClock) -> None:
    token = issued(home, app.key.id, app.secret)
    assert token.token.count(".") == 2
    end = clock.now().replace(microsecond=0) + timedelta(days=1)
    assert claims(token.token)["exp"] == end.timestamp()
    assert DAY - 1 <= token.expires_in <= DAY


def test_within_its_life_the_same_token_comes_again(
    home: Home, app: NewKey, clock: HandClock
) -> None:
    first = issued(home, app.key.id, app.secret)
    clock.advance(3600)
    again = issued(home, app.key.id, app.secret)
    assert again.token == first.token
    assert again.expires_in == first.expires_in - 3600


def test_shortly_before_its_end_the_next_token_comes(
    home: Home, app: NewKey, clock: HandClock
) -> None:
    first = issued(home, app.key.id, app.secret)
    clock.advance(DAY - 30)
    again = issued(home, app.key.id, app.secret)
    assert again.token != first.token
    assert again.expires_in > DAY - 2
    assert authenticate(f"Bearer {first.token}", keys=home.keys, clock=home.clock)


def test_a_token_ends(home: Home, app: NewKey, clock: HandClock) -> None:
    token = issued(home, app.key.id, app.secret).token
    clock.advance(DAY)
    with pytest.raises(Unauthorized) as refused:
        authenticate(f"Bearer {token}", keys=home.keys, clock=home.clock)
    assert refused.value.code == "expired_api_key"


def test_a_token_ends_with_its_app(home: Home, app: NewKey, clock: HandClock) -> None:
    token = issued(home, app.key.id, app.secret).token
    revoke_key(app.key.id, keys=home.keys, clock=home.clock)
    with pytest.raises(Unauthorized):
        authenticate(f"Bearer {token}", keys=home.keys, clock=home.clock)
    with pytest.raises(Unauthorized):
        issued(home, app.key.id, app.secret)


def test_a_token_outlives_no_app_that_ends_sooner(home: Home, clock: HandClock) -> None:
    app = make_app(home, expires_at=clock.now() + timedelta(hours=1))
    assert issued(home, app.key.id, app.secret).expires_in <= 3600


def test_an_app_that_ends_soon_gets_one_token_until_then(home: Home, clock: HandClock) -> None:
    app = make_app(home, expires_at=clock.now() + timedelta(seconds=30))
    first = issued(home, app.key.id, app.secret)
    clock.advance(20)
    assert issued(home, app.key.id, app.secret) == IssuedToken(first.token, 10)


def test_wrong_secrets_other_ids_and_tokens_are_refused(home: Home, app: NewKey) -> None:
    other = make_app(home)
    token = issued(home, app.key.id, app.secret).token
    for app_id, secret in (
        (app.key.id, other.secret),
        (other.key.id, app.secret),
        ("", app.secret),
        (app.key.id, ""),
        (app.key.id, token),
        ("ключ", app.secret),
    ):
        with pytest.raises(Unauthorized) as refused:
            issued(home, app_id, secret)
        assert refused.value.code == "invalid_app"


def test_a_changed_token_is_unknown(home: Home, app: NewKey) -> None:
    token = issued(home, app.key.id, app.secret).token
    with pytest.raises(Unauthorized):
        authenticate(f"Bearer {token[:-1]}x", keys=home.keys, clock=home.clock)


def test_no_secret_is_shown_by_accident(home: Home, app: NewKey) -> None:
    assert issued(home, app.key.id, app.secret).token not in repr(
        issued(home, app.key.id, app.secret)
    )
