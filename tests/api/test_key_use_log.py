import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from novapulse.api import key_use_log
from novapulse.api.key_use_log import KeyUseLog
from novapulse.domain.keys import KeyUse
from tests.services.house import NOON


class Keys:
    """Remembers what is logged; refuses while ``broken``."""

    def __init__(self) -> None:
        self.logged: list[KeyUse] = []
        self.writes = 0
        self.broken = False

    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        if self.broken:
            raise OSError("disk full")
        self.writes += bool(uses)
        self.logged.extend(uses)


def make_use(number: int) -> KeyUse:
    return KeyUse(key_id=f"key_{number}", at=NOON, endpoint="GET /", address="192.0.2.1")


def test_many_uses_are_one_write() -> None:
    keys = Keys()
    log = KeyUseLog(keys)  # type: ignore[arg-type]
    for number in range(50):
        log.add(make_use(number))
    log.flush()
    assert (keys.writes, len(keys.logged)) == (1, 50)


def test_no_use_is_lost_between_threads() -> None:
    keys = Keys()
    log = KeyUseLog(keys)  # type: ignore[arg-type]
    with ThreadPoolExecutor(4) as pool:
        for number in range(2000):
            pool.submit(log.add, make_use(number))
            if number % 100 == 0:
                pool.submit(log.flush)
    log.flush()
    assert len({use.key_id for use in keys.logged}) == 2000


def test_uses_wait_in_order_while_the_store_fails(caplog: pytest.LogCaptureFixture) -> None:
    keys = Keys()
    log = KeyUseLog(keys)  # type: ignore[arg-type]
    keys.broken = True
    log.add(make_use(1))
    log.add(make_use(2))
    log.flush()
    assert "2 uses" in caplog.text
    keys.broken = False
    log.add(make_use(3))
    log.flush()
    assert [use.key_id for use in keys.logged] == ["key_1", "key_2", "key_3"]


def test_uses_are_written_while_running_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_use_log, "FLUSH_SECONDS", 0.01)
    keys = Keys()
    log = KeyUseLog(keys)  # type: ignore[arg-type]

    async def run() -> None:
        async with log.running():
            log.add(make_use(1))
            while not keys.logged:
                await asyncio.sleep(0.01)
            log.add(make_use(2))

    asyncio.run(asyncio.wait_for(run(), 5))
    assert len(keys.logged) == 2
