from typing import Any

import pytest
from pydantic import ValidationError

from novapulse.domain.object_uri import bucket_and_key
from novapulse.speech.remote import DiarizeRequest, TranscribeRequest


@pytest.mark.parametrize(
    "request_",
    [
        {"recording": "s3://calls/a.wav"},
        {"recording": "s3://calls/a/..b/c...wav"},
        {"recording": "s3://calls/" + "ä" * 512},
        {"recording": "s3://my.calls-2/folder/ä b+c.wav", "output": "s3://calls/out/a.json"},
        {"channels": ["s3://calls/0", "s3://calls/1"], "source_rate": 8000},
        {"channels": ["s3://calls/0"], "source_rate": 1000},
        {"language": "zh-Hans-CN", "vocabulary": ["NovaPulse"]},
        {},
    ],
)
def test_requests_that_are_understood(request_: dict[str, Any]) -> None:
    parsed = TranscribeRequest.model_validate(request_)
    assert TranscribeRequest.model_validate_json(parsed.model_dump_json()) == parsed


@pytest.mark.parametrize(
    "request_",
    [
        {"recording": "https://calls/a.wav"},
        {"recording": "s3://Calls/a.wav"},
        {"recording": "s3://calls/"},
        {"recording": "s3://calls/a\nb"},
        {"recording": "s3://calls/" + "a" * 1100},
        {"recording": "s3://calls/" + "ä" * 513},
        {"recording": "s3://calls/in/../out/a.wav"},
        {"output": "s3://calls/./a.json"},
        {"output": "calls/a.json"},
        {"channels": ["s3://calls/0"] * 9},
        {"recording": "s3://calls/a", "channels": ["s3://calls/0"]},
        {"language": "english please"},
        {"language": ""},
        {"vocabulary": [""]},
        {"vocabulary": ["x"] * 501},
        {"unknown": 1},
    ],
)
def test_requests_that_are_not(request_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TranscribeRequest.model_validate(request_)


@pytest.mark.parametrize(
    ("hints", "valid"),
    [
        ({"speakers_expected": 2}, True),
        ({"min_speakers": 2, "max_speakers": 4}, True),
        ({"min_speakers": 2, "max_speakers": 4, "speakers_expected": 3}, True),
        ({"min_speakers": 4, "max_speakers": 2}, False),
        ({"max_speakers": 2, "speakers_expected": 3}, False),
        ({"speakers_expected": 0}, False),
        ({"speakers_expected": 21}, False),
    ],
)
def test_hints_about_the_speakers_must_agree(hints: dict[str, int], valid: bool) -> None:
    if valid:
        DiarizeRequest.model_validate(hints)
    else:
        with pytest.raises(ValidationError):
            DiarizeRequest.model_validate(hints)


def test_a_pointer_is_a_bucket_and_a_key() -> None:
    assert bucket_and_key("s3://calls/a/b c.wav") == ("calls", "a/b c.wav")
