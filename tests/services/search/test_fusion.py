import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapulse.services.search.fusion import K, fuse

RANKINGS = st.lists(st.lists(st.integers(0, 20), unique=True), max_size=4)


def test_each_place_counts_as_the_paper_says() -> None:
    fused = fuse(["a", "b"], ["b", "c"])
    assert fused == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})
    assert list(fused) == ["b", "a", "c"]


def test_of_equals_the_one_met_first_comes_first() -> None:
    assert list(fuse(["a"], ["b"])) == ["a", "b"]
    assert list(fuse(["b"], ["a"])) == ["b", "a"]


@given(RANKINGS)
def test_everything_that_was_ranked_is_there_once_and_nothing_else(
    rankings: list[list[int]],
) -> None:
    assert sorted(fuse(*rankings)) == sorted({thing for ranking in rankings for thing in ranking})


@given(RANKINGS)
def test_scores_fall_and_stay_within_what_first_places_give(rankings: list[list[int]]) -> None:
    scores = list(fuse(*rankings).values())
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= len(rankings) / (K + 1) + 1e-12 for score in scores)


@given(st.lists(st.integers(), unique=True))
def test_one_ranking_stays_as_it_is(ranking: list[int]) -> None:
    assert list(fuse(ranking)) == ranking
    assert list(fuse(ranking, [])) == ranking
    assert list(fuse(ranking, ranking)) == ranking


@given(RANKINGS)
def test_the_order_of_the_rankings_does_not_change_a_score(rankings: list[list[int]]) -> None:
    assert fuse(*rankings) == pytest.approx(fuse(*reversed(rankings)))


@given(st.lists(st.integers(), unique=True, min_size=2), st.lists(st.integers(), unique=True))
def test_what_stands_higher_in_every_ranking_stands_higher(
    first: list[int], other: list[int]
) -> None:
    high, low = first[0], first[-1]
    rest = [thing for thing in other if thing not in (high, low)]
    order = list(fuse(first, [high, *rest, low]))
    assert order.index(high) < order.index(low)


@given(RANKINGS, st.integers(1, 1000))
def test_a_thing_gains_by_being_found_once_more(rankings: list[list[int]], k: int) -> None:
    before, after = fuse(*rankings, k=k), fuse(*rankings, [0], k=k)
    assert after[0] > before.get(0, 0.0)
