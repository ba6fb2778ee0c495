import pytest

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.keys import SCOPES, new_secret, parse_scopes, secret_hash


def test_all_is_every_scope() -> None:
    assert parse_scopes(" all ") == SCOPES


def test_a_list_keeps_its_order_and_drops_repeats() -> None:
    assert parse_scopes("jobs:read, audio:write,jobs:read") == ("jobs:read", "audio:write")


@pytest.mark.parametrize("text", ["jobs", "all,jobs:read", "jobs:read;pii:read"])
def test_an_unknown_scope_is_named(text: str) -> None:
    with pytest.raises(InvalidRequest, match="accepted are all, audio:write"):
        parse_scopes(text)


@pytest.mark.parametrize("text", ["", " , "])
def test_no_scope_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="at least one"):
        parse_scopes(text)


def test_secrets_are_long_and_never_the_same() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(secret) == len("nvp_live_") + 32 for secret in secrets)


def test_only_the_hash_is_to_be_kept() -> None:
    assert secret_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
