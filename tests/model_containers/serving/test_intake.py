import json
from typing import Any

import pytest

from model_containers.serving.intake import ATTRIBUTES_HEADER
from tests.model_containers.serving.stand_in import EchoModel, error_of, make_app, send

WAV = {"content-type": "audio/wav"}


def test_the_body_is_the_recording_and_the_query_its_options(model: EchoModel) -> None:
    query = "?language=de-DE&vocabulary=Zyxel&vocabulary=Quux&times=3"
    response = send(make_app(model), query=query, content=b"x" * 700, headers=WAV)
    assert response.json() == {
        "bytes_heard": 700,
        "language": "de-DE",
        "vocabulary": ["Zyxel", "Quux"],
        "times": 3,
    }


def test_the_options_may_stand_in_custom_attributes_and_the_query_wins(model: EchoModel) -> None:
    attributes = json.dumps({"language": "fr", "vocabulary": ["Ça"], "times": 2})
    response = send(
        make_app(model),
        query="?times=5",
        content=b"x",
        headers={**WAV, ATTRIBUTES_HEADER: attributes},
    )
    assert response.json() == {
        "bytes_heard": 1,
        "language": "fr",
        "vocabulary": ["Ça"],
        "times": 5,
    }


@pytest.mark.parametrize("attributes", ["language=de", "[1]", "{", "[" * 100_000, "7"])
def test_custom_attributes_must_be_a_json_object(model: EchoModel, attributes: str) -> None:
    headers = {**WAV, ATTRIBUTES_HEADER: attributes}
    response = send(make_app(model), content=b"x", headers=headers)
    assert error_of(response) == (400, "invalid_request", False)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "body"),
        (b"{", "body"),
        (b"[]", "body"),
        (b"null", "body"),
        (b'{"recording": "http://calls/in/a.wav"}', "recording"),
        (b'{"recording": "s3://calls"}', "recording"),
        (b'{"speed": 2}', "speed"),
        (b'{"times": 10}', "times"),
        (b'{"times": "many"}', "times"),
        (b'{"times": NaN}', "times"),
        (b"\xff\xfe", "body"),
        (b"[" * 50_000, "body"),
    ],
)
def test_json_that_is_no_request_is_refused_by_the_field_s_name(
    model: EchoModel, body: bytes, named: str
) -> None:
    headers = {"content-type": "application/json; charset=utf-8"}
    response = send(make_app(model), content=body, headers=headers)
    assert error_of(response) == (400, "invalid_request", False)
    assert response.json()["error"]["message"].startswith(f"{named}:")
    assert model.folders == []


def test_a_refusal_never_repeats_what_was_sent(model: EchoModel) -> None:
    response = send(make_app(model), json={"times": "my card is 4111", "vocabulary": 4111})
    assert response.status_code == 400
    assert "4111" not in response.text


@pytest.mark.parametrize("query", ["?language=de&language=fr", "?speed=2", "?times=0", "?times=x"])
def test_options_that_are_not_options_are_refused(model: EchoModel, query: str) -> None:
    response = send(make_app(model), query=query, content=b"x", headers=WAV)
    assert error_of(response) == (400, "invalid_request", False)


@pytest.mark.parametrize("field", ["recording", "channels"])
def test_a_recording_in_the_body_and_a_pointer_are_one_too_many(
    model: EchoModel, field: str
) -> None:
    query = f"?{field}=s3://calls/in/a.wav"
    response = send(make_app(model), query=query, content=b"x", headers=WAV)
    assert error_of(response) == (400, "invalid_request", False)


def test_a_form_is_not_a_recording(model: EchoModel) -> None:
    response = send(make_app(model), files={"file": b"x"})
    assert error_of(response) == (415, "content_type_not_supported", False)


def test_a_model_of_text_takes_json_only(model: EchoModel) -> None:
    model.takes_audio = False
    response = send(make_app(model), content=b"x", headers=WAV)
    assert error_of(response) == (415, "content_type_not_supported", False)


@pytest.mark.parametrize("chunked", [False, True])
def test_bodies_above_the_limits_are_refused(model: EchoModel, chunked: bool) -> None:
    async def parts() -> Any:
        for _ in range(20):
            yield b"x" * 10

    app = make_app(model, max_audio_bytes=100, max_json_bytes=50)
    content = parts() if chunked else b"x" * 101
    response = send(app, content=content, headers=WAV)
    assert error_of(response) == (413, "audio_too_large", False)
    response = send(app, json={"language": "x" * 60})
    assert error_of(response) == (413, "request_too_large", False)


def test_a_body_that_never_ends_is_given_up(model: EchoModel) -> None:
    import asyncio

    async def slow() -> Any:
        yield b"x"
        await asyncio.sleep(5)
        yield b"x"

    app = make_app(model, body_seconds=0.05)
    response = send(app, content=slow(), headers=WAV)
    assert error_of(response) == (408, "request_timeout", True)
    assert app.admission.inside == 0
