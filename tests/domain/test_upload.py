import pytest

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.file_name import clean_file_name
from novapulse.domain.upload import check_checksum
from tests.adapters.make import make_upload


@pytest.mark.parametrize(
    ("size", "part_size", "sizes"),
    [
        (1000, None, (1000,)),
        (1000, 300, (300, 300, 300, 100)),
        (900, 300, (300, 300, 300)),
        (1, 300, (1,)),
    ],
)
def test_only_the_last_part_may_be_smaller(
    size: int, part_size: int | None, sizes: tuple[int, ...]
) -> None:
    upload = make_upload(size_bytes=size, part_size=part_size)
    assert upload.part_sizes == sizes
    assert list(upload.part_numbers) == list(range(1, len(sizes) + 1))
    assert sum(upload.part_sizes) == size


def test_a_checksum_counts_where_it_was_announced() -> None:
    check_checksum(make_upload(sha256=None), "cd" * 32)
    check_checksum(make_upload(sha256="cd" * 32), "cd" * 32)
    with pytest.raises(InvalidRequest, match="sha256: abab"):
        check_checksum(make_upload(sha256="ab" * 32), "cd" * 32)


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("call.wav", "call.wav"),
        ("/tmp/call.wav", "call.wav"),
        ("C:\\calls\\call.wav", "call.wav"),
        ("..", ".."),
        ("a\x00b\u202e.wav", "ab.wav"),
        ("\ud800.wav", ".wav"),
        ("  ", "audio"),
        ("folder/", "audio"),
        ("", "audio"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_file_name_has_no_folder_and_no_control_character(sent: str, clean: str) -> None:
    assert clean_file_name(sent) == clean
