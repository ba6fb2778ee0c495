"""What goes over the wire to a server of the operator's own, and how long it is waited for."""

from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest

from novapulse.adapters.network.openai_compatible import OpenAiCompatibleModel
from novapulse.adapters.patience import Patience
from novapulse.domain.errors import EngineUnavailable, UnusableAnswer
from novapulse.language.summary.prompt import GeneratedSummary
from tests.adapters.language_models import stub_server
from tests.adapters.language_models.dialects import KEY, MODEL, OPENAI
from tests.adapters.language_models.stub_server import Stub, says
from tests.services.house import NOON, HandClock

GOOD = {"sentences": [], "outcome": "open"}


@pytest.fixture
def waits() -> list[float]:
    return []


def model_of(
    stub: Stub, waits: list[float], *, key: str | None = KEY, seconds: float = 20.0
) -> OpenAiCompatibleModel:
    patience = Patience(seconds, sleep=waits.append)
    return OpenAiCompatibleModel(
        f"{stub.url}/v1", MODEL, key=key, patience=patience, clock=HandClock()
    )


def ask(model: OpenAiCompatibleModel) -> GeneratedSummary:
    return model.ask("Summarise.", "A call.", GeneratedSummary)


def test_one_request_holds_both_texts_the_form_and_the_key(stub: Stub, waits: list[float]) -> None:
    stub.does(OPENAI.answers(GOOD))
    ask(model_of(stub, waits))
    (request,) = stub.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert [(m["role"], m["content"]) for m in request.body["messages"]] == [
        ("system", "Summarise."),
        ("user", "A call."),
    ]
    assert (request.body["model"], request.body["temperature"]) == (MODEL, 0)
    form = request.body["response_format"]["json_schema"]
    assert (form["strict"], form["schema"]["additionalProperties"]) == (True, False)
    assert form["schema"]["properties"]["sentences"]["items"]["required"] == [
        "kind",
        "text",
        "segment_ids",
    ]
    assert "$ref" not in str(form)


def test_a_server_without_keys_is_sent_none(stub: Stub, waits: list[float]) -> None:
    stub.does(OPENAI.answers(GOOD))
    ask(model_of(stub, waits, key=None))
    assert "authorization" not in stub.requests[0].headers


@pytest.mark.parametrize("wanted", ["3", format_datetime(NOON + timedelta(seconds=3.25))])
def test_the_wait_that_is_asked_for_is_kept(stub: Stub, waits: list[float], wanted: str) -> None:
    stub.does(says(429, {}, retry_after=wanted), OPENAI.answers(GOOD))
    ask(model_of(stub, waits))
    assert waits == [pytest.approx(3, abs=0.3)]


def test_a_wait_that_is_too_long_is_not_begun(stub: Stub, waits: list[float]) -> None:
    stub.does(says(429, {}, retry_after="3600"))
    with pytest.raises(EngineUnavailable):
        ask(model_of(stub, waits))
    assert (len(stub.requests), waits) == (1, [])


def test_a_wait_that_nobody_can_read_is_our_own(stub: Stub, waits: list[float]) -> None:
    stub.does(says(503, {}, retry_after="soon"), OPENAI.answers(GOOD))
    ask(model_of(stub, waits))
    assert len(waits) == 1


def test_an_answer_without_an_end_is_not_read_to_it(stub: Stub, waits: list[float]) -> None:
    stub.does(OPENAI.prose("x" * 3_000_000))
    with pytest.raises(UnusableAnswer, match="longer"):
        ask(model_of(stub, waits))


def test_a_server_that_is_not_there_is_an_engine_that_cannot_be_had(
    stub: Stub, waits: list[float]
) -> None:
    gone = Stub("http://127.0.0.1:1", stub.stopping)
    with pytest.raises(EngineUnavailable, match="nothing listens there"):
        ask(model_of(gone, waits))


def test_a_redirect_does_not_take_the_call_elsewhere(stub: Stub, waits: list[float]) -> None:
    stub.does(stub_server.redirects, OPENAI.answers(GOOD))
    with pytest.raises(EngineUnavailable, match="302"):
        ask(model_of(stub, waits))


@pytest.mark.parametrize("document", [{}, [], {"choices": []}, {"choices": [{"message": None}]}])
def test_what_is_no_completion_is_of_no_use(
    stub: Stub, waits: list[float], document: object
) -> None:
    stub.does(says(200, document))
    with pytest.raises(UnusableAnswer, match="no chat completion"):
        ask(model_of(stub, waits))


def test_an_answer_that_is_nested_without_end_is_of_no_use(stub: Stub, waits: list[float]) -> None:
    stub.does(OPENAI.prose("[" * 100_000))
    with pytest.raises(UnusableAnswer):
        ask(model_of(stub, waits))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the environment says of proxies does not count."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    yield
