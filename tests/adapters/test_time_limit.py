import threading

import pytest

from novapulse.adapters.time_limit import within


def test_work_that_is_over_in_time_returns_and_raises_what_it_would_alone() -> None:
    assert within(5.0, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5.0, lambda: 1 // 0)


def test_work_that_is_late_is_not_waited_for_and_holds_nothing_up() -> None:
    over, before = threading.Event(), set(threading.enumerate())
    with pytest.raises(TimeoutError):
        within(0.05, over.wait)
    (left,) = set(threading.enumerate()) - before
    assert left.daemon
    over.set()
    left.join(5.0)
    assert not left.is_alive()


def test_no_time_at_all_is_too_little() -> None:
    over = threading.Event()
    with pytest.raises(TimeoutError):
        within(-1.0, over.wait)
    over.set()
