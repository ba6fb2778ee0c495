from pathlib import Path

import pytest

from novapulse.bootstrap.drop_folder import drop_root
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest


def settings(tmp_path: Path, drop_dir: str | None) -> Settings:
    drop = None if drop_dir is None else tmp_path / drop_dir
    return Settings(data_dir=tmp_path / "srv" / "data", drop_dir=drop)


def test_no_folder_is_watched_unless_one_is_named(tmp_path: Path) -> None:
    assert drop_root(settings(tmp_path, None)) is None


def test_the_folder_is_made_when_absent(tmp_path: Path) -> None:
    assert drop_root(settings(tmp_path, "in/drop")) == (tmp_path / "in" / "drop").resolve()
    assert (tmp_path / "in" / "drop").is_dir()


@pytest.mark.parametrize("drop_dir", ["srv/data", "srv/data/drop", "srv", "srv/other/../data"])
def test_the_servers_own_files_are_never_taken_for_recordings(
    tmp_path: Path, drop_dir: str
) -> None:
    with pytest.raises(InvalidRequest, match="overlap"):
        drop_root(settings(tmp_path, drop_dir))


def test_a_link_to_the_data_directory_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "srv" / "data").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "srv" / "data", target_is_directory=True)
    with pytest.raises(InvalidRequest, match="overlap"):
        drop_root(settings(tmp_path, "link"))


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "drop").write_text("")
    with pytest.raises(InvalidRequest, match="drop is a file"):
        drop_root(settings(tmp_path, "drop"))
