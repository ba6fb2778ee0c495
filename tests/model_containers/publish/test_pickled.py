"""What a pickle would import, found without loading it."""

import collections
import io
import os
import pickle

import pytest

from model_containers.publish.pickled import UNKNOWN, pickled_imports
from tests.model_containers.publish.folders import pickle_of


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def _imports(content: bytes) -> frozenset[str]:
    return pickled_imports(io.BytesIO(content))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_call_is_found_in_every_protocol(protocol: int) -> None:
    assert {"posix.system"} <= _imports(pickle_of(_Runs(), protocol))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_plain_values_import_nothing(protocol: int) -> None:
    assert not _imports(pickle_of({"a": [1, 2.5, "os", None], "b": ("system",)}, protocol))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_global_that_is_named_twice_is_recalled_from_the_memo(protocol: int) -> None:
    value = [collections.OrderedDict(a=1), collections.OrderedDict(b=collections.OrderedDict())]

    assert _imports(pickle_of(value, protocol)) == {"collections.OrderedDict"}


def test_a_name_behind_values_that_are_thrown_away_is_unknown() -> None:
    """posix.system with an innocent name pushed on top, and popped before it is used."""
    hidden = (
        b"\x80\x04\x8c\x05posix\x8c\x06system"
        b"\x8c\x0bcollections\x8c\x0bOrderedDict00\x93\x8c\x04true\x85R."
    )

    assert _imports(hidden) == {UNKNOWN}


def test_a_name_that_is_no_string_is_unknown() -> None:
    assert _imports(b"\x80\x04K\x01K\x02\x93.") == {UNKNOWN}


def test_a_registered_extension_is_unknown() -> None:
    assert _imports(b"\x80\x02\x82\x01.") == {UNKNOWN}


def test_other_bytes_are_no_pickle() -> None:
    with pytest.raises(ValueError, match="opcode"):
        _imports(b"\xff\xfe")
