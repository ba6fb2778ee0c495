"""A watched folder of a running local home, looked at by a thread of its own."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.drop_ledger import SqliteDropLedger
from novapulse.bootstrap.stores import DATABASE
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.job import Job
from novapulse.services.drop.folder import DropFolder
from novapulse.services.home import Home

log = logging.getLogger(__name__)

SCAN_SECONDS = 1.0
STOP_SECONDS = 5.0
"""What a copy that takes longer leaves unfinished is done again at the next start."""


def drop_root(settings: Settings) -> Path | None:
    """The folder to watch, made when absent; None if none is to be. Raises InvalidRequest for one
    that overlaps the data directory, whose files would be taken for recordings."""
    if settings.drop_dir is None:
        return None
    root, data = settings.drop_dir.resolve(), settings.data_dir.resolve()
    if root.is_relative_to(data) or data.is_relative_to(root):
        raise InvalidRequest(
            "invalid_parameter",
            f"drop_dir: {root} and the data directory {data} overlap; name another folder",
        )
    if root.exists() and not root.is_dir():
        raise InvalidRequest("invalid_parameter", f"drop_dir: {root} is a file; name a folder")
    root.mkdir(parents=True, exist_ok=True)
    return root


@contextmanager
def watching(
    root: Path, home: Home, *, document: Callable[[Job], str], report: Callable[[str], None]
) -> Iterator[None]:
    """Recordings are taken in while the block runs. ``home`` must be running."""
    ledger = SqliteDropLedger(open_database(home.settings.data_dir / DATABASE))
    folder = DropFolder(root, home, ledger=ledger, document=document, report=report)
    stopping = threading.Event()
    thread = threading.Thread(target=_watch, args=(folder, stopping), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(timeout=STOP_SECONDS)


def _watch(folder: DropFolder, stopping: threading.Event) -> None:
    while not stopping.wait(SCAN_SECONDS):
        try:
            folder.scan()
        except Exception as error:
            # A locked database passes; the next round must come.
            log.error("the drop folder could not be looked at: %s", type(error).__name__)
