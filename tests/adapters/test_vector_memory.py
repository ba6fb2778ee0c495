from pathlib import Path

from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.search.kept_vectors import FIRST_ROWS
from novapulse.adapters.sqlite.search.vector_memory import VectorMemory
from tests.adapters.search_house import DIMENSIONS, MODEL, open_sqlite

ONE_TENANT = FIRST_ROWS * DIMENSIONS * 4


def test_the_tenant_that_was_not_asked_for_the_longest_makes_room(tmp_path: Path) -> None:
    house, engine = open_sqlite(tmp_path), open_database(tmp_path / "novapulse.db")
    memory = VectorMemory(2 * ONE_TENANT)

    def ask(number: int) -> int:
        """How much was in memory before."""
        kept = memory.of(f"tenant{number}", MODEL, DIMENSIONS)
        before = kept.size_bytes
        with engine.connect() as connection:
            kept.refresh(connection, [number])
        memory.make_room()
        return before

    for number in (1, 2, 3):
        house.call(number, "late bus", tenant=f"tenant{number}")
    assert [ask(number) for number in (1, 2, 1, 3, 1)] == [0, 0, ONE_TENANT, 0, ONE_TENANT]
    assert ask(2) == 0


def test_a_tenant_fits_as_long_as_it_is_not_larger_than_all_memory() -> None:
    memory = VectorMemory(100 * 384 * 4)
    assert memory.fits(100, 384)
    assert not memory.fits(101, 384)
