from pathlib import Path

import pytest

from model_containers.serving.pointers import Pointers
from novapulse.domain.errors import Forbidden, NotFound, StorageUnavailable, TooLarge
from tests.model_containers.folder_s3 import FolderS3


@pytest.fixture
def pointers(store: FolderS3) -> Pointers:
    return Pointers(store, ("calls/in", "/archive/"), ("calls/out/",))


def test_an_object_becomes_a_file(pointers: Pointers, tmp_path: Path) -> None:
    path = pointers.fetch("s3://calls/in/a.wav", tmp_path / "a", max_bytes=500)
    assert path.read_bytes() == b"x" * 500


@pytest.mark.parametrize(
    "uri",
    [
        "s3://calls/out/a.wav",
        "s3://calls/in2/a.wav",
        "s3://calls/a.wav",
        "s3://calls2/in/a.wav",
        "s3://other/in/a.wav",
        "s3://archive2/a.wav",
        "s3://calls/in/../out/a.wav",
        "s3://calls/in/./../../other/a.wav",
        "s3://archive/..",
    ],
)
def test_places_that_are_not_named_cannot_be_read(
    pointers: Pointers, tmp_path: Path, uri: str
) -> None:
    with pytest.raises(Forbidden) as refused:
        pointers.fetch(uri, tmp_path / "a", max_bytes=500)
    assert refused.value.code == "location_not_allowed"


def test_without_a_named_place_nothing_is_allowed(store: FolderS3, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        Pointers(store, (), ()).fetch("s3://calls/in/a.wav", tmp_path / "a", max_bytes=500)


def test_a_bucket_without_a_prefix_is_allowed_whole(
    pointers: Pointers, store: FolderS3, tmp_path: Path
) -> None:
    (store.root / "archive").mkdir()
    (store.root / "archive" / "b").write_bytes(b"y")
    assert pointers.fetch("s3://archive/b", tmp_path / "b", max_bytes=9).read_bytes() == b"y"


def test_answers_go_to_their_own_places_only(pointers: Pointers, store: FolderS3) -> None:
    pointers.check_output("s3://calls/out/a.json")
    pointers.store("s3://calls/out/a.json", b"{}")
    assert (store.root / "calls" / "out" / "a.json").read_bytes() == b"{}"
    for write in (pointers.check_output, lambda uri: pointers.store(uri, b"{}")):
        with pytest.raises(Forbidden):
            write("s3://calls/in/a.json")


@pytest.mark.parametrize("uri", ["s3://calls/in/missing.wav", "s3://archive/missing.wav"])
def test_what_is_not_there_is_said(pointers: Pointers, tmp_path: Path, uri: str) -> None:
    with pytest.raises(NotFound) as missing:
        pointers.fetch(uri, tmp_path / "a", max_bytes=500)
    assert uri in missing.value.message


def test_an_object_above_the_limit_is_not_fetched(pointers: Pointers, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        pointers.fetch("s3://calls/in/a.wav", tmp_path / "a", max_bytes=499)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("code", "raised"),
    [
        ("AccessDenied", Forbidden),
        ("SlowDown", StorageUnavailable),
        ("InternalError", StorageUnavailable),
    ],
)
def test_trouble_of_s3_is_told_apart(
    pointers: Pointers, store: FolderS3, tmp_path: Path, code: str, raised: type[Exception]
) -> None:
    store.broken = code
    with pytest.raises(raised, match=code):
        pointers.fetch("s3://calls/in/a.wav", tmp_path / "a", max_bytes=500)
    with pytest.raises(raised, match=code):
        pointers.store("s3://calls/out/a.json", b"{}")
