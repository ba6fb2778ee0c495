"""Live progress of one job: a line per finished stage and a bar for the one that runs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from novapulse.api.native.schemas import JobAnswer
from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.plan import AFTER_END, FAILURE_PATH, stages_for

ORDER = tuple(
    stage.name
    for stage in (*stages_for(Pipeline.FULL_ANALYSIS, by_url=True), *FAILURE_PATH, *AFTER_END)
)
OnProgress = Callable[[int, int], None]
PLAIN_INTERVAL_PERCENT = 20
"""Without a terminal a line is printed each time this much more is done."""


class StageLines:
    """Prints to ``console`` (stderr), so that stdout stays for the result."""

    def __init__(self, console: Console, name: str, duration_seconds: float) -> None:
        self._console = console
        self._seen: set[str] = set()
        self._printed_percent = 0
        self._bar = Progress(
            TextColumn("  {task.description:<12}"),
            BarColumn(bar_width=32),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        minutes, seconds = divmod(round(duration_seconds), 60)
        console.print(f"{name}: {minutes}:{seconds:02d}", markup=False)

    def __enter__(self) -> Self:
        self._bar.start()
        self._task = self._bar.add_task("queued", total=100)
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, job: Job) -> None:
        """A job of this machine."""
        step, percent = ("", 0)
        if job.progress is not None:
            step, percent = job.progress.step, job.progress.percent
        self._show(job.status.value, step, percent, job.timings)

    def show_answer(self, job: JobAnswer) -> None:
        """A job of a server, which does not tell how long its stages took."""
        step, percent = ("", 0)
        if job.progress is not None:
            step, percent = job.progress.step, job.progress.percent
        self._show(job.status, step, percent, {})

    def _show(self, status: str, step: str, percent: int, timings: Mapping[str, float]) -> None:
        for stage in ORDER:
            if stage in timings and stage not in self._seen:
                self._seen.add(stage)
                self._console.print(f"  [green]✓[/] {stage:<12} {timings[stage]:6.1f} s")
        if JobStatus(status).ended or not step:
            step, percent = status, 100 if status == JobStatus.COMPLETED.value else 0
        self._bar.update(self._task, completed=percent, description=step)
        self._print_plain(step, percent)

    def _print_plain(self, step: str, percent: int) -> None:
        due = percent >= self._printed_percent + PLAIN_INTERVAL_PERCENT
        if not self._console.is_terminal and due and percent < 100:
            self._printed_percent = percent
            self._console.print(f"    {step} … {percent} %")


@contextmanager
def upload_bar(console: Console, file: Path) -> Iterator[OnProgress]:
    """Bytes on their way to a server."""
    bar = Progress(
        TextColumn("  {task.description:<12}"),
        BarColumn(bar_width=32),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("upload", total=file.stat().st_size)
        yield lambda sent, total: bar.update(task, completed=sent, total=total)
