import pytest
from fastapi.testclient import TestClient

from novapulse.domain.media import MediaInfo
from novapulse.services.home import Home
from novapulse.services.intake.size_limits import ANALYSIS_LIMITS, CALL_LIMITS, check_size, limit_of
from tests.api.callcov.calls import ANALYSES, error, send
from tests.api.callcov.conftest import MB
from tests.api.clients import in_aws

BEGINNINGS = {
    "wav": b"RIFF\x00\x00\x00\x00WAVE",
    "flac": b"fLaC\x00\x00",
    "mp3": b"ID3\x04\x00",
    "ogg": b"OggS\x00\x02",
    "m4a": b"\x00\x00\x00\x20ftypM4A ",
}


def media(container: str, size: int) -> MediaInfo:
    return MediaInfo(
        container=container,
        codec="any",
        sample_rate=8000,
        channels=1,
        duration_seconds=1.0,
        size_bytes=size,
    )


@pytest.mark.parametrize(
    ("name", "megabytes"), [("wav", 100), ("flac", 100), ("mp3", 50), ("m4a", 50), ("ogg", 50)]
)
def test_each_format_has_its_limit_and_may_reach_it(name: str, megabytes: int) -> None:
    assert limit_of(BEGINNINGS[name], CALL_LIMITS) == megabytes * MB
    check_size(media(name, megabytes * MB), CALL_LIMITS)


@pytest.mark.parametrize("beginning", [b"\xff\xfb\x90\x00", b"\xff\xf3\x18\xc4"])
def test_mp3_is_known_without_a_tag_too(beginning: bytes) -> None:
    assert limit_of(beginning, CALL_LIMITS) == 50 * MB


def test_what_is_not_known_by_its_beginning_may_be_as_long_as_any() -> None:
    assert limit_of(b"anything", CALL_LIMITS) == 100 * MB
    assert limit_of(b"anything", ANALYSIS_LIMITS) == 500 * MB


def sized(name: str, size: int) -> bytes:
    return BEGINNINGS[name].ljust(size, b" ")


def limit_here(home: Home, megabytes: int) -> int:
    """Behind API Gateway no form is as large as that."""
    return 4 if in_aws(home) else megabytes


@pytest.mark.parametrize(("name", "megabytes"), [("mp3", 50), ("wav", 100)])
def test_one_byte_too_many_is_refused_with_the_limit_that_counts(
    client: TestClient, home: Home, name: str, megabytes: int
) -> None:
    limit = limit_here(home, megabytes)
    answer = send(client, sized(name, limit * MB + 1), name="call.wav")
    assert error(answer) == (413, "file_too_large")
    body = answer.json()["error"]
    assert body["message"] == f"Audio file exceeds maximum size of {limit} MB"
    assert body["details"]["max_size_mb"] == limit
    assert "retry-after" not in answer.headers


def test_a_file_at_the_limit_is_taken(client: TestClient, home: Home) -> None:
    assert send(client, sized("wav", limit_here(home, 60) * MB)).status_code == 201


def test_family_b_takes_larger_files(client: TestClient, home: Home) -> None:
    content = b"mp3 8000 ".ljust(limit_here(home, 51) * MB, b" ")
    assert send(client, content, to=ANALYSES).status_code == 201
