from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from novapulse.domain.listing import JobFilter
from novapulse.domain.search import SearchFilter, SearchMode
from novapulse.language.embedder import Embedder
from novapulse.services.home import Home
from novapulse.services.search.find import SearchResult, search
from tests.services.conversations import converse
from tests.services.house import make_home
from tests.services.word_embedder import WordEmbedder

EVERYWHERE = SearchFilter()


class Strict(WordEmbedder):
    related = 0.5


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_home(tmp_path)


def found(
    home: Home,
    query: str,
    *,
    mode: SearchMode = SearchMode.HYBRID,
    where: SearchFilter = EVERYWHERE,
    limit: int = 20,
) -> SearchResult:
    return search(home, "acme", query, mode=mode, where=where, limit=limit)


def texts(result: SearchResult) -> list[str]:
    return [one.hit.passage.text for one in result.found]


def test_words_are_found_in_every_inflection_and_nothing_else(home: Home) -> None:
    converse(home, "Customer: I was charged twice.", "Agent: A refund is on its way.")
    result = found(home, "who talked about refunds", mode=SearchMode.KEYWORD)
    assert texts(result) == ["A refund is on its way."]
    (one,) = result.found
    assert one.by_words
    assert one.similarity is None
    assert result.model is None


def test_keyword_search_asks_no_embedder(home: Home) -> None:
    converse(home, "Customer: I was charged twice.")

    def none() -> Embedder:
        raise AssertionError

    result = found(replace(home, embedder=none), "charged", mode=SearchMode.KEYWORD)
    assert len(result.found) == 1


def test_meanings_that_are_not_related_are_left_out(home: Home) -> None:
    converse(home, "Customer: billing trouble again", "Agent: lovely weather today")
    result = found(home, "billing trouble", mode=SearchMode.SEMANTIC)
    assert texts(result) == ["billing trouble again"]
    (one,) = result.found
    assert one.similarity == pytest.approx(one.score)
    assert not one.by_words
    assert result.model == WordEmbedder.model_id


def test_a_passage_found_both_ways_comes_once_and_first(home: Home) -> None:
    converse(
        home,
        "Customer: refunds",
        "Customer: a refund for this charge please",
        "Agent: it was charged in error so it was",
    )
    result = found(home, "refund charge")
    assert texts(result)[0] == "a refund for this charge please"
    assert len(texts(result)) == len(set(texts(result))) == 3
    assert result.found[0].by_words
    assert result.found[0].similarity is not None
    scores = [one.score for one in result.found]
    assert scores == sorted(scores, reverse=True)


def test_a_common_word_does_not_stand_before_the_meaning(home: Home) -> None:
    meant = "billing trouble with my invoice and refund"
    line = "gardens full of tulips grow near rivers and lakes as long as summer stays with us"
    shared = converse(home, *[f"Agent: {line}"] * 3, f"Customer: {meant}")
    result = found(replace(home, embedder=Strict), "billing trouble invoice refund letter tulips")
    assert texts(result) == [meant, line, line, line]
    last = result.found[-1]
    assert (last.hit.job_id, last.by_words, last.similarity) == (shared, True, None)


def test_what_holds_most_words_stands_high_without_the_meaning(home: Home) -> None:
    said = "so I got the refund on the invoice in the end and now there is no more to say here"
    converse(home, "Agent: refund refund", f"Customer: {said}")
    (first, second) = found(home, "invoice refund").found
    assert {first.hit.passage.text, second.hit.passage.text} == {"refund refund", said}
    assert first.hit.passage.text == said


def test_no_more_than_asked_for_are_found_and_more_than_the_candidates_can_be(home: Home) -> None:
    few = replace(home, settings=home.settings.model_copy(update={"search_candidates": 2}))
    for number in range(6):
        converse(few, f"Customer: refund number {number}")
    for mode in SearchMode:
        assert len(found(few, "refund", mode=mode, limit=1).found) == 1
        assert len(found(few, "refund", mode=mode, limit=5).found) == 5


def test_every_filter_holds_for_words_and_for_meaning(home: Home) -> None:
    noon = home.clock.now()
    converse(home, "Agent: the refund is late", created_at=noon - timedelta(days=9))
    mine = converse(home, "Customer: the refund is late", metadata={"queue": "billing"})
    wanted = [
        SearchFilter(job_id=mine),
        SearchFilter(speaker="Customer"),
        SearchFilter(jobs=JobFilter(metadata=(("queue", "billing"),))),
        SearchFilter(jobs=JobFilter(created_after=noon - timedelta(days=1))),
    ]
    for mode in SearchMode:
        assert len(found(home, "late refund", mode=mode).found) == 2
        for where in wanted:
            result = found(home, "late refund", mode=mode, where=where)
            assert [one.hit.job_id for one in result.found] == [mine], (mode, where)


@pytest.mark.parametrize("mode", SearchMode)
def test_another_tenants_calls_are_never_found(home: Home, mode: SearchMode) -> None:
    theirs = converse(home, "Customer: the refund is late", tenant="rival")
    assert found(home, "late refund", mode=mode).found == ()
    assert found(home, "late refund", mode=mode, where=SearchFilter(job_id=theirs)).found == ()


@pytest.mark.parametrize("mode", SearchMode)
@pytest.mark.parametrize(
    "query", ["😀", "?", '"', "\x00", "NEAR(a b) AND *", "x" * 500, "a " * 250]
)
def test_whatever_is_typed_is_a_query(home: Home, mode: SearchMode, query: str) -> None:
    converse(home, "Customer: I was charged twice.")
    assert found(home, query, mode=mode).found == ()
