"""``novapulse analyze --url``: a recording analysed by a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from novapulse.cli.failures import INTERRUPTED
from novapulse.cli.progress import StageLines, upload_bar
from novapulse.cli.report import show_result
from novapulse.cli.result import fetched_result
from novapulse.cli.settings import load_settings
from novapulse.cli.terminal import Terminal
from novapulse.cli.transcript_file import is_transcript, read_turns
from novapulse.domain.errors import BadAudio, InvalidRequest, NovaPulseError, Unauthorized

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
    language: str | None,
    as_json: bool,
    upload: str | None,
) -> None:
    """As ``analyze_file`` does, on a server. ``upload`` is one that was interrupted. Raises
    ClientError."""
    if not file.is_file():
        raise BadAudio(
            "audio_missing",
            f"{file}: there is no regular file at this path. Give the path of a recording.",
        )
    console = Terminal(stderr=True, highlight=False, soft_wrap=True)
    turns = _turns(file)
    with server.client() as client:
        with _not_submitted(console), upload_bar(console, file) as on_progress:
            accepted = client.submit(
                None if turns else file,
                turns=turns,
                upload=upload,
                pipeline=pipeline,  # type: ignore[arg-type]  # the server judges it
                language=language,
                on_progress=on_progress,
            )
        with _job_goes_on(accepted, console):
            result = fetched_result(client, _follow(client, accepted, console))
    show_result(result, as_json=as_json)


def _turns(file: Path) -> list[dict[str, Any]] | None:
    """None for a recording."""
    if not is_transcript(file):
        return None
    found = read_turns(file, max_bytes=load_settings().max_text_bytes)
    return [turn.model_dump(exclude_none=True) for turn in found]


@contextmanager
def _not_submitted(console: Terminal) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        console.print("[yellow]Interrupted[/] before the recording had arrived.")
        raise typer.Exit(INTERRUPTED) from None


def _follow(client: "NovaPulse", accepted: "Accepted", console: Terminal) -> "Job":
    file = accepted.file
    with StageLines(console, file.name, file.duration_seconds or 0) as lines:
        return client.wait(accepted.job_id, on_progress=lines.show_answer)


@contextmanager
def _job_goes_on(accepted: "Accepted", console: Terminal) -> Iterator[None]:
    """Whoever stops listening is told where the result will be."""
    from novapulse.client import JobFailed

    later = f"Job {accepted.job_id} goes on. Its result: novapulse jobs show {accepted.job_id}"
    try:
        yield
    except KeyboardInterrupt:
        console.print(f"[yellow]Interrupted.[/] {later}")
        raise typer.Exit(INTERRUPTED) from None
    except NovaPulseError as error:
        if not isinstance(error, JobFailed):
            console.print(later)
        raise
