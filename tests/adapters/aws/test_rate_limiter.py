"""The rate limiter in DynamoDB: whatever the times, among several processes, and at what price."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from novapulse.adapters.aws.dynamodb.rate_limiter import DynamoRateLimiter
from novapulse.adapters.aws.dynamodb.table import Table
from tests.adapters import rate_limits
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.homes import WINDOW
from tests.adapters.rate_limits import GAPS
from tests.services.house import HandClock

FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""A request is thousands of times as slow here as in memory; the arithmetic is the same."""


@dataclass
class Processes:
    """Limiters with one table and one clock, each as if in a process of its own."""

    client: OneAtATime
    table: str
    clock: HandClock = field(default_factory=HandClock)

    def limiter(self, **options: int) -> DynamoRateLimiter:
        table = Table(self.client, self.table)
        return DynamoRateLimiter(table, self.clock, window_seconds=WINDOW, **options)


@pytest.fixture
def processes(aws: Cloud) -> Processes:
    return Processes(OneAtATime(aws.client("dynamodb")), aws.emptied_table())


@pytest.fixture
def limited(aws: Cloud) -> Callable[[HandClock], DynamoRateLimiter]:
    def make(clock: HandClock) -> DynamoRateLimiter:
        return Processes(OneAtATime(aws.client("dynamodb")), aws.emptied_table(), clock).limiter()

    return make


@FEW
@given(gaps=GAPS, limit=st.integers(1, 5))
def test_never_more_than_the_limit_in_any_window(
    limited: Callable[[HandClock], DynamoRateLimiter], gaps: list[int], limit: int
) -> None:
    rate_limits.check_never_more_than_the_limit(limited, gaps, limit)


@FEW
@given(gaps=GAPS, limit=st.integers(1, 5))
def test_waiting_as_told_succeeds_and_a_second_less_does_not(
    limited: Callable[[HandClock], DynamoRateLimiter], gaps: list[int], limit: int
) -> None:
    rate_limits.check_waiting_as_told_succeeds(limited, gaps, limit)


@FEW
@given(gaps=GAPS, back=st.integers(1, 10**10))
def test_a_clock_that_is_set_back_neither_locks_out_nor_lets_in(
    limited: Callable[[HandClock], DynamoRateLimiter], gaps: list[int], back: int
) -> None:
    rate_limits.check_a_clock_that_is_set_back(limited, gaps, back)


def test_processes_share_one_limit(processes: Processes) -> None:
    first, second = processes.limiter(), processes.limiter()
    assert [each.take("a", 3).remaining for each in (first, second, first)] == [2, 1, 0]
    assert not second.take("a", 3).allowed
    processes.clock.advance(WINDOW)
    assert second.take("a", 3).remaining == 2
    assert first.take("a", 3).remaining == 1


def test_a_request_costs_one_and_two_where_another_process_counted_meanwhile(
    processes: Processes,
) -> None:
    first, second, requests = processes.limiter(), processes.limiter(), processes.client.requests
    prices = []
    for limiter in (first, first, second, second, first):
        requests.clear()
        limiter.take("a", 9)
        prices.append(len(requests))
    assert prices == [1, 1, 2, 1, 2]


def test_a_refusal_costs_nothing(processes: Processes) -> None:
    limiter = processes.limiter()
    limiter.take("a", 1)
    processes.client.requests.clear()
    assert not limiter.take("a", 1).allowed
    assert processes.client.requests == []


def test_a_log_that_its_ttl_deleted_begins_anew(processes: Processes) -> None:
    limiter, client = processes.limiter(), processes.client
    limiter.take("a", 2)
    processes.clock.advance(3 * WINDOW)
    key = {"PK": {"S": "RATE#a"}, "SK": {"S": "-"}}
    client.delete_item(TableName=processes.table, Key=key)
    assert limiter.take("a", 2).remaining == 1
    assert limiter.take("a", 2).remaining == 0


def test_a_clock_a_little_behind_another_one_lets_nothing_more_in(processes: Processes) -> None:
    ahead, behind = processes.limiter(), processes.limiter()
    ahead.take("a", 2)
    ahead.take("a", 2)
    processes.clock.advance(-0.002)
    refused = behind.take("a", 2)
    assert refused.retry_after == WINDOW


def test_a_process_remembers_a_bounded_number_of_callers(processes: Processes) -> None:
    limiter = processes.limiter(max_callers=2)
    for caller in ("a", "b", "c"):
        limiter.take(caller, 1)
    assert len(limiter._known) == 2
    assert not limiter.take("a", 1).allowed
