import os
import subprocess
import sys
from pathlib import Path

from novapulse.bootstrap.aws.scratch import NAME, own_scratch


def left_by(root: Path, process: object) -> Path:
    """A file of the process."""
    file = root / f"{NAME}{process}" / "incoming" / "call.wav"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"RIFF")
    return file


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_process_has_an_empty_folder_for_its_own_eyes(tmp_path: Path) -> None:
    folder = own_scratch(tmp_path)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_ended_processes_left_is_gone(tmp_path: Path) -> None:
    """The function that is started anew may have the number of the one that was killed."""
    files = [left_by(tmp_path, process) for process in (os.getpid(), dead_process())]
    own_scratch(tmp_path)
    assert not any(file.exists() for file in files)


def test_what_others_work_on_stays(tmp_path: Path) -> None:
    files = [left_by(tmp_path, process) for process in (os.getppid(), "other", 9**40)]
    own_scratch(tmp_path)
    assert all(file.exists() for file in files)
