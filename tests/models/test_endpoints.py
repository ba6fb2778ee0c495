"""The containers with models of PyTorch, as processes of their own, over HTTP."""

import io
import shutil
import threading
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import httpx
import numpy as np
import pytest

from novapulse.language.sentiment.remote import SentimentAnswer
from novapulse.speech.decode import decode
from novapulse.speech.remote import DiarizeAnswer, TranscribeAnswer
from tests.model_containers.running import Container, running
from tests.models.tiny_classifier import write_tiny_classifier
from tests.models.tiny_whisper import write_tiny_transformers_whisper

TRANSCRIBER = "model_containers.transcriber"
RATE = 16_000


def wav(samples: Path, seconds: float, name: str = "billing_call_mono.ogg") -> bytes:
    """The beginning of a sample call."""
    blocks = []
    for block in decode(samples / name):
        blocks.append(block)
        if sum(part.shape[1] for part in blocks) > seconds * RATE:
            break
    pcm = np.concatenate(blocks, axis=1)[:, : int(seconds * RATE)]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(len(pcm))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.T.astype("<i2").tobytes())
    return out.getvalue()


@pytest.fixture(scope="module")
def transcriber(
    tmp_path_factory: pytest.TempPathFactory, tiny_transformers_whisper: Path
) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("transcriber")
    with running(
        folder, tiny_transformers_whisper, module=TRANSCRIBER, engine="transformers"
    ) as container:
        container.wait_until_ready()
        yield container


def transcribed(response: httpx.Response) -> TranscribeAnswer:
    assert response.status_code == 200, response.text
    return TranscribeAnswer.model_validate_json(response.content)


def code(response: httpx.Response) -> str:
    return str(response.json()["error"]["code"])


def test_a_recording_comes_back_as_words_in_order(transcriber: Container, samples: Path) -> None:
    answer = transcribed(transcriber.send(wav(samples, 12), language="en-US"))
    assert answer.transcription.engine.name == "transformers"
    assert answer.audio.duration_seconds == pytest.approx(12, abs=0.05)
    for utterance in answer.transcription.utterances:
        words = utterance.words
        assert all(utterance.start <= word.start <= word.end <= utterance.end for word in words)
        assert all(a.end <= b.start for a, b in pairwise(words))


def test_the_channels_of_a_call_are_heard_apart(transcriber: Container, samples: Path) -> None:
    recording = wav(samples, 12, "billing_call_stereo.ogg")
    answer = transcribed(transcriber.send(recording, language="en-US"))
    assert answer.audio.channel_numbers == (1, 2)


def test_without_a_language_it_is_detected(transcriber: Container, samples: Path) -> None:
    answer = transcribed(transcriber.send(wav(samples, 8)))
    assert answer.transcription.language
    assert answer.language_probability is not None
    assert 0 < answer.language_probability <= 1


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [(b"no recording", 422, "audio_undecodable"), (b"", 422, "audio_empty")],
)
def test_a_body_that_is_no_recording_is_refused(
    transcriber: Container, body: bytes, status: int, error: str
) -> None:
    response = transcriber.send(body, language="en-US")
    assert (response.status_code, code(response)) == (status, error)
    assert not response.json()["error"]["retryable"]
    assert transcriber.ping() == 200


@pytest.mark.parametrize(
    ("language", "error"),
    [("tlh", "language_not_supported"), ("not a language", "invalid_request")],
)
def test_a_language_that_the_model_does_not_know_is_refused(
    transcriber: Container, samples: Path, language: str, error: str
) -> None:
    response = transcriber.send(wav(samples, 3), language=language)
    assert (response.status_code, code(response)) == (400, error)
    assert "language" in response.json()["error"]["message"]


def test_requests_at_once_each_get_their_own_answer(transcriber: Container, samples: Path) -> None:
    calls = [wav(samples, seconds) for seconds in (4, 6, 8, 10)]
    alone = [transcribed(transcriber.send(call, language="en-US")) for call in calls]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(lambda c: transcriber.send(c, language="en-US"), calls))
    assert [transcribed(response) for response in at_once] == alone


def test_a_request_that_runs_is_answered_before_the_process_ends(
    tmp_path: Path, samples: Path
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    write_tiny_transformers_whisper(model)
    with running(tmp_path, model, module=TRANSCRIBER, engine="transformers") as container:
        container.wait_until_ready()
        answers: list[httpx.Response] = []
        call = wav(samples, 60)
        asking = threading.Thread(
            target=lambda: answers.append(container.send(call, language="en-US"))
        )
        asking.start()
        time.sleep(0.5)
        assert not answers
        assert container.stop() == 0
        asking.join()
        assert transcribed(answers[0]).audio.duration_seconds == pytest.approx(60, abs=0.05)


def test_pyannote_tells_the_voices_of_a_mono_call_apart(
    tmp_path: Path, tiny_pyannote: Path, samples: Path
) -> None:
    packed = shutil.copytree(tiny_pyannote, tmp_path / "model")
    (packed / "novapulse-model.json").write_text('{"model": "voices-2"}')
    with running(
        tmp_path, packed, module="model_containers.diarizer", engine="pyannote"
    ) as container:
        container.wait_until_ready()
        response = container.send(wav(samples, 8), speakers_expected=2)
        assert response.status_code == 200, response.text
        answer = DiarizeAnswer.model_validate_json(response.content)
        assert (answer.engine.name, answer.diarization.method) == ("pyannote", "pyannote")
        assert answer.engine.model == "voices-2"
        assert answer.diarization.turns
        assert container.stop() == 0


def test_without_weights_the_embedded_diarizer_answers_and_says_so(
    tmp_path: Path, samples: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with running(tmp_path, empty, module="model_containers.diarizer") as container:
        container.wait_until_ready()
        response = container.send(wav(samples, 20), speakers_expected=2)
        answer = DiarizeAnswer.model_validate_json(response.content)
        assert (answer.engine.name, answer.engine.draft) == ("embedded", True)
        codes = [notice.code for notice in answer.diarization.notices]
        assert codes == ["diarizer_stands_in"]


def test_turns_come_back_as_scores(tmp_path: Path) -> None:
    model = tmp_path / "tiny-mood"
    model.mkdir()
    write_tiny_classifier(model, ("negative", "neutral", "positive"))
    (model / "novapulse-model.json").write_text('{"model": "mood-3"}')
    turns = [{"speaker": "Customer", "text": text} for text in ("awful", "wonderful, great", "")]
    with running(tmp_path, model, module="model_containers.sentiment") as container:
        container.wait_until_ready()
        response = container.ask({"turns": turns})
        assert response.status_code == 200, response.text
        answer = SentimentAnswer.model_validate_json(response.content)
        assert len(answer.scores) == 3
        assert answer.scores[2] == 0
        assert answer.method == "transformers:mood-3"
        assert code(container.ask({})) == "invalid_request"
