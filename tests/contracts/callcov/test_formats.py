"""Formats by content, as the real decoder sees them."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from novapulse.speech.decode import probe
from tests.api.conftest import UNREACHED_LIMITS
from tests.contracts.callcov.caller import (
    ANALYSIS,
    accepted,
    both_families,
    caller,
    details,
    error,
    new_key,
    upload,
)
from tests.contracts.callcov.recordings import tone
from tests.services.house import make_home

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n" * 20
REFUSED = (400, "invalid_file_format")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    home = make_home(tmp_path, probe=probe, **UNREACHED_LIMITS)
    return caller(home, new_key(home))


@both_families
@pytest.mark.parametrize("kind", ["wav", "mp3", "m4a", "flac", "ogg"])
def test_the_five_formats_are_taken(client: TestClient, path: str, kind: str) -> None:
    assert accepted(upload(client, tone(kind), name=f"call.{kind}", path=path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("invoice.pdf", PDF),
        ("call.wav", PDF),
        ("call.wav", b"This is a text that was renamed.\n" * 30),
        ("call.mp3", b"\x00" * 5000),
        ("call.wav", b"RIFF\x24\x00\x00\x00WAVE"),
        ("call.wav", b""),
        ("call.zip", b"PK\x03\x04" + bytes(500)),
        ("call.webm", tone("webm")),
        ("call.aiff", tone("aiff")),
    ],
    ids=["pdf", "pdf as wav", "text as wav", "zeros", "cut wav", "empty", "zip", "webm", "aiff"],
)
def test_what_is_none_of_them_is_refused(client: TestClient, name: str, content: bytes) -> None:
    answer = upload(client, content, name=name)
    assert error(answer) == REFUSED
    message = answer.json()["error"]["message"]
    assert all(kind in message for kind in ("WAV", "MP3", "M4A", "FLAC", "OGG"))


def test_a_refusal_names_the_format_that_was_sent(client: TestClient) -> None:
    assert details(upload(client, tone("webm"), name="call.webm"))["provided_format"]


def test_content_counts_and_not_its_name(client: TestClient) -> None:
    assert accepted(upload(client, tone("mp3"), name="call.wav"))
    assert accepted(upload(client, tone("flac"), name="call.pdf"))
    assert accepted(upload(client, tone("wav"), name="call"))


@pytest.mark.parametrize("kind", ["webm", "mp4"])
def test_the_other_family_takes_more(client: TestClient, kind: str) -> None:
    assert accepted(upload(client, tone(kind), name=f"call.{kind}", path=ANALYSIS))


def test_the_other_family_takes_no_pdf_either(client: TestClient) -> None:
    assert error(upload(client, PDF, name="call.wav", path=ANALYSIS)) == REFUSED
