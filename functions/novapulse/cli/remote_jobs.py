"""``novapulse jobs``: the jobs of a server."""

from itertools import islice
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from novapulse.cli.json_output import print_json
from novapulse.cli.metadata import metadata_pairs
from novapulse.cli.remote import Server
from novapulse.cli.report import show_result
from novapulse.cli.result import fetched_result
from novapulse.cli.terminal import Terminal, for_rows

if TYPE_CHECKING:
    from novapulse.client import Job

MIN_WIDTH = 8


def list_jobs(
    server: Server,
    *,
    status: str | None,
    metadata: list[str],
    limit: int,
    as_json: bool,
) -> None:
    filters = metadata_pairs(metadata)
    with server.client() as client:
        # The choice of statuses is the server's to judge.
        found = client.jobs(status=status, metadata=filters)  # type: ignore[arg-type]
        jobs = list(islice(found, limit))
    if as_json:
        print_json([job.model_dump(exclude_unset=True) for job in jobs])
        return
    for_rows().print(_table(jobs) if jobs else "No jobs.")


def _table(jobs: list["Job"]) -> Table:
    """The last columns give way where a terminal is narrow, and never so far that they vanish."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("job", "status", "made (UTC)"):
        table.add_column(name, no_wrap=True)
    for name in ("pipeline", "file", "length", "metadata"):
        table.add_column(name, overflow="fold", min_width=MIN_WIDTH)
    for job in jobs:
        cells = (
            job.job_id,
            _standing(job),
            job.created_at[:16].replace("T", " "),
            job.pipeline,
            job.file.name,
            _length(job),
            " ".join(f"{name}={value}" for name, value in job.metadata.items()),
        )
        table.add_row(*map(escape, cells))  # a caller's words are no markup
    return table


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
    console = Terminal(highlight=False)
    console.print(f"{job.job_id} ({job.file.name}): {_standing(job)}", markup=False)
    if job.error is not None:
        console.print(f"{job.error.code}: {job.error.message}", markup=False)


def delete_job(server: Server, job_id: str, *, as_json: bool) -> None:
    with server.client() as client:
        receipt = client.delete(job_id)
    if as_json:
        print_json(receipt.model_dump(exclude_unset=True))
        return
    console = Terminal(highlight=False)
    console.print(f"Deleted {receipt.job_id}: {receipt.objects} objects, {receipt.deleted_at}.")


def _length(job: "Job") -> str:
    """Empty while the recording has not been fetched from its URL."""
    if job.file.duration_seconds is None:
        return ""
    minutes, seconds = divmod(job.file.duration_seconds, 60)
    return f"{minutes}:{seconds:02d}"


def _standing(job: "Job") -> str:
    if job.progress is None or job.status != "processing":
        return job.status
    return f"{job.status} ({job.progress.step}, {job.progress.percent} %)"
