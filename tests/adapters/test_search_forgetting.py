"""What was deleted from the index is neither in the file nor in its log, nor in memory."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from novapulse.adapters.sqlite.database import open_database, writing
from novapulse.adapters.sqlite.search import settling
from novapulse.adapters.sqlite.search.kept_vectors import KeptVectors
from novapulse.domain.errors import StorageUnavailable
from tests.adapters.make import NOON
from tests.adapters.search_house import SearchHouse, open_sqlite
from tests.broken_storage import full_disk, locked

RARE = "zanzibarian"
STEM = b"zanzibarian"
EAST, NORTH = (1, 0, 0, 0), (0, 1, 0, 0)

Deletion = Callable[[SearchHouse, str], object]
DELETIONS: dict[str, Deletion] = {
    "the job is erased": lambda house, job_id: house.jobs.erase("acme", job_id),
    "its data expire": lambda house, job_id: house.jobs.data_expired("acme", job_id, NOON),
    "its passages are erased": lambda house, job_id: house.index.erase_job("acme", job_id),
    "other passages take their place": lambda house, job_id: house.put(job_id, "nothing"),
}


@pytest.fixture
def house(tmp_path: Path) -> SearchHouse:
    return open_sqlite(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "novapulse.db"


def on_disk(path: Path) -> int:
    files = [path, path.with_name(path.name + "-wal")]
    return sum(file.read_bytes().lower().count(STEM) for file in files if file.exists())


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.mark.parametrize("delete", DELETIONS.values(), ids=DELETIONS.keys())
def test_a_deleted_word_is_gone_from_all_files(
    house: SearchHouse, path: Path, delete: Deletion
) -> None:
    for number in range(1, 20):
        house.call(number, f"call {number} is about delivery and payment")
    gone = house.call(20, f"Only here: {RARE}.")
    assert on_disk(path) > 0
    delete(house, gone)
    house.index.settle()
    assert on_disk(path) == 0
    assert house.words(RARE) == []
    assert len(house.words("delivery")) == 19


@pytest.mark.parametrize("delete", DELETIONS.values(), ids=DELETIONS.keys())
def test_words_and_vectors_go_with_their_passages(
    house: SearchHouse, path: Path, delete: Deletion
) -> None:
    kept = house.call(1, "late bus", "late train")
    gone = house.call(2, "late bus", "late train", "late plane")
    delete(house, gone)
    counts = [
        rows(path, f"SELECT COUNT(*) FROM {table}")[0][0]
        for table in ("passages", "passage_words", "passage_words_docsize")
    ]
    assert len(set(counts)) == 1
    assert [job_id for job_id, _ in house.words("late")] == [kept, kept]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")


def test_a_large_index_forgets_in_short_steps_while_others_write(
    house: SearchHouse, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAGES", 2)
    monkeypatch.setattr(settling, "TRANSACTIONS", 2)
    generator = np.random.default_rng(3)

    def many() -> list[str]:
        return [" ".join(f"w{n}" for n in generator.integers(0, 9000, 60)) for _ in range(60)]

    for number in range(1, 13):
        house.call(number, *many())
    gone = house.call(13, RARE)
    house.jobs.erase("acme", gone)
    steps = 0
    while on_disk(path):
        if steps % 4 == 0 and steps < 40:
            house.call(100 + steps, *many()[:5])
        house.index.settle()
        steps += 1
        assert steps < 300, "it never ends"
    assert steps > 3
    house.index.settle()


def test_a_word_of_one_call_of_two_is_forgotten(house: SearchHouse, path: Path) -> None:
    house.call(1, "late bus")
    house.jobs.erase("acme", house.call(2, RARE))
    assert on_disk(path) > 0
    house.index.settle()
    assert on_disk(path) == 0


def test_settling_what_is_settled_writes_nothing(house: SearchHouse, path: Path) -> None:
    house.index.settle()
    house.jobs.erase("acme", house.call(1, "late bus"))
    house.call(2, "late train")
    house.index.settle()
    before = path.read_bytes()
    house.index.settle()
    assert path.read_bytes() == before


def test_erased_vectors_leave_the_memory(house: SearchHouse, path: Path) -> None:
    gone = house.call(1, *"abcde", vectors=[(3, 4, 0, 0)] * 5)
    house.call(2, *"fg", vectors=[NORTH, EAST])
    kept, engine = KeptVectors(4), open_database(path)

    def in_memory() -> int:
        return int(np.isclose(kept._blocks[0].room.vectors[:, 0], 0.6, atol=1e-3).sum())

    with engine.connect() as connection:
        kept.refresh(connection, [1, 2])
    assert in_memory() == 5
    house.jobs.erase("acme", gone)
    with engine.connect() as connection:
        kept.refresh(connection, [2])
    assert in_memory() == 0
    assert sum(len(rows) for rows in kept.blocks()) == 2


def test_a_full_disk_leaves_what_was_indexed(house: SearchHouse, path: Path) -> None:
    job_id = house.call(1, "late bus", vectors=[EAST])
    engine = house.index._writes  # type: ignore[attr-defined]
    with full_disk(engine), pytest.raises(StorageUnavailable):
        house.put(job_id, *["early plane " * 50] * 60, vectors=[NORTH] * 60)
    assert house.words("early") == house.meaning(*NORTH) == []
    assert house.words("late") == house.meaning(*EAST) == [(job_id, 1)]


def test_a_locked_database_is_searched_and_not_written(house: SearchHouse) -> None:
    job_id = house.call(1, "late bus", vectors=[EAST])
    with locked(house.index._writes):  # type: ignore[attr-defined]
        assert house.words("late") == house.meaning(*EAST) == [(job_id, 1)]
        with pytest.raises(StorageUnavailable):
            house.put(job_id, "early plane")
        with pytest.raises(StorageUnavailable):
            house.index.erase_job("acme", job_id)
        with pytest.raises(StorageUnavailable):
            house.index.settle()


def test_words_of_a_call_are_written_whole_or_not_at_all(house: SearchHouse, path: Path) -> None:
    job_id = house.call(1, "late bus")
    with writing(open_database(path)).begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON passages WHEN new.text = 'no'"
            " BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    with pytest.raises(Exception, match="refused"):
        house.put(job_id, "early plane", "no")
    assert house.words("early") == []
    assert house.words("late") == [(job_id, 1)]
