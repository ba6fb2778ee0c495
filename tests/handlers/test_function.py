import json
import logging
from typing import NoReturn

import pytest

from novapulse import plan
from novapulse.domain.errors import BadAudio
from novapulse.handlers.function import FunctionFailed, reported

SECRET = "my card is 4111"


def test_an_error_of_ours_keeps_its_name_code_and_message() -> None:
    with pytest.raises(FunctionFailed) as failure:
        reported("prepare", _bad_audio)
    assert type(failure.value).__name__ == "BadAudio"
    assert type(failure.value).__name__ in plan.NEVER_RETRIED
    said = json.loads(str(failure.value))
    assert said == {"code": "audio_undecodable", "message": "Cannot be decoded."}


def test_an_error_that_nobody_foresaw_leaves_as_its_kind_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(FunctionFailed) as failure:
        reported("redact", _unforeseen)
    assert type(failure.value).__name__ == "KeyError"
    assert json.loads(str(failure.value))["message"] == "redact failed (KeyError)"
    assert failure.value.__cause__ is None
    assert failure.value.__context__ is None
    assert caplog.messages == ["redact failed: KeyError"]
    assert SECRET not in caplog.text


def _bad_audio() -> NoReturn:
    raise BadAudio("audio_undecodable", "Cannot be decoded.")


def _unforeseen() -> NoReturn:
    raise KeyError(SECRET)
