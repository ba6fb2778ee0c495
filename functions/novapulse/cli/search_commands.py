"""The commands ``novapulse search`` and ``novapulse ask`` and their options."""

from pathlib import Path
from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.options import AsJson, Key, Url

Metadata = Annotated[
    list[str] | None, typer.Option(help="KEY=VALUE; may be repeated, all must hold.")
]
AFTER = "Of calls sent at this time or later: a day (UTC) or a time with its zone."
BEFORE = "Of calls sent at this time or earlier: a day (UTC) or a time with its zone."
After = Annotated[str | None, typer.Option("--after", help=AFTER)]
Before = Annotated[str | None, typer.Option("--before", help=BEFORE)]
Speaker = Annotated[str | None, typer.Option(help="Agent, Customer, Speaker 1 ...")]
Job = Annotated[str | None, typer.Option("--job", help="In this call alone.")]
Kept = Annotated[
    Path | None,
    typer.Option("--data-dir", help="What is kept here, without a server.", show_default="var"),
]
Tenant = Annotated[
    str | None, typer.Option(help="With --data-dir: whose calls.", show_default="the only one")
]


def search(
    query: Annotated[str, typer.Argument(help='Words, a "phrase", an id, or what was meant.')],
    *,
    mode: Annotated[str, typer.Option(help="hybrid, keyword or semantic.")] = "hybrid",
    metadata: Metadata = None,
    after: After = None,
    before: Before = None,
    speaker: Speaker = None,
    job: Job = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="So many at most.")] = 20,
    as_json: AsJson = False,
    data_dir: Kept = None,
    tenant: Tenant = None,
    url: Url = None,
    key: Key = None,
) -> None:
    """Find what was said in all calls, of a server or kept here."""
    from novapulse.cli.search import Scope, parsed_filters, search_calls

    with shown_to_the_person(as_json=as_json):
        filters = parsed_filters(metadata, after=after, before=before, speaker=speaker, job=job)
        scope = Scope(url=url, key=key, data_dir=data_dir, tenant=tenant)
        search_calls(query, filters, scope, mode=mode, limit=limit, as_json=as_json)


def ask(
    question: Annotated[str, typer.Argument(help="As one would ask a colleague.")],
    *,
    metadata: Metadata = None,
    after: After = None,
    before: Before = None,
    speaker: Speaker = None,
    job: Job = None,
    as_json: AsJson = False,
    data_dir: Kept = None,
    tenant: Tenant = None,
    url: Url = None,
    key: Key = None,
) -> None:
    """Answer a question from what was said in all calls, of a server or kept here."""
    from novapulse.cli.search import Scope, ask_calls, parsed_filters

    with shown_to_the_person(as_json=as_json):
        filters = parsed_filters(metadata, after=after, before=before, speaker=speaker, job=job)
        scope = Scope(url=url, key=key, data_dir=data_dir, tenant=tenant)
        ask_calls(question, filters, scope, as_json=as_json)
