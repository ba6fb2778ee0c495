"""The commands of ``novapulse jobs`` and their options."""

from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.options import AsJson, Key, Url

jobs = typer.Typer(help="Jobs of a server.", no_args_is_help=True)

JobId = Annotated[str, typer.Argument(help="As shown by jobs list.")]


@jobs.command("list")
def list_(
    *,
    status: Annotated[
        str | None, typer.Option(help="queued, processing, completed or failed.")
    ] = None,
    metadata: Annotated[
        list[str] | None, typer.Option(help="KEY=VALUE; may be repeated, all must hold.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 20,
    as_json: AsJson = False,
    url: Url = None,
    key: Key = None,
) -> None:
    """List the newest jobs."""
    from novapulse.cli import remote_jobs
    from novapulse.cli.remote import named_server

    with shown_to_the_person(as_json=as_json):
        server = named_server(url, key)
        remote_jobs.list_jobs(
            server, status=status, metadata=metadata or [], limit=limit, as_json=as_json
        )


@jobs.command("show")
def show(job_id: JobId, as_json: AsJson = False, url: Url = None, key: Key = None) -> None:
    """Print the report of a completed job, or how another one stands."""
    from novapulse.cli import remote_jobs
    from novapulse.cli.remote import named_server

    with shown_to_the_person(as_json=as_json):
        remote_jobs.show_job(named_server(url, key), job_id, as_json=as_json)


@jobs.command("delete")
def delete(job_id: JobId, as_json: AsJson = False, url: Url = None, key: Key = None) -> None:
    """Delete a job and everything that was made of it, for good."""
    from novapulse.cli import remote_jobs
    from novapulse.cli.remote import named_server

    with shown_to_the_person(as_json=as_json):
        remote_jobs.delete_job(named_server(url, key), job_id, as_json=as_json)
