import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from novapulse.bootstrap.language import LoadedOnce


def test_threads_that_ask_at_once_get_the_one_that_is_loaded() -> None:
    entered, go_on, loads = threading.Event(), threading.Event(), []

    def load() -> object:
        entered.set()
        go_on.wait(5)
        loads.append(1)
        return object()

    loaded = LoadedOnce(load)
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(loaded) for _ in range(4)]
        assert entered.wait(5)
        go_on.set()
        assert len({future.result() for future in futures}) == 1
    assert len(loads) == 1


def test_nothing_is_loaded_before_the_first_call() -> None:
    LoadedOnce(lambda: pytest.fail("loaded too early"))


def test_what_could_not_be_loaded_is_tried_again() -> None:
    attempts = iter([OSError("no weights"), None])

    def load() -> str:
        failure = next(attempts)
        if failure is not None:
            raise failure
        return "loaded"

    loaded = LoadedOnce(load)
    with pytest.raises(OSError, match="no weights"):
        loaded()
    assert loaded() == "loaded"
