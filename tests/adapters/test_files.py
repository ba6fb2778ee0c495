from pathlib import Path

import pytest

from novapulse.adapters.local.disk.files import atomic_writer


def test_a_file_that_came_first_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "key"
    with pytest.raises(FileExistsError), atomic_writer(target, replace=False) as stream:
        stream.write(b"second")
        target.write_bytes(b"first")
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file"
    with atomic_writer(target) as stream:
        stream.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
