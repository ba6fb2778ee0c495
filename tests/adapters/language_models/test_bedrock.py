"""What Bedrock is asked, by its Converse and for its embeddings."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from novapulse.adapters.aws.bedrock.converse import BedrockModel
from novapulse.adapters.aws.bedrock.titan import DIMENSIONS, LONGEST_TEXT, TitanEmbedder
from novapulse.adapters.patience import Patience
from novapulse.domain.errors import EngineUnavailable, UnusableAnswer
from novapulse.language.embedder import Embedder
from novapulse.language.summary.prompt import GeneratedSummary
from tests.adapters.language_models import stub_server
from tests.adapters.language_models.dialects import BEDROCK, HASTY, MODEL, bedrock_client, tool_use
from tests.adapters.language_models.stub_server import Exchange, Stub, says

TITAN = "amazon.titan-embed-text-v2:0"
GOOD = {"sentences": [], "outcome": "open"}


@pytest.fixture(scope="module")
def client(server: Stub) -> Any:
    return bedrock_client(server)


def patience() -> Patience:
    return Patience(20.0, sleep=lambda _: None)


def ask(client: Any) -> GeneratedSummary:
    model = BedrockModel(client, MODEL, patience=patience())
    return model.ask("Summarise.", "A call.", GeneratedSummary)


def titan(client: Any) -> TitanEmbedder:
    return TitanEmbedder(client, TITAN, related=0.2, supports=0.4, patience=patience())


def embeds(vector: Callable[[str], list[float]]) -> stub_server.Behaviour:
    def embed(exchange: Exchange) -> None:
        text = exchange.asked.body["inputText"]
        document = {"embedding": vector(text), "inputTextTokenCount": 1}
        exchange.reply(200, json.dumps(document).encode())

    return embed


def by_length(text: str) -> list[float]:
    """Of length 2, to see that it is made 1."""
    vector = [0.0] * DIMENSIONS
    vector[len(text)] = 2.0
    return vector


def test_the_model_has_to_use_the_form(client: Any, stub: Stub) -> None:
    stub.does(BEDROCK.answers(GOOD))
    assert ask(client).outcome == "open"
    (request,) = stub.requests
    assert request.path == f"/model/{MODEL.replace(':', '%3A')}/converse"
    assert request.body["system"] == [{"text": "Summarise."}]
    assert request.body["messages"] == [{"role": "user", "content": [{"text": "A call."}]}]
    assert request.body["inferenceConfig"] == {"maxTokens": 2000, "temperature": 0.0}
    config = request.body["toolConfig"]
    assert config["toolChoice"] == {"tool": {"name": "GeneratedSummary"}}
    (tool,) = config["tools"]
    schema = tool["toolSpec"]["inputSchema"]["json"]
    assert schema["required"] == ["sentences", "outcome"]
    assert "$ref" not in str(schema)


@pytest.mark.parametrize("reason", ["guardrail_intervened", "content_filtered"])
def test_what_a_guardrail_stopped_is_of_no_use(client: Any, stub: Stub, reason: str) -> None:
    stopped = {
        "output": {"message": {"role": "assistant", "content": [{"text": "I cannot."}]}},
        "stopReason": reason,
        "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
        "metrics": {"latencyMs": 1},
    }
    stub.does(says(200, stopped))
    with pytest.raises(UnusableAnswer, match="guardrail"):
        ask(client)


@pytest.mark.parametrize("uses", [[tool_use(GOOD, "another")], [tool_use(GOOD), tool_use(GOOD)]])
def test_another_form_or_two_are_of_no_use(
    client: Any, stub: Stub, uses: list[dict[str, Any]]
) -> None:
    answer = {
        "output": {"message": {"role": "assistant", "content": uses}},
        "stopReason": "tool_use",
        "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
        "metrics": {"latencyMs": 1},
    }
    stub.does(says(200, answer))
    with pytest.raises(UnusableAnswer):
        ask(client)


def test_without_credentials_nothing_is_asked_and_all_is_said() -> None:
    from botocore.exceptions import NoCredentialsError

    class Client:
        def converse(self, **_: Any) -> None:
            raise NoCredentialsError

    with pytest.raises(EngineUnavailable, match="NoCredentialsError"):
        ask(Client())


def test_texts_become_rows_of_length_one_in_their_order(client: Any, stub: Stub) -> None:
    stub.does(embeds(by_length))
    embedder: Embedder = titan(client)
    texts = [f"{'x' * n}" for n in (3, 1, 2, 7, 5, 4, 9, 8, 6, 10, 12)]
    rows = embedder.encode(texts)
    assert rows.shape == (len(texts), embedder.dimensions)
    assert rows.dtype == np.float32
    assert list(rows.argmax(axis=1)) == [len(text) for text in texts]
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert embedder.model_id == f"{TITAN}/{DIMENSIONS}"


def test_each_text_is_asked_for_once_and_blanks_never(client: Any, stub: Stub) -> None:
    stub.does(embeds(by_length))
    rows = titan(client).encode(["hello", " hello ", "", "  \n"])
    assert [request.body["inputText"] for request in stub.requests] == ["hello"]
    assert np.array_equal(rows[0], rows[1])
    assert not rows[2:].any()
    assert titan(client).encode([]).shape == (0, DIMENSIONS)


def test_the_request_says_which_vectors_are_wanted(client: Any, stub: Stub) -> None:
    stub.does(embeds(lambda text: by_length("x")))
    titan(client).encode(["word " * LONGEST_TEXT])
    (request,) = stub.requests
    assert request.path.endswith("/invoke")
    body = request.body
    assert (body["dimensions"], body["normalize"]) == (DIMENSIONS, True)
    assert body["embeddingTypes"] == ["float"]
    assert len(body["inputText"]) == LONGEST_TEXT


def test_throttled_texts_are_sent_again(client: Any, stub: Stub) -> None:
    stub.does(BEDROCK.refuses(429, "ThrottlingException"), embeds(by_length))
    assert titan(client).encode(["abc", "abcd"]).argmax(axis=1).tolist() == [3, 4]
    assert len(stub.requests) == 3


def test_an_embedding_that_drips_is_not_waited_for(client: Any, stub: Stub) -> None:
    stub.does(stub_server.drips)
    hasty = Patience(HASTY, least=0.01)
    with pytest.raises(EngineUnavailable, match="in time"):
        TitanEmbedder(client, TITAN, related=0.2, supports=0.4, patience=hasty).encode(["one"])


@pytest.mark.parametrize(
    "behaviour",
    [
        BEDROCK.refuses(403, "AccessDeniedException"),
        BEDROCK.refuses(429, "ThrottlingException"),
        says(200, {"embedding": [1.0, 2.0]}),
        says(200, {"embedding": "words"}),
        says(200, {}),
        stub_server.not_json,
        stub_server.cuts_off,
    ],
)
def test_what_is_no_embedding_is_an_engine_that_cannot_be_had(
    client: Any, stub: Stub, behaviour: stub_server.Behaviour
) -> None:
    stub.does(behaviour)
    with pytest.raises(EngineUnavailable):
        titan(client).encode(["one", "two", "three"])
