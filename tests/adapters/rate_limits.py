"""What holds of every rate limiter, whatever the times between requests."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st

from novapulse.ports import RateLimiter
from tests.adapters.homes import WINDOW
from tests.services.house import HandClock

GAPS = st.lists(
    st.integers(0, 30_000_000) | st.sampled_from([0, 1, 999_999, 59_999_999, 60_000_000]),
    min_size=1,
    max_size=60,
)
"""Microseconds between two requests."""

MakeLimiter = Callable[[HandClock], RateLimiter]


def check_never_more_than_the_limit(make: MakeLimiter, gaps: list[int], limit: int) -> None:
    clock = HandClock()
    limiter = make(clock)
    let_through = []
    for gap in gaps:
        clock.at += timedelta(microseconds=gap)
        if limiter.take("a", limit).allowed:
            let_through.append(clock.now())
    for start in let_through:
        end = start + timedelta(seconds=WINDOW)
        assert sum(start <= at < end for at in let_through) <= limit


def check_waiting_as_told_succeeds(make: MakeLimiter, gaps: list[int], limit: int) -> None:
    """And a second less does not."""
    clock = HandClock()
    limiter = make(clock)
    for gap in gaps:
        clock.at += timedelta(microseconds=gap)
        refused = limiter.take("a", limit)
        if refused.retry_after is None:
            continue
        assert 1 <= refused.retry_after <= WINDOW
        clock.advance(refused.retry_after - 1)
        assert refused.retry_after == 1 or not limiter.take("a", limit).allowed
        clock.advance(1)
        assert limiter.take("a", limit).allowed


def check_a_clock_that_is_set_back(make: MakeLimiter, gaps: list[int], back: int) -> None:
    """It neither locks out nor lets in."""
    clock = HandClock()
    limiter = make(clock)
    for gap in gaps:
        clock.at += timedelta(microseconds=gap)
        limiter.take("a", 3)
    for _ in range(3):
        limiter.take("a", 3)
    clock.at -= timedelta(microseconds=back)
    refused = limiter.take("a", 3)
    assert refused.retry_after is not None
    assert refused.retry_after <= WINDOW
    assert 0 <= refused.reset_at - clock.now().timestamp() <= WINDOW + 1
    clock.advance(refused.retry_after)
    assert limiter.take("a", 3).allowed
