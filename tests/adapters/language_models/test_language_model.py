"""One behaviour of all language models: an answer in the form, or an error of ours."""

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest

from novapulse.domain.errors import EngineUnavailable, UnusableAnswer
from novapulse.language.summary.prompt import INSTRUCTIONS, GeneratedSummary
from novapulse.ports import LanguageModel
from tests.adapters.language_models import stub_server
from tests.adapters.language_models.dialects import HASTY, KEY, Dialect
from tests.adapters.language_models.stub_server import Behaviour, Stub

SAID = "I was charged twice and my name is Ingeborg."
GOOD: dict[str, Any] = {
    "sentences": [{"kind": "reason", "text": "They were charged twice.", "segment_ids": [1]}],
    "outcome": "open",
}
Script = Callable[[Dialect], Behaviour]

OUT_OF_ORDER: dict[str, Script] = {
    "is cut off in the middle": lambda _: stub_server.cuts_off,
    "hangs up at once": lambda _: stub_server.hangs_up,
    "answers with an error": lambda dialect: dialect.refuses(500, "InternalServerException"),
    "is overloaded": lambda dialect: dialect.refuses(503, "ServiceUnavailableException"),
    "throttles": lambda dialect: dialect.refuses(429, "ThrottlingException"),
    "times out itself": lambda dialect: dialect.refuses(408, "ModelTimeoutException"),
}
"""What may pass: asked again while there is time."""
REFUSES: dict[str, Script] = {
    "refuses the key": lambda dialect: dialect.refuses(403, "AccessDeniedException"),
    "knows no such model": lambda dialect: dialect.refuses(404, "ResourceNotFoundException"),
    "calls the request invalid": lambda dialect: dialect.refuses(400, "ValidationException"),
    "redirects": lambda _: stub_server.redirects,
}
"""What asking again does not mend."""
OF_NO_USE: dict[str, Script] = {
    "writes prose": lambda dialect: dialect.prose(f"Sure! {SAID}"),
    "writes nothing": lambda dialect: dialect.prose(""),
    "writes half a form": lambda dialect: dialect.cut(GOOD),
    "leaves a field out": lambda dialect: dialect.answers({"sentences": []}),
    "adds a field": lambda dialect: dialect.answers({**GOOD, "mood": SAID}),
    "invents an outcome": lambda dialect: dialect.answers({**GOOD, "outcome": SAID}),
    "gives a text for a list": lambda dialect: dialect.answers({**GOOD, "sentences": SAID}),
    "gives a list for the form": lambda dialect: dialect.answers([GOOD]),
    "answers with an empty document": lambda _: stub_server.says(200, {}),
}


def ask(model: LanguageModel) -> GeneratedSummary:
    return model.ask(INSTRUCTIONS, SAID, GeneratedSummary)


def test_the_form_comes_back_filled_in(model: LanguageModel, dialect: Dialect, stub: Stub) -> None:
    stub.does(dialect.answers(GOOD))
    assert ask(model) == GeneratedSummary.model_validate(GOOD)
    assert len(stub.requests) == 1


@pytest.mark.parametrize("trouble", OUT_OF_ORDER)
def test_trouble_that_passes_costs_nothing(
    model: LanguageModel, dialect: Dialect, stub: Stub, trouble: str
) -> None:
    stub.does(OUT_OF_ORDER[trouble](dialect), dialect.answers(GOOD))
    assert ask(model).outcome == "open"


@pytest.mark.parametrize("trouble", OUT_OF_ORDER)
def test_trouble_that_stays_is_an_engine_that_cannot_be_had(
    model: LanguageModel, dialect: Dialect, stub: Stub, trouble: str
) -> None:
    stub.does(OUT_OF_ORDER[trouble](dialect))
    with pytest.raises(EngineUnavailable) as failure:
        ask(model)
    assert failure.value.code == "model_unavailable"
    assert len(stub.requests) > 1


def test_a_server_that_hangs_is_not_waited_for(hasty: LanguageModel, stub: Stub) -> None:
    stub.does(stub_server.hangs)
    with pytest.raises(EngineUnavailable):
        ask(hasty)


def test_a_server_that_drips_is_not_waited_for(hasty: LanguageModel, stub: Stub) -> None:
    stub.does(stub_server.drips)
    began = time.monotonic()
    with pytest.raises(EngineUnavailable, match="in time"):
        ask(hasty)
    assert time.monotonic() - began < 5 * HASTY


@pytest.mark.parametrize("refusal", REFUSES)
def test_who_is_refused_does_not_ask_again(
    model: LanguageModel, dialect: Dialect, stub: Stub, refusal: str
) -> None:
    stub.does(REFUSES[refusal](dialect))
    with pytest.raises(EngineUnavailable):
        ask(model)
    assert [request.path for request in stub.requests] == [stub.requests[0].path]


@pytest.mark.parametrize("mistake", OF_NO_USE)
def test_an_answer_that_is_not_the_form_is_of_no_use(
    model: LanguageModel, dialect: Dialect, stub: Stub, mistake: str
) -> None:
    stub.does(OF_NO_USE[mistake](dialect))
    with pytest.raises(UnusableAnswer):
        ask(model)


def test_what_is_no_json_is_no_answer(model: LanguageModel, stub: Stub) -> None:
    stub.does(stub_server.not_json)
    with pytest.raises((EngineUnavailable, UnusableAnswer)):
        ask(model)


@pytest.mark.parametrize(
    "behaviour",
    [*OUT_OF_ORDER.values(), *REFUSES.values(), *OF_NO_USE.values()],
    ids=[*OUT_OF_ORDER, *REFUSES, *OF_NO_USE],
)
def test_no_text_and_no_secret_is_logged_or_told(
    model: LanguageModel,
    dialect: Dialect,
    stub: Stub,
    behaviour: Script,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stub.does(behaviour(dialect))
    # The SDK's own logger tells everything at DEBUG, which nobody sets where calls are real.
    with caplog.at_level(logging.INFO), pytest.raises((EngineUnavailable, UnusableAnswer)) as told:
        ask(model)
    for secret in ("Ingeborg", KEY, "charged"):
        assert secret not in f"{told.value} {told.value.__cause__} {caplog.text}"
