"""What is tried again, how often, and after how long. The server is a list of answers."""

from collections.abc import Callable

import httpx
import pytest

from novapulse import client as novapulse
from novapulse.client import NovaPulse, Retries

FILE = {"name": "a.wav", "size_bytes": 1, "duration_seconds": 1}
JOB = {
    "job_id": "job_0123456789ab",
    "status": "completed",
    "pipeline": "full-analysis",
    "created_at": "2026-03-01T12:00:00Z",
    "estimated_completion": "2026-03-01T12:00:00Z",
    "completed_at": None,
    "metadata": {},
    "file": FILE,
}
ACCEPTED = {name: JOB[name] for name in JOB if name not in ("completed_at", "metadata")}


def refusal(status: int, retry_after: str | None = None) -> httpx.Response:
    headers = {} if retry_after is None else {"retry-after": retry_after}
    error = {"code": "busy", "message": "later", "status": status}
    return httpx.Response(status, json={"error": error}, headers=headers)


class Script:
    """Answers from a list; an exception in it is a broken connection."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self) -> NovaPulse:
        return NovaPulse(
            "https://novapulse.example",
            "nvp_live_x",
            retries=Retries(sleep=self.pauses.append),
            transport=httpx.MockTransport(self),
        )


def test_a_busy_server_is_asked_again_after_as_long_as_it_says() -> None:
    script = Script(refusal(429, "7"), refusal(503, "3"), httpx.Response(200, json=JOB))
    assert script.client().job("job_0123456789ab").status == "completed"
    assert script.pauses == [7, 3]


def test_a_broken_connection_is_tried_again_after_growing_pauses() -> None:
    broken = [httpx.ConnectError("no"), httpx.ReadTimeout("no"), httpx.RemoteProtocolError("no")]
    script = Script(*broken, httpx.Response(200, json=JOB))
    script.client().job("job_0123456789ab")
    assert script.pauses == [0.2, 0.4, 0.8]


def test_it_is_not_tried_for_ever() -> None:
    script = Script(*[refusal(503, "1")] * 9)
    with pytest.raises(novapulse.ServerError):
        script.client().job("job_0123456789ab")
    assert len(script.requests) == 5


def test_a_long_wait_is_the_callers_to_decide() -> None:
    script = Script(refusal(429, "3600"))
    with pytest.raises(novapulse.RateLimited) as refused:
        script.client().job("job_0123456789ab")
    assert refused.value.retry_after == 3600
    assert script.pauses == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 500])
def test_what_would_be_refused_again_is_not_sent_again(status: int) -> None:
    script = Script(refusal(status))
    with pytest.raises(novapulse.NovaPulseApiError) as refused:
        script.client().job("job_0123456789ab")
    assert refused.value.status == status
    assert len(script.requests) == 1


def test_a_repeated_submission_is_whole_and_has_the_same_idempotency_key() -> None:
    script = Script(refusal(503), httpx.ReadError("no"), httpx.Response(202, json=ACCEPTED))
    script.client().submit(b"RIFF" + bytes(1000))
    keys = {request.headers["idempotency-key"] for request in script.requests}
    assert len(keys) == 1
    bodies = {request.content for request in script.requests}
    assert len(bodies) == 1
    lengths = {int(request.headers["content-length"]) for request in script.requests}
    assert lengths == {len(body) for body in bodies}


def test_two_submissions_have_different_idempotency_keys() -> None:
    script = Script(httpx.Response(202, json=ACCEPTED), httpx.Response(202, json=ACCEPTED))
    client = script.client()
    client.submit(audio_url="https://example.com/a.wav")
    client.submit(audio_url="https://example.com/a.wav")
    assert len({request.headers["idempotency-key"] for request in script.requests}) == 2


@pytest.mark.parametrize(
    "act",
    [lambda c: c.delete("job_0123456789ab"), lambda c: c.replay("evt_1")],
    ids=["delete", "replay"],
)
def test_what_must_not_be_done_twice_is_not_repeated(act: Callable[[NovaPulse], object]) -> None:
    script = Script(httpx.ReadTimeout("no"))
    with pytest.raises(novapulse.ConnectionFailed):
        act(script.client())
    assert len(script.requests) == 1


def test_what_a_newer_server_says_beyond_the_known_is_left_out() -> None:
    script = Script(httpx.Response(200, json=JOB | {"mood": "new", "file": FILE | {"x": 1}}))
    assert "mood" not in script.client().job("job_0123456789ab").model_dump()


@pytest.mark.parametrize(
    "answer",
    [httpx.Response(200, text="<html>"), httpx.Response(200, json={"job_id": 1})],
)
def test_what_is_no_answer_of_a_server_is_said(answer: httpx.Response) -> None:
    with pytest.raises(novapulse.UnexpectedAnswer, match="not what a NovaPulse server answers"):
        Script(answer).client().job("job_0123456789ab")


def test_a_refusal_in_another_shape_is_still_raised_by_its_status() -> None:
    script = Script(httpx.Response(404, text="<html>nginx</html>"))
    with pytest.raises(novapulse.NotFound) as refused:
        script.client().job("job_0123456789ab")
    assert refused.value.code == "unexpected_answer"
