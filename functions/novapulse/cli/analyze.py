"""``novapulse analyze``: one recording through the same pipeline that the server runs."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import typer

from novapulse.api.native.ingest.request import written_call
from novapulse.api.native.ingest.schemas import TurnSchema
from novapulse.api.native.results.document import stored_result
from novapulse.bootstrap.local_home import LocalHome
from novapulse.cli.failures import exit_code, show_failure
from novapulse.cli.progress import StageLines
from novapulse.cli.report import show_result
from novapulse.cli.settings import load_settings
from novapulse.cli.terminal import Terminal
from novapulse.cli.transcript_file import is_transcript, read_turns
from novapulse.domain.job import Job, JobError
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submit import ReceivedFile, Submission, submit
from novapulse.services.tenants import make_tenant
from novapulse.speech.decode import probe

TENANT = "local"
POLL_SECONDS = 0.1


def analyze_file(
    file: Path, *, pipeline: str, language: str | None, as_json: bool, data_dir: Path | None
) -> None:
    """Raises NovaPulseError for input that is refused; exits 1 or 2 for a job that failed."""
    turns = _turns(file)
    if turns is None:
        probe(file)
    console = Terminal(stderr=True, highlight=False)
    asked = AskedOptions(pipeline=pipeline, language=language)
    with _directory(data_dir) as directory:
        settings = load_settings(data_dir=directory, duplicate_window_seconds=0)
        if turns is not None:  # nothing listens: no model need be looked for
            settings = settings.model_copy(update={"engine": "sphinx"})
        report = _reporter(console)
        with LocalHome(settings, report=report) as home:
            job = _run(home, _submission(home, file, asked, turns), console)
            if job.error is not None:
                _fail(job.error, as_json=as_json)
            result = stored_result(home, job)
    show_result(result, as_json=as_json)


@contextmanager
def _directory(data_dir: Path | None) -> Iterator[Path]:
    """What was asked for, or one that is gone afterwards."""
    if data_dir is not None:
        yield data_dir
        return
    with TemporaryDirectory(prefix="novapulse-", ignore_cleanup_errors=True) as temporary:
        yield Path(temporary)


def _reporter(console: Terminal) -> Callable[[str], None]:
    return lambda message: console.print(f"[yellow]Note:[/] {message}", soft_wrap=True)


def _turns(file: Path) -> Sequence[TurnSchema] | None:
    """None for a recording."""
    if not is_transcript(file):
        return None
    return read_turns(file, max_bytes=load_settings().max_text_bytes)


def _submission(
    home: Home, file: Path, asked: AskedOptions, turns: Sequence[TurnSchema] | None
) -> Submission:
    if turns is not None:
        return Submission(TENANT, None, asked, written=written_call(turns), written_name=file.name)
    return Submission(TENANT, _receive(home, file), asked, any_format=True)


def _run(home: Home, submission: Submission, console: Terminal) -> Job:
    make_tenant(TENANT, tenants=home.tenants, clock=home.clock, tier="enterprise")
    job = submit(home, submission)
    with StageLines(console, job.file.name, job.file.duration_seconds) as lines:
        while not (job := home.jobs.get(TENANT, job.id)).status.ended:
            lines.show(job)
            time.sleep(POLL_SECONDS)
        lines.show(job)
    return job


def _receive(home: Home, file: Path) -> ReceivedFile:
    home.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = home.incoming / f"analyze-{time.time_ns()}"
    shutil.copyfile(file, copy)
    with copy.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return ReceivedFile(path=copy, name=file.name, size_bytes=copy.stat().st_size, sha256=digest)


def _fail(error: JobError, *, as_json: bool) -> NoReturn:
    show_failure(error.code, error.message, as_json=as_json)
    raise typer.Exit(exit_code(error.code))
