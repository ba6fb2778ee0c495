"""What became of the recordings of a watched folder."""

from typing import Protocol

from novapulse.domain.dropped_file import DroppedFile


class DropLedger(Protocol):
    """Which files of a watched folder became which jobs, so that each becomes one, once."""

    def knows(self, path: str, version: str) -> bool: ...
    def add(self, file: DroppedFile) -> None:
        """Keeps what is there if that version of the file is known."""
        ...

    def unanswered(self) -> tuple[DroppedFile, ...]:
        """Those whose result has not been written yet."""
        ...

    def answered(self, file: DroppedFile) -> None: ...
