"""Language models by Bedrock's Converse, which is one API for all of them."""

from collections.abc import Mapping
from typing import Any

from novapulse.adapters.answer_schema import answer_schema, read_answer, unusable
from novapulse.adapters.aws.bedrock.asking import asked
from novapulse.adapters.aws.clients import Client
from novapulse.adapters.patience import Patience
from novapulse.domain.errors import EngineUnavailable
from novapulse.ports.language_model import Answer

LONGEST_ANSWER_TOKENS = 2000
_CUT_OFF = frozenset({"max_tokens", "model_context_window_exceeded"})
_REFUSED = frozenset({"guardrail_intervened", "content_filtered"})


class BedrockModel:
    """Fulfils ``LanguageModel``. ``model_id`` is that of a model or of an inference profile.

    The answer is the input of one tool, which the model has to use and whose schema is the
    answer's: that is how all models with tools are made to answer in a form
    (https://docs.aws.amazon.com/bedrock/latest/userguide/tool-use.html). ``client`` is of
    ``bedrock-runtime``, without retries of its own."""

    def __init__(self, client: Client, model_id: str, *, patience: Patience) -> None:
        self.model_id = model_id
        self._client = client
        self._patience = patience

    def ask(self, instructions: str, material: str, answer: type[Answer]) -> Answer:
        request = {
            "modelId": self.model_id,
            "system": [{"text": instructions}],
            "messages": [{"role": "user", "content": [{"text": material}]}],
            "inferenceConfig": {"maxTokens": LONGEST_ANSWER_TOKENS, "temperature": 0.0},
            "toolConfig": _only_tool(answer),
        }
        response = self._patience.ask(lambda left: self._converse(request, left))
        return read_answer(answer, _tool_input(response, answer.__name__))

    def _converse(self, request: Mapping[str, Any], seconds: float) -> Mapping[str, Any]:
        found: Mapping[str, Any] = asked(
            lambda: self._client.converse(**request), self._unavailable, seconds=seconds
        )
        return found

    def _unavailable(self, why: str) -> EngineUnavailable:
        return EngineUnavailable(
            "model_unavailable",
            f"Bedrock's model {self.model_id} could not be asked ({why}): see whether the account "
            "has access to it in this region, and whether the function's role may invoke it",
        )


def _only_tool(answer: type[Answer]) -> dict[str, Any]:
    name = answer.__name__
    tool = {
        "name": name,
        "description": "Takes the answer. Always use it, and once.",
        "inputSchema": {"json": answer_schema(answer)},
    }
    return {"tools": [{"toolSpec": tool}], "toolChoice": {"tool": {"name": name}}}


def _tool_input(response: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Raises UnusableAnswer."""
    reason = response.get("stopReason")
    if reason in _CUT_OFF:
        raise unusable("it is cut off")
    if reason in _REFUSED:
        raise unusable("a guardrail stopped it")
    content = response.get("output", {}).get("message", {}).get("content", [])
    uses = [block["toolUse"] for block in content if "toolUse" in block]
    given = [use.get("input") for use in uses if use.get("name") == name]
    if len(given) != 1 or not isinstance(given[0], Mapping):
        raise unusable("it does not use the form once")
    return given[0]
