"""The rate limiter in memory: whatever the times, and whatever the number of callers."""

from hypothesis import given
from hypothesis import strategies as st

from novapulse.adapters.local.rate_limiter import MemoryRateLimiter
from tests.adapters import rate_limits
from tests.adapters.homes import WINDOW
from tests.adapters.rate_limits import GAPS
from tests.services.house import HandClock


def make_limiter(**options: int) -> tuple[MemoryRateLimiter, HandClock]:
    clock = HandClock()
    return MemoryRateLimiter(clock, window_seconds=WINDOW, **options), clock


def limited(clock: HandClock) -> MemoryRateLimiter:
    return MemoryRateLimiter(clock, window_seconds=WINDOW)


@given(gaps=GAPS, limit=st.integers(1, 5))
def test_never_more_than_the_limit_in_any_window(gaps: list[int], limit: int) -> None:
    rate_limits.check_never_more_than_the_limit(limited, gaps, limit)


@given(gaps=GAPS, limit=st.integers(1, 5))
def test_waiting_as_told_succeeds_and_a_second_less_does_not(gaps: list[int], limit: int) -> None:
    rate_limits.check_waiting_as_told_succeeds(limited, gaps, limit)


@given(gaps=GAPS, back=st.integers(1, 10**10))
def test_a_clock_that_is_set_back_neither_locks_out_nor_lets_in(gaps: list[int], back: int) -> None:
    rate_limits.check_a_clock_that_is_set_back(limited, gaps, back)


def test_callers_that_have_gone_quiet_are_forgotten() -> None:
    limiter, clock = make_limiter()
    for number in range(1000):
        limiter.take(f"address {number}", 5)
    clock.advance(WINDOW)
    for _ in range(500):
        limiter.take("a", 600)
    assert len(limiter) == 1


def test_memory_is_bounded_and_the_most_recent_are_kept() -> None:
    limiter, _ = make_limiter(max_callers=100)
    for number in range(10_000):
        limiter.take("busy", 20_000)
        limiter.take(f"address {number}", 1)
        assert len(limiter) <= 100
    assert limiter.take("busy", 20_000).remaining == 9_999
    assert not limiter.take("address 9999", 1).allowed


def test_a_refused_caller_is_not_forgotten_for_asking_again() -> None:
    limiter, _ = make_limiter(max_callers=2)
    limiter.take("a", 1)
    limiter.take("b", 1)
    assert not limiter.take("a", 1).allowed
    assert not limiter.take("a", 1).allowed
