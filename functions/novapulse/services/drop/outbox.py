"""What is put into a watched folder: results beside the recordings, and failures aside."""

import json
import os
import stat
from pathlib import Path, PurePath

from novapulse.domain.dropped_file import FAILED_FOLDER, is_recording_name, sidecar_name
from novapulse.domain.job import JobError
from novapulse.services.drop.inbox import file_state

REASON_SUFFIX = ".error.json"
MAX_NAME_BYTES = 255 - len(REASON_SUFFIX) - len("..tmp")
"""Of a name in ``failed/``: file systems end at 255, and the reason's file needs some of them, also
while it is written."""
MAX_SUFFIX_BYTES = 16
"""What is longer is no kind of file, but a name with a dot in it."""


def write_beside(folder: Path, name: str, text: str) -> None:
    """Whole or absent; whoever may read the folder may read it."""
    mode = stat.S_IMODE(_directory(folder).st_mode) & 0o666
    temporary = folder / f".{name}.tmp"
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        os.fchmod(descriptor, mode)
        out.write(text)
        out.flush()
        os.fsync(descriptor)
    temporary.replace(folder / name)


def set_aside(folder: Path, name: str, error: JobError) -> None:
    """Into ``failed/``, with the reason and the sidecar, under a name that is free there."""
    target = _failed(folder)
    new_name = _free_name(target, name)
    write_reason(folder, new_name, error)
    # The sidecar comes last: the recording must never be seen, and taken, without it.
    (folder / name).rename(target / new_name)
    sidecar = folder / sidecar_name(name)
    if file_state(sidecar) is not None and not _shared(folder, name):
        sidecar.rename(target / sidecar_name(new_name))


def write_reason(folder: Path, name: str, error: JobError) -> None:
    text = json.dumps({"error": error.model_dump()}, indent=2, ensure_ascii=False)
    write_beside(_failed(folder), f"{_fitting(name)}{REASON_SUFFIX}", f"{text}\n")


def _failed(folder: Path) -> Path:
    mode = stat.S_IMODE(_directory(folder).st_mode)
    failed = folder / FAILED_FOLDER
    if not failed.is_dir():
        failed.mkdir(mode=mode)
    _directory(failed)
    return failed


def _directory(path: Path) -> os.stat_result:
    """Raises NotADirectoryError for a link, which could lead out of the folder."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(20, "is not a directory", str(path))
    return found


def _free_name(folder: Path, name: str) -> str:
    number, free = 1, _fitting(name)
    while os.path.lexists(folder / free):
        number += 1
        free = _fitting(name, f"-{number}")
    return free


def _fitting(name: str, addition: str = "") -> str:
    """With ``addition`` at the end of its stem, which is cut where the name would be too long."""
    path = PurePath(name)
    kept = len(path.suffix.encode()) <= MAX_SUFFIX_BYTES
    stem, suffix = (path.stem, path.suffix) if kept else (name, "")
    end = f"{addition}{suffix}"
    room = MAX_NAME_BYTES - len(end.encode())
    return stem.encode()[:room].decode(errors="ignore") + end


def _shared(folder: Path, name: str) -> bool:
    """Whether another recording has the same sidecar."""
    return any(
        is_recording_name(other.name) and sidecar_name(other.name) == sidecar_name(name)
        for other in folder.iterdir()
        if other.name != name
    )
