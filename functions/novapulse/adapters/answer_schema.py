"""The JSON schema by which a language model is asked for an answer, and reading what it answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from novapulse.domain.errors import UnusableAnswer
from novapulse.ports.language_model import Answer

_UNDERSTOOD = frozenset(
    {"type", "properties", "required", "items", "enum", "description", "additionalProperties"}
)
"""Keywords that every service with schemas takes: Bedrock's models know no ``$ref``, and strict
modes refuse bounds. Bounds are checked when the answer is read."""


def answer_schema(answer: type[Answer]) -> dict[str, Any]:
    """Of ``answer``, without references, bounds and titles; every field is required."""
    document = answer.model_json_schema()
    found: dict[str, Any] = _plain(document, document.get("$defs", {}))
    return found


def read_answer(answer: type[Answer], given: str | bytes | Mapping[str, Any]) -> Answer:
    """JSON, or what it is as a mapping. Raises UnusableAnswer, without any of its text."""
    try:
        if isinstance(given, Mapping):
            return answer.model_validate(given)
        return answer.model_validate_json(given)
    except ValidationError as error:
        raise unusable(f"{error.error_count()} mistakes in its form") from None
    except RecursionError:
        raise unusable("it is nested too deeply") from None


def unusable(why: str) -> UnusableAnswer:
    return UnusableAnswer("answer_unusable", f"the language model's answer is of no use: {why}")


def _plain(node: Any, definitions: Mapping[str, Any]) -> Any:
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rpartition("/")[2]], definitions)
    plain = {key: value for key, value in node.items() if key in _UNDERSTOOD}
    if "items" in plain:
        plain["items"] = _plain(plain["items"], definitions)
    if "properties" in plain:
        properties = plain["properties"]
        plain["properties"] = {name: _plain(properties[name], definitions) for name in properties}
        plain["required"] = list(properties)
    return plain
