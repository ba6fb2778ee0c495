"""The transcriber's process over real HTTP, with a model of random weights."""

import json
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import httpx
import numpy as np
import pytest

from novapulse.domain.remote import RemoteFailure, StoredAnswer
from novapulse.speech.remote import TranscribeAnswer
from tests.model_containers.conftest import CLIP_SECONDS
from tests.model_containers.running import Container
from tests.speech.sound import tone, write_wav

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answered(container: Container, clip: Path) -> TranscribeAnswer:
    """The clip as a pointer, the answer as a response."""
    uri = container.put("calls/in/clip.wav", clip.read_bytes())
    response = container.ask({"recording": uri, "language": "en-US"})
    assert response.status_code == 200, response.text
    return TranscribeAnswer.model_validate_json(response.content)


def failure(response: httpx.Response) -> tuple[int, str, bool]:
    error = RemoteFailure.model_validate_json(response.content).error
    return response.status_code, error.code, error.retryable


def test_a_call_becomes_words_of_both_channels(answered: TranscribeAnswer) -> None:
    heard = answered.transcription
    assert heard.language == "en-US"
    assert (heard.engine.name, heard.engine.model) == ("whisper", "large-v3-turbo")
    assert {utterance.channel for utterance in heard.utterances} == {0, 1}
    assert answered.audio.mode == "per_channel"
    assert answered.audio.channel_numbers == (1, 2)
    assert answered.audio.duration_seconds == CLIP_SECONDS


def test_word_times_never_run_backwards_and_lie_in_the_call(answered: TranscribeAnswer) -> None:
    for channel in (0, 1):
        utterances = [u for u in answered.transcription.utterances if u.channel == channel]
        times = [t for u in utterances for word in u.words for t in (word.start, word.end)]
        assert times
        assert all(a <= b for a, b in pairwise(times))
        assert 0 <= times[0] <= times[-1] <= CLIP_SECONDS
    for utterance in answered.transcription.utterances:
        assert all(utterance.start <= w.start <= w.end <= utterance.end for w in utterance.words)


def test_the_recording_as_the_body_gives_the_same(
    container: Container, clip: Path, answered: TranscribeAnswer
) -> None:
    response = container.send(clip.read_bytes(), language="en-US")
    assert TranscribeAnswer.model_validate_json(response.content) == answered


def test_channels_that_were_prepared_before_give_the_same_words(
    container: Container, clip: Path, answered: TranscribeAnswer
) -> None:
    with wave.open(str(clip)) as file:
        frames = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)
    uris = [container.put(f"calls/in/{i}", frames[:, i].tobytes()) for i in range(2)]
    output = "s3://calls/out/answer.json"
    response = container.ask({"channels": uris, "language": "en-US", "output": output})
    assert StoredAnswer.model_validate_json(response.content).output == output
    stored = (container.s3 / "calls/out/answer.json").read_bytes()
    answer = TranscribeAnswer.model_validate_json(stored)
    assert answer.transcription == answered.transcription


def test_the_language_is_detected_if_none_is_named(container: Container, clip: Path) -> None:
    response = container.send(clip.read_bytes())
    answer = TranscribeAnswer.model_validate_json(response.content)
    assert answer.transcription.language == "en"
    assert answer.language_probability == 1.0


def test_custom_vocabulary_changes_what_is_heard(
    container: Container, clip: Path, answered: TranscribeAnswer
) -> None:
    response = container.send(clip.read_bytes(), language="en-US", vocabulary=["Zyxel", "Quux"])
    primed = TranscribeAnswer.model_validate_json(response.content)
    assert primed.transcription.utterances != answered.transcription.utterances


def test_a_call_in_which_nobody_speaks_is_an_answer_not_an_error(
    container: Container, tmp_path: Path
) -> None:
    hum = write_wav(tmp_path / "hum.wav", tone(5, hertz=50))
    answer = TranscribeAnswer.model_validate_json(container.send(hum.read_bytes()).content)
    assert answer.transcription.utterances == ()
    assert answer.transcription.language == "und"
    assert "no_speech" in {notice.code for notice in answer.transcription.notices}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "audio_empty"),
        (b"no recording at all" * 100, "audio_undecodable"),
        (np.random.default_rng(0).bytes(100_000), "audio_undecodable"),
        (b"#EXTM3U\nhttp://127.0.0.1:1/a.wav\n", "audio_undecodable"),
    ],
    ids=["empty", "text", "noise", "playlist"],
)
def test_bodies_that_are_no_recording_are_the_caller_s_fault(
    container: Container, body: bytes, code: str
) -> None:
    assert failure(container.send(body)) == (422, code, False)


def test_a_recording_above_the_limits_is_refused(container: Container, tmp_path: Path) -> None:
    long = write_wav(tmp_path / "long.wav", tone(61))
    assert failure(container.send(long.read_bytes())) == (413, "audio_too_long", False)
    assert failure(container.send(bytes(3_000_001))) == (413, "audio_too_large", False)


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"recording": "s3://elsewhere/in/a.wav"}, 403, "location_not_allowed"),
        ({"recording": "s3://calls/out/a.wav"}, 403, "location_not_allowed"),
        ({"recording": "s3://calls/in/missing.wav"}, 404, "input_not_found"),
        ({"recording": "s3://calls/in/clip.wav", "speed": 2}, 400, "invalid_request"),
        ({"recording": "file:///etc/passwd"}, 400, "invalid_request"),
        ({"recording": "s3://calls/in/../out/a.wav"}, 400, "invalid_request"),
        ({"recording": "s3://calls/in/a", "channels": ["s3://calls/in/b"]}, 400, "invalid_request"),
        ({"channels": ["s3://calls/in/b"] * 9}, 400, "invalid_request"),
        ({}, 400, "invalid_request"),
        ({"language": "klingon language"}, 400, "invalid_request"),
        ({"language": "ja-JP"}, 400, "language_not_supported"),
    ],
)
def test_requests_that_ask_for_what_may_not_be(
    container: Container, request_: dict[str, object], status: int, code: str
) -> None:
    assert failure(container.ask(request_)) == (status, code, False)


def test_a_language_that_is_refused_names_the_endpoint_s_model(container: Container) -> None:
    message = container.ask({"language": "ja-JP"}).json()["error"]["message"]
    assert "'ja-JP'" in message
    assert "large-v3-turbo" in message
    assert "whisper_model" not in message, "a setting that no endpoint has"


def test_channels_that_are_no_raw_channels_are_refused(container: Container, clip: Path) -> None:
    wav = container.put("calls/in/wav", clip.read_bytes())
    odd = container.put("calls/in/odd", bytes(1001))
    short = container.put("calls/in/short", bytes(1000))
    for channels in ([wav], [odd], [odd, short], [container.put("calls/in/none", b"")]):
        assert failure(container.ask({"channels": channels})) == (422, "channels_invalid", False)


def test_requests_at_once_all_get_their_own_answer(
    container: Container, clip: Path, answered: TranscribeAnswer, tmp_path: Path
) -> None:
    hum = write_wav(tmp_path / "hum.wav", tone(2)).read_bytes()
    bodies = [clip.read_bytes(), hum, b"noise", hum]
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda b: container.send(b, language="en-US"), bodies))
    assert [reply.status_code for reply in replies] == [200, 200, 422, 200]
    assert TranscribeAnswer.model_validate_json(replies[0].content) == answered
    assert TranscribeAnswer.model_validate_json(replies[1].content).audio.duration_seconds == 2


def test_the_ping_answers_while_the_model_works(container: Container, clip: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(container.send, clip.read_bytes(), language="en-US")
        slowest = 0.0
        while not working.done():
            slowest = max(slowest, container.http.get("/ping").elapsed.total_seconds())
            time.sleep(0.05)
    assert working.result().status_code == 200
    assert 0 < slowest < 2


def test_the_log_holds_numbers_and_no_word_of_the_call(
    container: Container, clip: Path, answered: TranscribeAnswer
) -> None:
    assert container.send(clip.read_bytes(), language="en-US", vocabulary=["Zyxel"]).is_success
    line = container.metrics()[-1]
    assert (line["Container"], line["Status"], line["Code"]) == ("transcriber", 200, "ok")
    assert (line["AudioSeconds"], line["Channels"]) == (CLIP_SECONDS, 2)
    assert line["RealTimeFactor"] > 0
    text = container.log
    assert "Zyxel" not in text
    said = [w.word for u in answered.transcription.utterances for w in u.words if len(w.word) > 4]
    assert not [word for word in said if word in text]
    for other in text.splitlines():
        assert other.startswith('{"_aws"') or other == "ready: transcriber", other
    assert json.loads(text.splitlines()[-1])
