import threading
from collections.abc import Callable
from itertools import islice

import pytest

from novapulse.speech.look_ahead import look_ahead


@pytest.mark.parametrize("threads", [0, 1, 3])
def test_results_come_in_order(threads: int) -> None:
    assert list(look_ahead(lambda i: i * i, 20, 4, threads=threads)) == [i * i for i in range(20)]


def remembering(made: list[int]) -> Callable[[int], int]:
    """Gives each number back, and notes in ``made`` that it was asked for."""

    def make(number: int) -> int:
        made.append(number)
        return number

    return make


def test_no_more_is_made_ahead_than_asked_for() -> None:
    made: list[int] = []
    results = look_ahead(remembering(made), 100, 3, threads=2)
    assert list(islice(results, 5)) == [0, 1, 2, 3, 4]
    assert len(made) <= 5 + 3


def test_without_threads_each_is_made_when_it_is_taken() -> None:
    made: list[int] = []
    results = look_ahead(remembering(made), 100, 3, threads=0)
    next(results)
    assert made == [0]


def test_threads_work_beside_the_one_who_takes() -> None:
    here = threading.get_ident()
    assert here not in set(look_ahead(lambda _: threading.get_ident(), 5, 2, threads=2))


def test_an_error_reaches_the_one_who_takes() -> None:
    def fails(i: int) -> int:
        if i == 2:
            raise ValueError("third")
        return i

    results = look_ahead(fails, 5, 2, threads=2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="third"):
        next(results)
