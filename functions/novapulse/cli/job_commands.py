"""The commands of ``novapulse jobs`` and their options."""

from pathlib import Path
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


@jobs.command("speakers")
def speakers(
    job_id: JobId,
    labels: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SPEAKER=LABEL]...",
            help="As 'voice 1=Agent': a speaker's source, label or name, as shown without any, and "
            "who it is: Agent, Customer, Speaker 1, Speaker 2 ...",
        ),
    ] = None,
    as_json: AsJson = False,
    url: Url = None,
    key: Key = None,
) -> None:
    """Show who speaks in a completed call, or say who they are: all that rests on it is made
    anew."""
    from novapulse.cli import job_speakers
    from novapulse.cli.remote import named_server

    with shown_to_the_person(as_json=as_json):
        server = named_server(url, key)
        if labels:
            job_speakers.correct(server, job_id, labels, as_json=as_json)
        else:
            job_speakers.show(server, job_id, as_json=as_json)


@jobs.command("audio")
def audio(
    job_id: JobId,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, or replace: X.flac, X.wav or X.mp3; any with --original.",
        ),
    ],
    beep: Annotated[
        bool, typer.Option("--beep", help="A beep instead of silence where personal data was.")
    ] = False,
    original: Annotated[
        bool,
        typer.Option("--original", help="As it was sent, with personal data; needs pii:read."),
    ] = False,
    as_json: AsJson = False,
    url: Url = None,
    key: Key = None,
) -> None:
    """Save the recording of a completed call, with personal data silent."""
    from novapulse.cli import job_audio
    from novapulse.cli.remote import named_server

    with shown_to_the_person(as_json=as_json):
        wanted = job_audio.wanted(output, beep=beep, original=original)
        job_audio.save(named_server(url, key), job_id, wanted, as_json=as_json)
