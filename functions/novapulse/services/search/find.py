"""Passages that hold the words of a query, or mean what it means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from novapulse.config import Settings
from novapulse.domain.search import Hit, SearchFilter, SearchMode
from novapulse.language.embedder import Embedder
from novapulse.ports import SearchIndex
from novapulse.services.search.fusion import fuse
from novapulse.services.search.query import MOST_OF_THE_WORDS, Query, parse_query


class SearchRoom(Protocol):
    """The part of a home that searching needs."""

    @property
    def settings(self) -> Settings: ...
    @property
    def search(self) -> SearchIndex: ...
    @property
    def embedder(self) -> Callable[[], Embedder]: ...


@dataclass(frozen=True)
class Found:
    """A passage and why it was found. ``score`` orders the results of one search: BM25 by words,
    the cosine by meaning, Reciprocal Rank Fusion by both. ``similarity`` is the cosine, None where
    the passage was found by its words alone."""

    hit: Hit
    score: float
    by_words: bool
    similarity: float | None


@dataclass(frozen=True)
class SearchResult:
    """Best first. ``model`` names the embedder that was asked, None for none."""

    found: tuple[Found, ...]
    model: str | None


def search(
    home: SearchRoom,
    tenant: str,
    query: str,
    *,
    mode: SearchMode,
    where: SearchFilter,
    limit: int,
) -> SearchResult:
    """At most ``limit`` passages of the tenant. Passages that have less to do with the query than
    the embedder calls ``related`` are left out, and so nothing may be found at all."""
    looking = _Looking(tenant, query, where, max(limit, home.settings.search_candidates))
    words = () if mode is SearchMode.SEMANTIC else _by_words(home.search, looking)
    if mode is SearchMode.KEYWORD:
        return SearchResult(tuple(_alone(words, ()))[:limit], None)
    embedder = home.embedder()
    meaning = _by_meaning(home.search, looking, embedder)
    found = (
        _merged(parse_query(query), words, meaning)
        if mode is SearchMode.HYBRID
        else _alone((), meaning)
    )
    return SearchResult(tuple(found)[:limit], embedder.model_id)


@dataclass(frozen=True)
class _Looking:
    tenant: str
    query: str
    where: SearchFilter
    limit: int


def _by_words(index: SearchIndex, looking: _Looking) -> tuple[Hit, ...]:
    phrases = parse_query(looking.query).phrases
    if not phrases:
        return ()
    return index.by_words(looking.tenant, phrases, looking.where, limit=looking.limit)


def _by_meaning(index: SearchIndex, looking: _Looking, embedder: Embedder) -> tuple[Hit, ...]:
    (vector,) = embedder.encode([looking.query])
    nearest = index.by_meaning(
        looking.tenant, vector, looking.where, model=embedder.model_id, limit=looking.limit
    )
    return tuple(hit for hit in nearest if hit.score >= embedder.related)


def _merged(query: Query, words: Sequence[Hit], meaning: Sequence[Hit]) -> Iterable[Found]:
    """Passages that hold the query's names or most of its words count as found by their words; what
    shares a word or two, without the meaning, comes after all that has the meaning: else every
    passage with a common word would stand beside the best."""
    hits = {hit.place: hit for hit in (*words, *meaning)}
    cosines = {hit.place: hit.score for hit in meaning}
    telling = [hit.place for hit in words if _says(query, hit.passage.text)]
    others = [hit.place for hit in words if hit.place not in {*cosines, *telling}]
    fused = fuse(telling, [*cosines, *others])
    by_words = {hit.place for hit in words}
    for place, score in fused.items():
        yield Found(hits[place], score, place in by_words, cosines.get(place))


def _says(query: Query, text: str) -> bool:
    return query.names_in(text) > 0 or query.share_in(text) >= MOST_OF_THE_WORDS


def _alone(words: Sequence[Hit], meaning: Sequence[Hit]) -> Iterable[Found]:
    """Of one way of searching: the other found nothing because it was not asked."""
    for hit in words:
        yield Found(hit, hit.score, by_words=True, similarity=None)
    for hit in meaning:
        yield Found(hit, hit.score, by_words=False, similarity=hit.score)
