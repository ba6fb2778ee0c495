import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from model_containers.serving.app import ModelApp
from novapulse.domain.errors import BadAudio, EngineUnavailable, InvalidRequest
from tests.model_containers.folder_s3 import FolderS3
from tests.model_containers.serving.stand_in import EchoModel, error_of, make_app, send, talk


def ping(app: ModelApp) -> int:
    async def scene(client: httpx.AsyncClient) -> int:
        return (await client.get("/ping")).status_code

    return talk(app, scene)


def test_the_ping_is_refused_until_the_model_is_loaded(model: EchoModel) -> None:
    app = make_app(None)
    assert ping(app) == 503
    app.readiness.load(lambda: model)
    assert ping(app) == 200
    assert model.warmed == 1


def test_a_model_that_fails_its_first_answer_never_becomes_ready(model: EchoModel) -> None:
    model.cold = RuntimeError("no such device")
    app = make_app(None)
    with pytest.raises(RuntimeError):
        app.readiness.load(lambda: model)
    assert ping(app) == 503


def test_a_request_before_the_model_is_loaded_may_be_sent_again() -> None:
    response = send(make_app(None), json={})
    assert error_of(response) == (503, "model_loading", True)
    assert int(response.headers["retry-after"]) > 0


def test_an_engine_that_fails_three_times_on_end_is_not_ready(model: EchoModel) -> None:
    app = make_app(model)
    model.error = RuntimeError("CUDA error")
    for _ in range(2):
        send(app, json={})
    model.error = None
    send(app, json={})
    model.error = RuntimeError("CUDA error")
    for _ in range(3):
        assert ping(app) == 200
        assert error_of(send(app, json={})) == (500, "engine_error", True)
    assert ping(app) == 503


def test_bad_input_never_counts_against_the_engine(model: EchoModel) -> None:
    app = make_app(model)
    model.error = BadAudio("audio_undecodable", "no")
    for _ in range(5):
        assert error_of(send(app, json={})) == (422, "audio_undecodable", False)
    assert ping(app) == 200


def test_what_an_engine_says_in_its_error_stays_inside(
    model: EchoModel, caplog: pytest.LogCaptureFixture
) -> None:
    model.error = RuntimeError("my card number is 4111")
    with caplog.at_level(logging.DEBUG):
        response = send(make_app(model), json={})
    assert "4111" not in response.text
    assert "4111" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "stand_in.py" in caplog.text


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (InvalidRequest("language_not_supported", "no"), (400, "language_not_supported", False)),
        (BadAudio("audio_too_long", "no"), (413, "audio_too_long", False)),
        (EngineUnavailable("engine_unavailable", "no"), (503, "engine_unavailable", True)),
    ],
)
def test_errors_tell_the_caller_s_fault_from_the_engine_s(
    model: EchoModel, error: Exception, expected: tuple[int, str, bool]
) -> None:
    model.error = error
    assert error_of(send(make_app(model), json={})) == expected


def test_the_scratch_folder_is_gone_after_the_answer(model: EchoModel, tmp_path: Path) -> None:
    app = make_app(model, scratch_dir=tmp_path)
    send(app, content=b"RIFF", headers={"content-type": "audio/wav"})
    model.error = RuntimeError("no")
    send(app, content=b"RIFF", headers={"content-type": "audio/wav"})
    assert len(model.folders) == 2
    assert not any(folder.exists() for folder in model.folders)
    assert list(tmp_path.iterdir()) == []


def test_other_paths_and_methods_are_not_there(model: EchoModel) -> None:
    async def scene(client: httpx.AsyncClient) -> list[httpx.Response]:
        asked = [client.get("/invocations"), client.post("/ping"), client.get("/")]
        return [await one for one in asked]

    told = talk(make_app(model), scene)
    assert [error_of(one) for one in told] == [
        (405, "not_served", False),
        (405, "not_served", False),
        (404, "not_served", False),
    ]
    assert told[0].headers["allow"] == "POST"


def test_one_request_runs_and_the_others_wait_their_turn(model: EchoModel) -> None:
    app = make_app(model, concurrency=1, queue=8)

    async def scene(client: httpx.AsyncClient) -> list[int]:
        replies = await asyncio.gather(*(client.post("/invocations", json={}) for _ in range(6)))
        return [reply.status_code for reply in replies]

    assert talk(app, scene) == [200] * 6
    assert model.most_at_once == 1


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")


def test_requests_beyond_the_queue_are_told_to_come_back(model: EchoModel) -> None:
    app = make_app(model, concurrency=1, queue=1)
    model.gate.clear()

    async def scene(client: httpx.AsyncClient) -> tuple[list[int], httpx.Response]:
        inside = [asyncio.create_task(client.post("/invocations", json={})) for _ in range(2)]
        await until(lambda: app.admission.inside == 2 and model.at_once == 1)
        refused = await client.post("/invocations", json={})
        model.gate.set()
        return [(await one).status_code for one in inside], refused

    done, refused = talk(app, scene)
    assert done == [200, 200]
    assert error_of(refused) == (503, "busy", True)
    assert int(refused.headers["retry-after"]) > 0


def test_while_it_stops_it_ends_what_runs_and_refuses_the_rest(model: EchoModel) -> None:
    app = make_app(model, concurrency=1, queue=4)
    model.gate.clear()

    async def scene(client: httpx.AsyncClient) -> tuple[list[httpx.Response], int, bool]:
        running = asyncio.create_task(client.post("/invocations", json={}))
        await until(lambda: model.at_once == 1)
        waiting = asyncio.create_task(client.post("/invocations", json={}))
        await until(lambda: app.admission.inside == 2)
        closing = asyncio.create_task(app.admission.close(10))
        await asyncio.sleep(0)
        new = await client.post("/invocations", json={})
        pinged = (await client.get("/ping")).status_code
        assert not closing.done()
        model.gate.set()
        return [await running, await waiting, new], pinged, await closing

    (running, waiting, new), pinged, in_time = talk(app, scene)
    assert running.status_code == 200
    assert error_of(waiting) == (503, "shutting_down", True)
    assert error_of(new) == (503, "shutting_down", True)
    assert pinged == 503
    assert in_time


def test_a_body_that_never_ends_does_not_keep_it_from_stopping(model: EchoModel) -> None:
    app = make_app(model)
    audio = {"content-type": "audio/wav"}

    async def endless() -> AsyncIterator[bytes]:
        yield b"RIFF"
        await asyncio.Event().wait()

    async def scene(client: httpx.AsyncClient) -> tuple[httpx.Response, bool]:
        sent = client.post("/invocations", content=endless(), headers=audio)
        arriving = asyncio.create_task(sent)
        await until(lambda: app.admission.inside == 1)
        in_time = await app.admission.close(10)
        return await arriving, in_time

    refused, in_time = talk(app, scene)
    assert error_of(refused) == (503, "shutting_down", True)
    assert in_time


def test_what_does_not_end_in_time_is_told(model: EchoModel) -> None:
    app = make_app(model)
    model.gate.clear()

    async def scene(client: httpx.AsyncClient) -> bool:
        running = asyncio.create_task(client.post("/invocations", json={}))
        await until(lambda: model.at_once == 1)
        in_time = await app.admission.close(0.05)
        model.gate.set()
        await running
        return in_time

    assert talk(app, scene) is False


def test_a_pointer_in_and_a_pointer_out(model: EchoModel, store: FolderS3) -> None:
    asked = {"recording": "s3://calls/in/a.wav", "output": "s3://calls/out/a.json"}
    response = send(make_app(model, store), json=asked)
    assert response.json() == {"output": "s3://calls/out/a.json"}
    stored = store.root / "calls" / "out" / "a.json"
    assert '"bytes_heard":500' in stored.read_text()
    assert stored.with_suffix(".json.type").read_text() == "application/json"


def test_an_output_that_is_not_allowed_is_refused_before_the_work(
    model: EchoModel, store: FolderS3
) -> None:
    asked = {"recording": "s3://calls/in/a.wav", "output": "s3://calls/in/b.json"}
    response = send(make_app(model, store), json=asked)
    assert error_of(response) == (403, "location_not_allowed", False)
    assert model.folders == []
