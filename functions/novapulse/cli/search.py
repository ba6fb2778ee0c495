"""``novapulse search`` and ``novapulse ask``: of a server, or of what is kept on this machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from novapulse.api.native.search.filters import search_filter
from novapulse.api.native.search.schemas import (
    MAX_QUERY,
    MAX_QUESTION,
    MIN_QUESTION,
    AskAnswer,
    AskFilters,
    SearchAnswer,
)
from novapulse.cli.found import print_answer, print_results
from novapulse.cli.json_output import print_json
from novapulse.cli.metadata import metadata_pairs
from novapulse.cli.remote import Server, chosen_server
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.search import SearchMode

OPTIONS = {
    "created_after": ("--after", "a day such as 2026-03-01, or a time with its zone"),
    "created_before": ("--before", "a day such as 2026-03-01, or a time with its zone"),
    "speaker": ("--speaker", "Agent, Customer, Speaker 1, Speaker 2 ..."),
    "job_id": ("--job", "an id such as job_7a2d9c4f1e8b"),
    "metadata": ("--metadata", "KEY=VALUE, at most 20 times"),
}
"""The option of each filter, and what it takes."""

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Scope:
    """Where to search, as it was typed."""

    url: str | None
    key: str | None
    data_dir: Path | None
    tenant: str | None

    def server(self) -> Server | None:
        """None for what is kept here. Raises InvalidRequest for both at once."""
        server = chosen_server(self.url, self.key, data_dir=self.data_dir)
        if server is not None and self.tenant is not None:
            raise InvalidRequest(
                "invalid_parameter", "--tenant: a server knows it by the key; leave it out"
            )
        return server


def parsed_filters(
    metadata: Sequence[str] | None,
    *,
    after: str | None,
    before: str | None,
    speaker: str | None,
    job: str | None,
) -> AskFilters:
    """Raises InvalidRequest."""
    given = {
        "metadata": metadata_pairs(metadata or ()),
        "created_after": after,
        "created_before": before,
        "speaker": speaker,
        "job_id": job,
    }
    try:
        return AskFilters.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    option, accepted = OPTIONS[str(first["loc"][0])]
    sent = ascii(first["input"])[:80]
    raise InvalidRequest(
        "invalid_parameter", f"{option}: {sent} is not accepted; accepted: {accepted}"
    )


def search_calls(
    query: str, filters: AskFilters, scope: Scope, *, mode: str, limit: int, as_json: bool
) -> None:
    """Raises InvalidRequest, and what the server answers."""
    _check(query, "query", 1, MAX_QUERY)
    chosen = _mode(mode)
    server = scope.server()
    if server is None:
        answer = _search_here(query, filters, scope, chosen, limit)
    else:
        with server.client() as client:
            answer = client.search(query, mode=chosen.value, limit=limit, **filters.model_dump())
    _show(answer, print_results, as_json=as_json)


def ask_calls(question: str, filters: AskFilters, scope: Scope, *, as_json: bool) -> None:
    """Raises InvalidRequest, and what the server answers."""
    _check(question, "question", MIN_QUESTION, MAX_QUESTION)
    server = scope.server()
    if server is None:
        answer = _ask_here(question, filters, scope)
    else:
        with server.client() as client:
            answer = client.ask(question, **filters.model_dump())
    _show(answer, print_answer, as_json=as_json)


def _search_here(
    query: str, filters: AskFilters, scope: Scope, mode: SearchMode, limit: int
) -> SearchAnswer:
    from novapulse.api.native.search.answers import search_answer
    from novapulse.cli.kept_calls import kept_calls
    from novapulse.services.search.find import search

    kept = kept_calls(scope.data_dir, scope.tenant)
    where = search_filter(filters)
    result = search(kept, kept.tenant, query, mode=mode, where=where, limit=limit)
    return search_answer(query, mode, result)


def _ask_here(question: str, filters: AskFilters, scope: Scope) -> AskAnswer:
    from novapulse.api.native.search.answers import ask_answer
    from novapulse.cli.kept_calls import kept_calls
    from novapulse.services.search.ask import ask

    kept = kept_calls(scope.data_dir, scope.tenant)
    answer = ask(kept, kept.tenant, question, where=search_filter(filters))
    return ask_answer(question, answer)


def _check(text: str, name: str, shortest: int, longest: int) -> None:
    if not text.strip() or not shortest <= len(text) <= longest:
        raise InvalidRequest(
            "invalid_parameter",
            f"{name}: send {shortest} to {longest} characters, not blanks alone",
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        # How Python hands over bytes that are no text in the terminal's encoding.
        raise InvalidRequest("invalid_parameter", f"{name}: {text!a:.80} is not UTF-8 text")


def _mode(name: str) -> SearchMode:
    try:
        return SearchMode(name)
    except ValueError:
        raise InvalidRequest(
            "invalid_parameter",
            f"--mode: {name!a} is not accepted; accepted: {', '.join(SearchMode)}",
        ) from None


def _show(answer: A, print_it: Callable[[A], None], *, as_json: bool) -> None:
    if as_json:
        print_json(answer.model_dump(exclude_unset=True))
    else:
        print_it(answer)
