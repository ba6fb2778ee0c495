"""The two ways to reach a language model, each over the same stub: how its answers look on the
wire, and the adapter that reads them."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from novapulse.adapters.aws.bedrock.converse import BedrockModel
from novapulse.adapters.network.openai_compatible import OpenAiCompatibleModel
from novapulse.adapters.patience import Patience
from novapulse.ports import LanguageModel
from tests.adapters.language_models.stub_server import Behaviour, Stub, says
from tests.services.house import HandClock

MODEL = "anthropic.claude-haiku-4-5-20251001-v1:0"
KEY = "sk-a-secret-of-the-operator"
PATIENT = 20.0
"""Seconds; more than any test takes that does not wait for them."""
HASTY = 0.5


@dataclass(frozen=True)
class Dialect:
    """``answers`` is a model that fills in the form with this; ``prose`` one that writes text
    instead; ``cut`` one that reaches its limit. ``model`` has as many seconds as it is given."""

    name: str
    answers: Callable[[Any], Behaviour]
    prose: Callable[[str], Behaviour]
    cut: Callable[[Any], Behaviour]
    refuses: Callable[[int, str], Behaviour]
    model: Callable[[Stub, float], LanguageModel]


def _patience(seconds: float) -> Patience:
    return Patience(seconds, least=0.01, sleep=lambda wait: time.sleep(min(wait, 0.01)))


def _completion(content: Any, reason: str = "stop") -> Behaviour:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return says(200, {"id": "1", "object": "chat.completion", "choices": [choice]})


def _openai_model(stub: Stub, seconds: float) -> LanguageModel:
    return OpenAiCompatibleModel(
        f"{stub.url}/v1/", MODEL, key=KEY, patience=_patience(seconds), clock=HandClock()
    )


OPENAI = Dialect(
    name="openai",
    answers=lambda form: _completion(json.dumps(form)),
    prose=_completion,
    cut=lambda form: _completion(json.dumps(form)[:-5], "length"),
    refuses=lambda status, code: says(status, {"error": {"message": KEY, "code": code}}),
    model=_openai_model,
)


def _converse(content: list[Mapping[str, Any]], reason: str) -> Behaviour:
    return says(
        200,
        {
            "output": {"message": {"role": "assistant", "content": content}},
            "stopReason": reason,
            "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
            "metrics": {"latencyMs": 1},
        },
    )


def tool_use(form: Any, name: str = "GeneratedSummary") -> dict[str, Any]:
    return {"toolUse": {"toolUseId": "t1", "name": name, "input": form}}


def bedrock_client(stub: Stub, read_seconds: float = PATIENT) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.client(
        "bedrock-runtime",
        endpoint_url=stub.url,
        region_name="eu-central-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"max_attempts": 0}, read_timeout=read_seconds, connect_timeout=1),
    )


def _bedrock_model(stub: Stub, seconds: float) -> LanguageModel:
    """One read may take half of the time."""
    return BedrockModel(bedrock_client(stub, seconds / 2), MODEL, patience=_patience(seconds))


BEDROCK = Dialect(
    name="bedrock",
    answers=lambda form: _converse([tool_use(form)], "tool_use"),
    prose=lambda text: _converse([{"text": text}] if text else [], "end_turn"),
    cut=lambda form: _converse([tool_use(form)], "max_tokens"),
    refuses=lambda status, code: says(status, {"message": KEY}, x_amzn_errortype=code),
    model=_bedrock_model,
)

DIALECTS = {dialect.name: dialect for dialect in (OPENAI, BEDROCK)}
