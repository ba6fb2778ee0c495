"""Whatever is put and deleted in whatever order, all adapters find what the naive model finds."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from novapulse.adapters.aws.search.copies import Room
from novapulse.adapters.sqlite.search import kept_vectors, vector_rows
from novapulse.domain.search import SearchFilter
from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.search.conftest import searched_in
from tests.adapters.make import NOON, add_job, make_job
from tests.adapters.naive_search_index import FORMS, NaiveSearchIndex
from tests.adapters.search_house import SearchHouse, open_sqlite, passages, places, unit

JOBS = range(4)
TENANTS = ("acme", "rival")
MODELS = ("model-a", "model-b")
MEMORIES = (1 << 20, 700, 0)
"""Bytes for vectors: enough, for some of the tenants and models, none."""

texts = st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=4).map(" ".join)
figures = st.tuples(*[st.integers(-2, 2)] * 4)
calls = st.lists(st.tuples(texts, figures), max_size=5)
which = st.tuples(st.sampled_from(TENANTS), st.sampled_from(JOBS))


@dataclass(frozen=True)
class Put:
    job: tuple[str, int]
    call: list[tuple[str, tuple[int, ...]]]
    model: str
    by: int


@dataclass(frozen=True)
class Delete:
    job: tuple[str, int]
    way: str
    by: int


@dataclass(frozen=True)
class Search:
    tenant: str
    phrases: tuple[str, ...]
    vector: tuple[int, ...]
    model: str
    limit: int
    job: int | None
    speaker: str | None


writer = st.integers(0, len(MEMORIES) - 1)
puts = st.builds(Put, which, calls, st.sampled_from(MODELS), writer)
deletions = st.builds(Delete, which, st.sampled_from(("passages", "job", "data")), writer)
searches = st.builds(
    Search,
    st.sampled_from(TENANTS),
    st.lists(texts, max_size=3).map(tuple),
    figures,
    st.sampled_from(MODELS),
    st.integers(1, 6),
    st.none() | st.sampled_from(JOBS),
    st.sampled_from((None, None, "Agent", "Customer", "Nobody")),
)
Step = Put | Delete | Search
steps = st.lists(st.one_of(puts, puts, deletions, searches, searches), max_size=25)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few calls then fill several of them."""
    monkeypatch.setattr(vector_rows, "BLOCK_ROWS", 3)
    monkeypatch.setattr(vector_rows, "JOBS_A_STATEMENT", 2)
    monkeypatch.setattr(kept_vectors, "BLOCK_ROWS", 4)
    monkeypatch.setattr(kept_vectors, "FIRST_ROWS", 2)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_all_adapters_find_what_the_naive_model_finds(steps: list[Step]) -> None:
    with new_world(local_houses) as world:
        world.take(steps)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_all_processes_of_the_aws_home_find_it_too(aws: Cloud, steps: list[Step]) -> None:
    with new_world(partial(aws_houses, aws)) as world:
        world.take(steps)


@contextmanager
def new_world(open_houses: Callable[[Path], list[SearchHouse]]) -> Iterator["World"]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield World(open_houses(folder))
    finally:
        shutil.rmtree(folder)


def local_houses(folder: Path) -> list[SearchHouse]:
    """With more or less memory over one database, each with connections of its own."""
    return [open_sqlite(folder, vector_bytes=size) for size in MEMORIES]


def aws_houses(cloud: Cloud, folder: Path) -> list[SearchHouse]:
    """With copies of their own, each with room for all tenants but the last: it has room for one
    at most."""
    searched = searched_in(cloud, folder)
    rooms = [Room(1 << 24, size) for size in MEMORIES[:-1]] + [Room(120_000, MEMORIES[-1])]
    return [searched.process(room=room).house for room in rooms]


class World:
    """Adapters over the same data, and the model."""

    def __init__(self, houses: list[SearchHouse]) -> None:
        self.houses = houses
        self.models = {tenant: NaiveSearchIndex() for tenant in TENANTS}
        self.kept = {(tenant, number) for tenant in TENANTS for number in JOBS}
        for tenant, number in sorted(self.kept):
            self._complete(tenant, number)

    def take(self, steps: list[Step]) -> None:
        for step in steps:
            if isinstance(step, Put):
                self.put(step)
            elif isinstance(step, Delete):
                self.delete(step)
            else:
                self.compare(step)

    def put(self, step: Put) -> None:
        if step.job not in self.kept:
            return
        (tenant, number), job_id = step.job, job_of(*step.job)
        said = passages(*(text for text, _ in step.call))
        vectors = unit(*(v for _, v in step.call)) if said else np.zeros((0, 4), np.float32)
        self.houses[step.by].index.put(tenant, job_id, said, vectors, model=step.model)
        self.models[tenant].put(job_id, -number, said, vectors, model=step.model)

    def delete(self, step: Delete) -> None:
        (tenant, _), job_id = step.job, job_of(*step.job)
        house = self.houses[step.by]
        erased = self.models[tenant].erase_job(job_id)
        if step.way == "passages":
            assert house.index.erase_job(tenant, job_id) == erased
            return
        self.kept.discard(step.job)
        if step.way == "job":
            house.jobs.erase(tenant, job_id)
        else:
            house.jobs.data_expired(tenant, job_id, NOON)
        house.index.settle()

    def compare(self, step: Search) -> None:
        model = self.models[step.tenant]
        job_id = None if step.job is None else job_of(step.tenant, step.job)
        where = SearchFilter(job_id=job_id, speaker=step.speaker)
        vector = unit(step.vector)[0]
        near = model.by_meaning(vector, where, model=step.model, limit=step.limit)
        said = model.by_words(step.phrases, where)
        for house in self.houses:
            assert set(words(house, step, where)) == said
            hits = house.index.by_meaning(
                step.tenant, vector, where, model=step.model, limit=step.limit
            )
            assert places(hits) == [place for place, _ in near]
            assert np.allclose([hit.score for hit in hits], [s for _, s in near], atol=1e-5)

    def _complete(self, tenant: str, number: int) -> None:
        job = make_job(
            int(job_of(tenant, number)[4:], 16),
            tenant=tenant,
            created_at=NOON + timedelta(minutes=number),
        )
        jobs = self.houses[0].jobs
        add_job(jobs, job)
        jobs.start(tenant, job.id, NOON)
        jobs.complete(tenant, job.id, NOON, ())


def words(house: SearchHouse, step: Search, where: SearchFilter) -> list[tuple[str, int]]:
    return places(house.index.by_words(step.tenant, step.phrases, where, limit=1000))


def job_of(tenant: str, number: int) -> str:
    return make_job(100 * TENANTS.index(tenant) + number).id
