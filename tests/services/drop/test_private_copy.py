"""Files that are swapped between the look at them and their reading."""

import hashlib
import os
from pathlib import Path

import pytest

from novapulse.domain.errors import TooLarge
from novapulse.services.drop.inbox import Recording, file_state
from novapulse.services.drop.private_copy import Changed, copied, open_regular


def seen(file: Path) -> Recording:
    state = file_state(file)
    assert state is not None
    return Recording("acme", file.parent, file.name, state, None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "call.wav"
    file.write_bytes(b"RIFF")
    return file


def test_a_copy_is_private_and_gone_when_nobody_took_it(file: Path, tmp_path: Path) -> None:
    with copied(seen(file), tmp_path / "incoming", max_bytes=4) as copy:
        assert copy.path.read_bytes() == b"RIFF"
        assert copy.path.stat().st_mode & 0o777 == 0o600
        assert copy.sha256 == hashlib.sha256(b"RIFF").hexdigest()
        assert (copy.name, copy.size_bytes) == ("call.wav", 4)
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_is_larger_than_accepted_is_not_copied(file: Path, tmp_path: Path) -> None:
    with pytest.raises(TooLarge), copied(seen(file), tmp_path / "incoming", max_bytes=3):
        pass
    assert not (tmp_path / "incoming").exists()


def test_a_file_that_changed_since_it_was_seen_is_not_taken(file: Path, tmp_path: Path) -> None:
    recording = seen(file)
    file.write_bytes(b"RIFF and more")
    with pytest.raises(Changed), copied(recording, tmp_path / "incoming", max_bytes=100):
        pass
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_link_that_took_the_files_place_is_not_followed(file: Path, tmp_path: Path) -> None:
    file.rename(tmp_path / "secret")
    file.symlink_to(tmp_path / "secret")
    with pytest.raises(Changed), open_regular(file):
        pass


@pytest.mark.timeout(10)
def test_a_pipe_that_took_the_files_place_does_not_block(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(Changed), open_regular(file):
        pass


def test_a_file_that_is_gone_is_looked_for_again(file: Path) -> None:
    file.unlink()
    with pytest.raises(Changed), open_regular(file):
        pass
