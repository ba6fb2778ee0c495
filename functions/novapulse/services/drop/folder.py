"""A watched folder: each recording is submitted once, and its result is written beside it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from novapulse.domain import exports
from novapulse.domain.dropped_file import DroppedFile
from novapulse.domain.errors import NotFound, TooManyRequests
from novapulse.domain.job import Job, JobError, JobStatus
from novapulse.ports import DropLedger
from novapulse.services.drop.inbox import DropInbox, Recording, file_state
from novapulse.services.drop.intake import BAD_RECORDING, job_of
from novapulse.services.drop.outbox import set_aside, write_beside, write_reason
from novapulse.services.drop.private_copy import Changed
from novapulse.services.home import Home
from novapulse.services.results import read_transcript

log = logging.getLogger(__name__)

RETRY_SECONDS = 30.0
"""After trouble that is not the recording's: a full disk, a folder that may not be written to."""


class DropFolder:
    """``document`` gives a completed job's result as text. ``scan`` is one look at everything; it
    is called by one thread."""

    def __init__(
        self,
        root: Path,
        home: Home,
        *,
        ledger: DropLedger,
        document: Callable[[Job], str],
        report: Callable[[str], None],
    ) -> None:
        settings = home.settings
        self._root = root
        self._home = home
        self._ledger = ledger
        self._document = document
        self._inbox = DropInbox(
            root, clock=home.clock, settle_seconds=settings.drop_settle_seconds, report=report
        )
        self._known: set[tuple[str, str]] = set()
        self._not_before: dict[str, datetime] = {}

    def scan(self) -> None:
        """Trouble with one file is logged, without names and texts, and keeps no other waiting."""
        for recording in self._inbox.settled():
            if not self._waits(recording.tenant) and not self._waits(recording.key):
                self._guarded(recording.key, partial(self._take, recording))
        for file in self._ledger.unanswered():
            place = f"{file.path} {file.version}"
            if not self._waits(place):
                self._guarded(place, partial(self._answer, file))

    def _guarded(self, place: str, action: Callable[[], None]) -> None:
        try:
            action()
        except Exception as error:
            log.error("a dropped file is tried again later: %s", type(error).__name__)
            self._wait(place, RETRY_SECONDS)

    def _take(self, recording: Recording) -> None:
        key = (recording.key, recording.state.version)
        if key in self._known:
            return
        if not self._ledger.knows(*key):
            self._submit(recording)
        if self._ledger.knows(*key):
            self._known.add(key)

    def _submit(self, recording: Recording) -> None:
        try:
            job_id = job_of(self._home, recording)
        except TooManyRequests as error:
            self._wait(recording.tenant, error.retry_after)
            return
        except Changed:
            return
        except BAD_RECORDING as error:
            set_aside(
                recording.folder, recording.name, JobError(code=error.code, message=error.message)
            )
            return
        self._ledger.add(
            DroppedFile(
                tenant=recording.tenant,
                name=recording.name,
                version=recording.state.version,
                job_id=job_id,
            )
        )

    def _answer(self, file: DroppedFile) -> None:
        try:
            job = self._home.jobs.get(file.tenant, file.job_id)
            if not job.status.ended:
                return
            if job.status is JobStatus.FAILED:
                self._set_aside(file, job)
            else:
                self._write_results(self._root / file.tenant, job)
        except NotFound:
            log.info("job %s was deleted before its result was written", file.job_id)
        self._ledger.answered(file)

    def _write_results(self, folder: Path, job: Job) -> None:
        transcript = read_transcript(self._home, tenant=job.tenant, job_id=job.id).transcript
        write_beside(folder, f"{job.id}.json", self._document(job))
        write_beside(folder, f"{job.id}.srt", exports.srt(transcript))

    def _set_aside(self, file: DroppedFile, job: Job) -> None:
        folder = self._root / file.tenant
        error = job.error or JobError(code="internal_error", message="The job failed.")
        state = file_state(folder / file.name)
        if state is not None and state.version == file.version:
            set_aside(folder, file.name, error)
        else:
            write_reason(folder, file.name, error)

    def _waits(self, place: str) -> bool:
        until = self._not_before.get(place)
        if until is None:
            return False
        if self._home.clock.now() < until:
            return True
        del self._not_before[place]
        return False

    def _wait(self, place: str, seconds: float) -> None:
        self._not_before[place] = self._home.clock.now() + timedelta(seconds=seconds)
