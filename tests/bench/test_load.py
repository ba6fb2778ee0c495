import pytest

from tests.bench.load import Load, Round, measure_load


def test_rounds_are_compared_within_themselves() -> None:
    """A neighbour that slows one round down slows both of its sides down."""
    quiet = Round(bare_seconds=1, full_seconds=2, bare_rate=1000, full_rate=500)
    busy = Round(bare_seconds=10, full_seconds=20, bare_rate=100, full_rate=50)
    load = Load((quiet, busy, busy))
    assert (load.ratio, load.share) == (2, 0.5)


@pytest.mark.slow
def test_the_whole_api_and_the_bare_route_answer_on_one_server() -> None:
    load = measure_load(rounds=1)
    assert 1 < load.ratio < 10
    assert 0.05 < load.share < 1
