import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.api.native.app import create_app
from novapulse.domain.upload import PartLink
from novapulse.services.uploads import complete_upload, mark_used
from tests.api.answers import error
from tests.api.clients import client_of, home_of
from tests.api.conftest import OpenHome, key_for
from tests.api.staged import (
    WAV,
    announce,
    changed_url,
    complete,
    send_all,
    send_part,
    standing,
)
from tests.services.house import NOON, HandClock, make_home

PART = 300
LARGE_SINGLE = {"single_upload_bytes": 10_000}
UNKNOWN = "upl_" + "0" * 32
OpenClient = Callable[..., TestClient]


@pytest.fixture
def open_client(open_home: OpenHome, clock: HandClock) -> Iterator[OpenClient]:
    """A client of a server; each call starts one more on what the test's others keep."""
    with ExitStack() as stack:

        def start(**settings: Any) -> TestClient:
            limits = {"single_upload_bytes": 400, "upload_part_bytes": PART}
            home = open_home(clock=clock, **(limits | {"max_upload_bytes": 10_000} | settings))
            return stack.enter_context(client_of(home, headers=key_for(home)))

        yield start


@pytest.fixture
def parts_client(open_client: OpenClient) -> TestClient:
    """Everything above 400 bytes comes in parts of 300."""
    return open_client()


@pytest.fixture
def single_client(open_client: OpenClient) -> TestClient:
    return open_client(**LARGE_SINGLE)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_small_recording_goes_to_one_url(single_client: TestClient) -> None:
    announced = announce(single_client)
    assert set(announced) == {"upload_id", "expires_at", "method", "url", "headers"}
    assert announced["method"] == "PUT"
    assert announced["headers"] == {"Content-Type": "audio/wav"}
    assert announced["expires_at"] == "2026-03-02T12:00:00Z"
    assert announced["url"].startswith("http://testserver/v1/audio/uploads/upl_")
    sent = send_part(single_client, announced["url"], WAV)
    assert sent.json() == {"part_number": 1, "size_bytes": len(WAV)}
    assert sent.headers["etag"] == f'"{hashlib.sha256(WAV).hexdigest()}"'
    completed = complete(single_client, announced["upload_id"])
    assert completed.status_code == 200
    assert completed.json() == {
        "upload_id": announced["upload_id"],
        "status": "completed",
        "file_name": "call.wav",
        "size_bytes": len(WAV),
        "content_type": "audio/wav",
        "expires_at": "2026-03-02T12:00:00Z",
        "parts": [{"part_number": 1, "size_bytes": len(WAV), "received": True}],
    }


def test_a_large_recording_goes_in_parts_of_any_order(parts_client: TestClient) -> None:
    announced = announce(parts_client, sha256=hashlib.sha256(WAV).hexdigest().upper())
    assert set(announced) == {"upload_id", "expires_at", "part_size", "parts"}
    assert announced["part_size"] == PART
    assert [part["part_number"] for part in announced["parts"]] == [1, 2, 3, 4]
    announced["parts"].reverse()
    send_all(parts_client, announced)
    answer = complete(parts_client, announced["upload_id"]).json()
    assert (answer["status"], answer["part_size"]) == ("completed", PART)
    assert [part["size_bytes"] for part in answer["parts"]] == [300, 300, 300, 128]
    file = complete_upload(home_of(parts_client), "acme", announced["upload_id"])
    assert file.path.read_bytes() == WAV
    assert (file.name, file.size_bytes) == ("call.wav", len(WAV))
    assert file.sha256 == hashlib.sha256(WAV).hexdigest()


def test_an_upload_is_resumed_after_a_restart(open_client: OpenClient) -> None:
    first = open_client()
    announced = announce(first)
    send_part(first, announced["parts"][1]["url"], WAV[PART : 2 * PART])
    second = open_client()
    stands = standing(second, announced["upload_id"])
    assert stands["status"] == "open"
    assert [part["received"] for part in stands["parts"]] == [False, True, False, False]
    for part in stands["parts"]:
        if not part["received"]:
            start = (part["part_number"] - 1) * PART
            send_part(second, part["url"], WAV[start : start + part["size_bytes"]])
    assert complete(second, announced["upload_id"]).json()["status"] == "completed"
    third = open_client()
    file = complete_upload(home_of(third), "acme", announced["upload_id"])
    assert file.path.read_bytes() == WAV


def test_a_part_that_is_sent_again_takes_the_place_of_the_first(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced, bytes(len(WAV)))
    send_all(parts_client, announced, WAV)
    complete(parts_client, announced["upload_id"])
    file = complete_upload(home_of(parts_client), "acme", announced["upload_id"])
    assert file.path.read_bytes() == WAV


@pytest.mark.parametrize("settings", [{}, LARGE_SINGLE])
def test_another_sha256_is_refused_and_the_parts_may_be_sent_again(
    open_client: OpenClient, settings: dict[str, Any]
) -> None:
    client = open_client(**settings)
    announced = announce(client, sha256=hashlib.sha256(WAV).hexdigest())
    send_all(client, announced, WAV[:-1] + b"x")
    refused = complete(client, announced["upload_id"])
    assert error(refused) == (400, "invalid_parameter")
    assert refused.json()["error"]["message"].startswith("sha256: ")
    assert standing(client, announced["upload_id"])["status"] == "open"
    send_all(client, announced, WAV)
    assert complete(client, announced["upload_id"]).status_code == 200


def test_completing_early_names_what_is_missing(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    send_part(parts_client, announced["parts"][0]["url"], WAV[:PART])
    answer = complete(parts_client, announced["upload_id"])
    assert error(answer) == (409, "upload_incomplete")
    assert "3 of 4 parts: 2, 3, 4." in answer.json()["error"]["message"]


def test_at_most_ten_missing_parts_are_named(open_client: OpenClient) -> None:
    client = open_client(upload_part_bytes=50)
    answer = complete(client, announce(client)["upload_id"])
    assert "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …" in answer.json()["error"]["message"]


def test_completing_twice_gives_the_same_answer(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced)
    first = complete(parts_client, announced["upload_id"])
    again = complete(parts_client, announced["upload_id"])
    assert (again.status_code, again.json()) == (200, first.json())
    assert standing(parts_client, announced["upload_id"]) == first.json()


def test_a_completed_upload_takes_no_part(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced)
    complete(parts_client, announced["upload_id"])
    late = send_part(parts_client, announced["parts"][0]["url"], WAV[:PART])
    assert error(late) == (409, "upload_completed")


def test_a_used_upload_names_its_job(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced)
    complete_upload(home_of(parts_client), "acme", announced["upload_id"])
    mark_used(home_of(parts_client), "acme", announced["upload_id"], "job_000000000001")
    for answer in (
        complete(parts_client, announced["upload_id"]),
        send_part(parts_client, announced["parts"][0]["url"], WAV[:PART]),
    ):
        assert error(answer) == (409, "upload_already_used")
        assert "job_000000000001" in answer.json()["error"]["message"]
    assert standing(parts_client, announced["upload_id"])["status"] == "used"


@pytest.mark.parametrize("count", [PART + 1, 10 * PART])
def test_a_part_that_is_too_long_is_refused(parts_client: TestClient, count: int) -> None:
    announced = announce(parts_client)
    url = announced["parts"][0]["url"]
    assert error(send_part(parts_client, url, bytes(count))) == (413, "file_too_large")
    stream = (bytes(10) for _ in range(count // 10 + 1))
    streamed = parts_client.put(url, content=stream)
    assert error(streamed) == (413, "file_too_large")
    assert not standing(parts_client, announced["upload_id"])["parts"][0]["received"]


@pytest.mark.parametrize("count", [0, 1, PART - 1])
def test_a_part_that_is_too_short_is_refused_and_leaves_what_was_there(
    parts_client: TestClient, tmp_path: Path, count: int
) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced)
    short = send_part(parts_client, announced["parts"][0]["url"], bytes(count))
    assert error(short) == (400, "invalid_parameter")
    assert f"{count} bytes came" in short.json()["error"]["message"]
    assert files_below(tmp_path / "incoming") == []
    complete(parts_client, announced["upload_id"])
    file = complete_upload(home_of(parts_client), "acme", announced["upload_id"])
    assert file.path.read_bytes() == WAV


TAMPERED: dict[str, Callable[[str], str]] = {
    "signature": lambda url: changed_url(url, signature="0" * 64),
    "part": lambda url: changed_url(url, path=("/parts/1", "/parts/2")),
    "upload": lambda url: changed_url(url, path=(url.split("/")[6], UNKNOWN)),
    "expiry": lambda url: changed_url(url, expires=4_000_000_000),
    "tenant": lambda url: changed_url(url, tenant="rival"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_changed_url_is_refused(parts_client: TestClient, what: str) -> None:
    announced = announce(parts_client)
    url = TAMPERED[what](announced["parts"][0]["url"])
    assert error(send_part(parts_client, url, WAV[:PART])) == (403, "invalid_signature")
    parts = standing(parts_client, announced["upload_id"])["parts"]
    assert not any(part["received"] for part in parts)


def test_a_signature_of_another_server_is_worth_nothing(
    parts_client: TestClient, tmp_path: Path
) -> None:
    announced = announce(parts_client)
    link = PartLink("acme", announced["upload_id"], 1, 1_800_000_000)
    url = "/" + UrlSigner(b"another key of thirty-two bytes.").url(link)
    assert error(send_part(parts_client, url, WAV[:PART])) == (403, "invalid_signature")


@pytest.mark.parametrize("missing", ["tenant", "expires", "signature"])
def test_a_url_without_its_parameters_is_incomplete(parts_client: TestClient, missing: str) -> None:
    url = changed_url(announce(parts_client)["parts"][0]["url"]).replace(f"{missing}=", "other=")
    assert error(send_part(parts_client, url, WAV[:PART])) == (400, "missing_required_field")


def test_urls_end_with_the_upload(parts_client: TestClient, clock: HandClock) -> None:
    announced = announce(parts_client)
    url = announced["parts"][0]["url"]
    clock.at = NOON.replace(microsecond=0) + timedelta(hours=24, microseconds=-1)
    assert send_part(parts_client, url, WAV[:PART]).status_code == 200
    clock.at = NOON.replace(microsecond=0) + timedelta(hours=24)
    assert error(send_part(parts_client, url, WAV[:PART])) == (403, "upload_url_expired")
    upload = f"/v1/audio/uploads/{announced['upload_id']}"
    never = parts_client.get(f"/v1/audio/uploads/{UNKNOWN}")
    for answer in (parts_client.get(upload), parts_client.post(f"{upload}/complete")):
        assert error(answer) == (404, "upload_not_found")
        assert_same_but_for_id(answer, announced["upload_id"], never)


def assert_same_but_for_id(answer: Any, upload_id: str, other: Any) -> None:
    assert answer.status_code == other.status_code
    assert answer.text == other.text


def test_an_upload_of_another_tenant_does_not_exist(parts_client: TestClient) -> None:
    announced = announce(parts_client)
    rival = key_for(home_of(parts_client), tenant="rival")
    for method, tail in (("GET", ""), ("POST", "/complete")):
        foreign = parts_client.request(
            method, f"/v1/audio/uploads/{announced['upload_id']}{tail}", headers=rival
        )
        unknown = parts_client.request(method, f"/v1/audio/uploads/{UNKNOWN}{tail}", headers=rival)
        assert error(foreign) == (404, "upload_not_found")
        assert_same_but_for_id(foreign, announced["upload_id"], unknown)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size_bytes": 0}, "size_bytes"),
        ({"size_bytes": -1}, "size_bytes"),
        ({"size_bytes": "100"}, "size_bytes"),
        ({"size_bytes": 1.5}, "size_bytes"),
        ({"size_bytes": True}, "size_bytes"),
        ({"size_bytes": None}, "size_bytes"),
        ({"file_name": ""}, "file_name"),
        ({"file_name": "x" * 256}, "file_name"),
        ({"file_name": 7}, "file_name"),
        ({"content_type": "audio"}, "content_type"),
        ({"content_type": "audio/wav\r\nx-evil: 1"}, "content_type"),
        ({"content_type": "audio/" + "x" * 122}, "content_type"),
        ({"sha256": "ab" * 31}, "sha256"),
        ({"sha256": "zz" * 32}, "sha256"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_field_is_named_with_its_value(
    parts_client: TestClient, changes: dict[str, Any], field: str
) -> None:
    said = {"file_name": "call.wav", "size_bytes": 100, "content_type": "audio/wav"} | changes
    answer = parts_client.post("/v1/audio/uploads", json=said)
    assert error(answer) == (400, "invalid_parameter")
    message = answer.json()["error"]["message"]
    assert message.startswith(f"{field}: {ascii(changes[field])[:20]}")


def test_a_whole_number_may_be_written_with_a_point(parts_client: TestClient) -> None:
    announced = announce(parts_client, size_bytes=100.0)
    assert standing(parts_client, announced["upload_id"])["size_bytes"] == 100


@pytest.mark.parametrize("field", ["file_name", "size_bytes", "content_type"])
def test_a_missing_field_is_named(parts_client: TestClient, field: str) -> None:
    said = {"file_name": "call.wav", "size_bytes": 100, "content_type": "audio/wav"}
    del said[field]
    answer = parts_client.post("/v1/audio/uploads", json=said)
    assert error(answer) == (400, "missing_required_field")
    assert answer.json()["error"]["message"].startswith(field)


@pytest.mark.parametrize("body", [b"", b"{", b"[1", b"\xff", b"size_bytes=3", b'{"a":' * 2000])
def test_what_is_not_json_is_refused(parts_client: TestClient, body: bytes) -> None:
    answer = parts_client.post("/v1/audio/uploads", content=body)
    assert error(answer) == (400, "invalid_parameter")


@pytest.mark.parametrize("body", [b"null", b"[]", b'"text"', b"7"])
def test_json_that_is_no_object_is_refused(parts_client: TestClient, body: bytes) -> None:
    answer = parts_client.post("/v1/audio/uploads", content=body)
    assert error(answer) == (400, "invalid_parameter")


def test_an_announcement_is_bounded(open_client: OpenClient) -> None:
    client = open_client(max_json_bytes=100)
    answer = client.post("/v1/audio/uploads", content=b" " * 101)
    assert error(answer) == (413, "request_too_large")


def test_a_recording_above_the_limit_is_refused_when_it_is_announced(
    parts_client: TestClient,
) -> None:
    said = {"file_name": "call.wav", "size_bytes": 10_001, "content_type": "audio/wav"}
    answer = parts_client.post("/v1/audio/uploads", json=said)
    assert error(answer) == (413, "file_too_large")
    assert "10000 bytes" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("C:\\calls\\a.wav", "a.wav"), ("../../etc/pass wd", "pass wd"), ("a\nb\x00.wav", "ab.wav")],
)
def test_folders_and_control_characters_leave_the_file_name(
    parts_client: TestClient, sent: str, kept: str
) -> None:
    announced = announce(parts_client, file_name=sent)
    assert standing(parts_client, announced["upload_id"])["file_name"] == kept


def test_the_public_url_is_the_base_of_all_urls(open_client: OpenClient) -> None:
    client = open_client(public_url="https://voice.example.com/nova")
    announced = announce(client)
    start = "https://voice.example.com/nova/v1/audio/uploads/upl_"
    assert all(part["url"].startswith(start) for part in announced["parts"])


@pytest.mark.parametrize(
    "url", ["voice.example.com", "ftp://example.com", "https://", "https://a?b"]
)
def test_a_public_url_that_is_none_is_refused_at_start(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValidationError, match="public_url"):
        make_home(tmp_path, public_url=url)


def test_a_recording_never_comes_in_more_parts_than_s3_takes(open_client: OpenClient) -> None:
    client = open_client(upload_part_bytes=1, max_upload_bytes=100_000)
    announced = announce(client, bytes(25_000))
    assert announced["part_size"] == 3
    assert len(announced["parts"]) == 8334


@pytest.mark.parametrize(("scopes", "status"), [(("jobs:read",), 403), (("audio:write",), 201)])
def test_uploads_need_the_scope_to_submit(
    parts_client: TestClient, scopes: tuple[str, ...], status: int
) -> None:
    said = {"file_name": "call.wav", "size_bytes": 100, "content_type": "audio/wav"}
    headers = key_for(home_of(parts_client), scopes=scopes)
    answer = parts_client.post("/v1/audio/uploads", json=said, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("upload_id", ["upl_1", "job_000000000001", "upl_" + "A" * 32])
def test_what_is_no_upload_id_is_refused(parts_client: TestClient, upload_id: str) -> None:
    answer = parts_client.get(f"/v1/audio/uploads/{upload_id}")
    assert error(answer) == (400, "invalid_parameter")


def test_too_many_uploads_wait_as_long_as_is_said(
    open_client: OpenClient, clock: HandClock
) -> None:
    client = open_client(open_uploads=2)
    first = announce(client)
    clock.advance(60)
    announce(client)
    said = {"file_name": "call.wav", "size_bytes": 100, "content_type": "audio/wav"}
    refused = client.post("/v1/audio/uploads", json=said)
    assert error(refused) == (429, "too_many_uploads")
    other = client.post(
        "/v1/audio/uploads", json=said, headers=key_for(home_of(client), tenant="rival")
    )
    assert other.status_code == 201
    clock.advance(int(refused.headers["retry-after"]))
    assert client.post("/v1/audio/uploads", json=said).status_code == 201
    assert error(complete(client, first["upload_id"]))[0] == 404


def test_a_used_upload_makes_room(open_client: OpenClient) -> None:
    client = open_client(open_uploads=1)
    announced = announce(client)
    send_all(client, announced)
    complete_upload(home_of(client), "acme", announced["upload_id"])
    mark_used(home_of(client), "acme", announced["upload_id"], "job_000000000001")
    announce(client)


def test_many_may_complete_an_upload_at_once(parts_client: TestClient) -> None:
    announced = announce(parts_client, sha256=hashlib.sha256(WAV).hexdigest())
    send_all(parts_client, announced)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: complete(parts_client, announced["upload_id"]), range(16))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    file = complete_upload(home_of(parts_client), "acme", announced["upload_id"])
    assert file.path.read_bytes() == WAV


def test_bytes_rest_in_private_files(parts_client: TestClient, tmp_path: Path) -> None:
    announced = announce(parts_client)
    send_all(parts_client, announced)
    folder = tmp_path / "staged" / announced["upload_id"]
    complete(parts_client, announced["upload_id"])
    assert folder.stat().st_mode & 0o777 == 0o700
    files = files_below(folder)
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
    assert files[0].read_bytes() == WAV
    assert files_below(tmp_path / "incoming") == []


def test_where_bytes_go_elsewhere_there_is_no_route_for_them(tmp_path: Path) -> None:
    home = replace(make_home(tmp_path), part_inbox=None)
    with TestClient(create_app(home), headers=key_for(home)) as client:
        announced = announce(client)
        assert send_part(client, announced["url"], WAV).status_code == 404
        assert "/parts/" not in str(list(client.get("/openapi.json").json()["paths"]))
