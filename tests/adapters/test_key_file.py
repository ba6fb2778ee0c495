import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.adapters.local.disk.key_file import load_key_file
from novapulse.domain.errors import NovaPulseError


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "uploads.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: load_key_file(path, error_code="bad"), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uploads.key"
    load_key_file(path, error_code="bad")
    path.chmod(0o640)
    with pytest.raises(NovaPulseError, match="chmod 600") as caught:
        load_key_file(path, error_code="bad")
    assert caught.value.code == "bad"


def test_a_damaged_key_is_refused_and_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "uploads.key"
    path.touch(mode=0o600)
    path.write_text("half a key")
    with pytest.raises(NovaPulseError) as caught:
        load_key_file(path, error_code="bad")
    assert caught.value.code == "bad"
    assert "half" not in caught.value.message
