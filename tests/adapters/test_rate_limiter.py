import math
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from novapulse.adapters.local.rate_limiter import MemoryRateLimiter
from tests.services.house import HandClock

WINDOW = 60
GAPS = st.lists(
    st.integers(0, 30_000_000) | st.sampled_from([0, 1, 999_999, 59_999_999, 60_000_000]),
    min_size=1,
    max_size=60,
)
"""Microseconds between two requests."""


def make_limiter(**options: int) -> tuple[MemoryRateLimiter, HandClock]:
    clock = HandClock()
    return MemoryRateLimiter(clock, window_seconds=WINDOW, **options), clock


def test_each_request_leaves_one_less_until_none_is_left() -> None:
    limiter, _ = make_limiter()
    answers = [limiter.take("a", 3) for _ in range(4)]
    assert [answer.remaining for answer in answers] == [2, 1, 0, 0]
    assert [answer.allowed for answer in answers] == [True, True, True, False]
    assert {answer.limit for answer in answers} == {3}


def test_callers_do_not_share() -> None:
    limiter, _ = make_limiter()
    assert limiter.take("a", 1).allowed
    assert limiter.take("b", 1).allowed
    assert not limiter.take("a", 1).allowed


def test_a_place_is_free_again_when_its_request_leaves_the_window() -> None:
    limiter, clock = make_limiter()
    limiter.take("a", 2)
    clock.advance(30)
    limiter.take("a", 2)
    assert limiter.take("a", 2).retry_after == 30
    clock.advance(30)
    assert limiter.take("a", 2).allowed
    assert limiter.take("a", 2).retry_after == 30


def test_a_fraction_of_a_second_is_a_whole_second_of_waiting() -> None:
    limiter, clock = make_limiter()
    limiter.take("a", 1)
    clock.advance(59.000001)
    assert limiter.take("a", 1).retry_after == 1
    clock.advance(-0.000001)
    assert limiter.take("a", 1).retry_after == 1


def test_reset_is_when_everything_is_free_again() -> None:
    limiter, clock = make_limiter()
    first = limiter.take("a", 5)
    assert first.reset_at == math.ceil(clock.now().timestamp() + WINDOW)
    clock.advance(7)
    assert limiter.take("a", 5).reset_at == first.reset_at + 7


@given(gaps=GAPS, limit=st.integers(1, 5))
def test_never_more_than_the_limit_in_any_window(gaps: list[int], limit: int) -> None:
    limiter, clock = make_limiter()
    let_through = []
    for gap in gaps:
        clock.at += timedelta(microseconds=gap)
        if limiter.take("a", limit).allowed:
            let_through.append(clock.now())
    for start in let_through:
        end = start + timedelta(seconds=WINDOW)
        assert sum(start <= at < end for at in let_through) <= limit


@given(gaps=GAPS, limit=st.integers(1, 5))
def test_waiting_as_told_succeeds_and_a_second_less_does_not(gaps: list[int], limit: int) -> None:
    limiter, clock = make_limiter()
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


@given(gaps=GAPS, back=st.integers(1, 10**10))
def test_a_clock_that_is_set_back_neither_locks_out_nor_lets_in(gaps: list[int], back: int) -> None:
    limiter, clock = make_limiter()
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
