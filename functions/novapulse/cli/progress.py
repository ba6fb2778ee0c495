"""Live progress of one job: a line per finished stage and a bar for the one that runs."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from novapulse.domain.job import Job, JobStatus, Pipeline
from novapulse.plan import AFTER_END, FAILURE_PATH, stages_for

ORDER = tuple(
    stage.name for stage in (*stages_for(Pipeline.FULL_ANALYSIS), *FAILURE_PATH, *AFTER_END)
)
PLAIN_INTERVAL_PERCENT = 20
"""Without a terminal a line is printed each time this much more is done."""


class StageLines:
    """Prints to ``console`` (stderr), so that stdout stays for the result."""

    def __init__(self, console: Console, job: Job) -> None:
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
        minutes, seconds = divmod(round(job.file.duration_seconds), 60)
        console.print(f"{job.file.name}: {minutes}:{seconds:02d}", markup=False)

    def __enter__(self) -> Self:
        self._bar.start()
        self._task = self._bar.add_task("queued", total=100)
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, job: Job) -> None:
        for stage in ORDER:
            if stage in job.timings and stage not in self._seen:
                self._seen.add(stage)
                self._console.print(f"  [green]✓[/] {stage:<12} {job.timings[stage]:6.1f} s")
        percent = 100 if job.status is JobStatus.COMPLETED else 0
        step = job.status.value
        if job.progress is not None and not job.status.ended:
            percent, step = job.progress.percent, job.progress.step
        self._bar.update(self._task, completed=percent, description=step)
        self._print_plain(step, percent)

    def _print_plain(self, step: str, percent: int) -> None:
        due = percent >= self._printed_percent + PLAIN_INTERVAL_PERCENT
        if not self._console.is_terminal and due and percent < 100:
            self._printed_percent = percent
            self._console.print(f"    {step} … {percent} %")
