"""The commands that talk to a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from novapulse.cli.failures import INTERRUPTED
from novapulse.cli.json_output import print_json
from novapulse.cli.progress import StageLines, upload_bar
from novapulse.cli.report import show_result
from novapulse.cli.result import fetched_result
from novapulse.cli.settings import load_settings
from novapulse.domain.errors import BadAudio, InvalidRequest, Unauthorized

if TYPE_CHECKING:
    from novapulse.client import Accepted, Job, NovaPulse


@dataclass(frozen=True)
class Server:
    url: str
    key: str = field(repr=False)

    def client(self) -> "NovaPulse":
        from novapulse.client import NovaPulse

        return NovaPulse(self.url, self.key)


def named_server(url: str | None, key: str | None) -> Server:
    """As given, else NOVAPULSE_URL and NOVAPULSE_API_KEY. Raises InvalidRequest and Unauthorized
    for what is missing."""
    settings = load_settings(url=url, api_key=key)
    if settings.url is None:
        raise InvalidRequest("invalid_url", "url: is missing; give --url or set NOVAPULSE_URL")
    if settings.api_key is None:
        raise Unauthorized("missing_api_key", "No API key was given.")
    return Server(settings.url, settings.api_key)


def chosen_server(url: str | None, key: str | None, *, data_dir: Path | None) -> Server | None:
    """None if the work is to be done on this machine. Raises InvalidRequest for both at once."""
    if url is not None and data_dir is not None:
        raise InvalidRequest(
            "invalid_parameter", "--data-dir: a server keeps its own data; give it or --url"
        )
    if data_dir is not None or load_settings(url=url).url is None:
        return None
    return named_server(url, key)


def analyze_remotely(
    server: Server,
    file: Path,
    *,
    pipeline: str,
    language: str,
    as_json: bool,
    upload: str | None,
) -> None:
    """As ``analyze_file`` does, on a server. ``upload`` is one that was interrupted. Raises
    ClientError."""
    if not file.is_file():
        raise BadAudio("audio_missing", f"{file}: no such file")
    console = Console(stderr=True, highlight=False)
    with server.client() as client:
        with _not_submitted(console), upload_bar(console, file) as on_progress:
            accepted = client.submit(
                file,
                upload=upload,
                pipeline=pipeline,  # type: ignore[arg-type]  # the server judges it
                language=language,
                on_progress=on_progress,
            )
        with _job_goes_on(accepted, console):
            result = fetched_result(client, _follow(client, accepted, console))
    show_result(result, as_json=as_json)


@contextmanager
def _not_submitted(console: Console) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        console.print("[yellow]Interrupted[/] before the recording had arrived.")
        raise typer.Exit(INTERRUPTED) from None


def _follow(client: "NovaPulse", accepted: "Accepted", console: Console) -> "Job":
    file = accepted.file
    with StageLines(console, file.name, file.duration_seconds) as lines:
        return client.wait(accepted.job_id, on_progress=lines.show_answer)


@contextmanager
def _job_goes_on(accepted: "Accepted", console: Console) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        console.print(
            f"[yellow]Interrupted.[/] Job {accepted.job_id} goes on at the server. "
            f"Its result: novapulse jobs show {accepted.job_id}"
        )
        raise typer.Exit(INTERRUPTED) from None


def list_jobs(
    server: Server,
    *,
    status: str | None,
    metadata: list[str],
    limit: int,
    as_json: bool,
) -> None:
    filters = dict(_pair(text) for text in metadata)
    with server.client() as client:
        # The choice of statuses is the server's to judge.
        found = client.jobs(status=status, metadata=filters)  # type: ignore[arg-type]
        jobs = list(islice(found, limit))
    if as_json:
        print_json([job.model_dump(exclude_unset=True) for job in jobs])
        return
    table = Table("job", "status", "pipeline", "made", "file", "length", "metadata")
    for job in jobs:
        minutes, seconds = divmod(job.file.duration_seconds, 60)
        notes = " ".join(f"{name}={value}" for name, value in job.metadata.items())
        length = f"{minutes}:{seconds:02d}"
        cells = (job.job_id, _standing(job), job.pipeline, job.created_at, job.file.name, length)
        table.add_row(*map(_plain, (*cells, notes)))
    Console().print(table if jobs else "No jobs.")


def show_job(server: Server, job_id: str, *, as_json: bool) -> None:
    """The report of a completed job; how it stands, of any other."""
    with server.client() as client:
        job = client.job(job_id)
        if job.status == "completed":
            show_result(fetched_result(client, job), as_json=as_json)
            return
    if as_json:
        rest = dict.fromkeys(("transcript", "insights", "engine"))
        print_json({"job": job.model_dump(exclude_unset=True), **rest, "timings": {}})
        return
    console = Console(highlight=False)
    console.print(f"{job.job_id} ({job.file.name}): {_standing(job)}", markup=False)
    if job.error is not None:
        console.print(f"{job.error.code}: {job.error.message}", markup=False)


def delete_job(server: Server, job_id: str, *, as_json: bool) -> None:
    with server.client() as client:
        receipt = client.delete(job_id)
    if as_json:
        print_json(receipt.model_dump(exclude_unset=True))
        return
    console = Console(highlight=False)
    console.print(f"Deleted {receipt.job_id}: {receipt.objects} objects, {receipt.deleted_at}.")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InvalidRequest(
            "invalid_parameter", f"metadata: {text!r} is not accepted; send KEY=VALUE"
        )
    return name, value


def _standing(job: "Job") -> str:
    if job.progress is None or job.status != "processing":
        return job.status
    return f"{job.status} ({job.progress.step}, {job.progress.percent} %)"


def _plain(text: str) -> str:
    """Whatever a caller wrote is text, and never markup."""
    from rich.markup import escape

    return escape(text)
