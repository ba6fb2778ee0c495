import pytest
from pydantic import ValidationError

from novapulse.config import Settings


def test_a_tier_that_is_left_out_keeps_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOVAPULSE_CONCURRENT_JOBS", '{"free": 5, "starter": null}')
    limits = Settings().concurrent_jobs
    assert limits == {"free": 5, "starter": None, "professional": 50, "enterprise": None}


@pytest.mark.parametrize("limits", [{"free": 0}, {"free": -1}, {"gold": 5}, {"free": "many"}, 3])
def test_limits_that_mean_nothing_are_refused(limits: object) -> None:
    with pytest.raises(ValidationError, match="concurrent_jobs"):
        Settings.model_validate({"concurrent_jobs": limits})


@pytest.mark.parametrize(
    ("settings", "allowed"),
    [
        ({}, True),
        ({"host": "0.0.0.0"}, False),
        ({"public_url": "http://localhost:9000"}, True),
        ({"public_url": "http://[::1]:9000/novapulse"}, True),
        ({"public_url": "https://novapulse.example"}, False),
        ({"host": "0.0.0.0", "public_url": "http://localhost"}, False),
    ],
)
def test_loopback_targets_are_for_servers_that_only_their_own_machine_reaches(
    settings: dict[str, str], allowed: bool
) -> None:
    assert Settings.model_validate(settings).loopback_allowed is allowed
