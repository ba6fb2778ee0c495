import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from novapulse.ports import RateLimiter
from tests.adapters.homes import WINDOW, Storage
from tests.services.house import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def limiter(storage: Storage, clock: HandClock) -> RateLimiter:
    return storage.limited(clock)


def test_each_request_leaves_one_less_until_none_is_left(limiter: RateLimiter) -> None:
    answers = [limiter.take("a", 3) for _ in range(4)]
    assert [answer.remaining for answer in answers] == [2, 1, 0, 0]
    assert [answer.allowed for answer in answers] == [True, True, True, False]
    assert {answer.limit for answer in answers} == {3}


def test_callers_do_not_share(limiter: RateLimiter) -> None:
    assert limiter.take("a", 1).allowed
    assert limiter.take("b", 1).allowed
    assert not limiter.take("a", 1).allowed


def test_a_place_is_free_again_when_its_request_leaves_the_window(
    limiter: RateLimiter, clock: HandClock
) -> None:
    limiter.take("a", 2)
    clock.advance(30)
    limiter.take("a", 2)
    assert limiter.take("a", 2).retry_after == 30
    clock.advance(30)
    assert limiter.take("a", 2).allowed
    assert limiter.take("a", 2).retry_after == 30


def test_a_fraction_of_a_second_is_a_whole_second_of_waiting(
    limiter: RateLimiter, clock: HandClock
) -> None:
    limiter.take("a", 1)
    clock.advance(59.000001)
    assert limiter.take("a", 1).retry_after == 1
    clock.advance(-0.000001)
    assert limiter.take("a", 1).retry_after == 1


def test_reset_is_when_everything_is_free_again(limiter: RateLimiter, clock: HandClock) -> None:
    first = limiter.take("a", 5)
    assert first.reset_at == math.ceil(clock.now().timestamp() + WINDOW)
    clock.advance(7)
    assert limiter.take("a", 5).reset_at == first.reset_at + 7


def test_of_many_requests_at_once_exactly_the_limit_gets_through(limiter: RateLimiter) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: limiter.take("a", 20), range(60)))
    assert sum(answer.allowed for answer in answers) == 20
