"""Any server that speaks the chat completions of OpenAI's API: vLLM, llama.cpp, Ollama and others.

The address is the operator's own setting, so it may be a private one. Redirects are not followed:
they would take the transcript, and the key, to where nobody said.
"""

import json
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import anyio
import httpx

from novapulse.adapters.answer_schema import answer_schema, read_answer, unusable
from novapulse.adapters.network.failure_words import in_words
from novapulse.adapters.patience import MayPass, Patience
from novapulse.domain.errors import EngineUnavailable
from novapulse.ports import Clock
from novapulse.ports.language_model import Answer

PATH = "/chat/completions"
LONGEST_ANSWER_BYTES = 1024 * 1024
LONGEST_ANSWER_TOKENS = 2000
PASSING = frozenset({408, 409, 425, 429, *range(500, 600)})
"""Statuses after which the same request may succeed."""
FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)


class OpenAiCompatibleModel:
    """Fulfils ``LanguageModel``. ``base_url`` is what comes before ``/chat/completions``. Not to be
    asked from within a running event loop.

    The schema goes along as ``response_format``; a server that does not know it and answers with
    something else gives an answer that is not used."""

    def __init__(
        self,
        base_url: str,
        model_id: str,
        *,
        key: str | None,
        patience: Patience,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.model_id = model_id
        self._url = base_url.rstrip("/") + PATH
        self._headers = {"authorization": f"Bearer {key}"} if key else {}
        self._patience = patience
        self._clock = clock
        self._transport = transport

    def ask(self, instructions: str, material: str, answer: type[Answer]) -> Answer:
        body = {
            "model": self.model_id,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": material},
            ],
            "temperature": 0,
            "max_tokens": LONGEST_ANSWER_TOKENS,
            "response_format": {
                "type": "json_schema",
                "json_schema": {
                    "name": answer.__name__,
                    "strict": True,
                    "schema": answer_schema(answer),
                },
            },
        }
        document = self._patience.ask(lambda left: self._attempt(body, left))
        return read_answer(answer, _content(document))

    def _attempt(self, body: Mapping[str, Any], seconds: float) -> bytes:
        try:
            return anyio.run(self._post, body, seconds)
        except FAILURES as error:
            raise MayPass(_unavailable(in_words(error))) from None

    async def _post(self, body: Mapping[str, Any], seconds: float) -> bytes:
        """``seconds`` are for the whole exchange, however slowly the other side drips."""
        client = httpx.AsyncClient(
            headers=self._headers, timeout=seconds, trust_env=False, transport=self._transport
        )
        with anyio.fail_after(seconds):
            async with client, client.stream("POST", self._url, json=body) as response:
                if response.status_code != HTTPStatus.OK:
                    raise self._refusal(response)
                return await _read(response)

    def _refusal(self, response: httpx.Response) -> Exception:
        """Without the body: servers repeat in it what they were sent."""
        error = _unavailable(f"it answered with status {response.status_code}")
        if response.status_code in PASSING:
            return MayPass(error, self._wanted_wait(response.headers.get("retry-after", "")))
        if response.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return _unavailable("it refuses the key; see NOVAPULSE_LLM_API_KEY")
        return error

    def _wanted_wait(self, retry_after: str) -> float | None:
        """Seconds, from either form of the header (RFC 9110, 10.2.3)."""
        if retry_after.isdecimal():
            return float(retry_after)
        try:
            at = parsedate_to_datetime(retry_after)
            return max(0.0, (at - self._clock.now()).total_seconds())
        except (ValueError, TypeError):
            return None


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > LONGEST_ANSWER_BYTES:
            raise unusable("it is longer than any that was asked for")
    return bytes(body)


def _content(document: bytes) -> str:
    """What the model wrote, out of the server's envelope. Raises UnusableAnswer."""
    try:
        choice = json.loads(document)["choices"][0]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise unusable("it is no chat completion") from None
    if reason == "length":
        raise unusable("it is cut off")
    if not isinstance(content, str) or not content.strip():
        raise unusable("it is empty")
    return content


def _unavailable(why: str) -> EngineUnavailable:
    return EngineUnavailable("model_unavailable", f"the language model could not be asked: {why}")
