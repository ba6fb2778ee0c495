from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from novapulse.domain.content import Content, Message
from novapulse.services.found_content import FoundContent


def of(messages: int) -> Content:
    one = Message(id=1, segment_id=1, speaker="Agent", start=0.0, end=1.0, text="Hello.", offset=0)
    return Content(messages=(one,) * messages)


def never() -> Content:
    pytest.fail("was looked for again")


def test_what_was_found_is_not_looked_for_again() -> None:
    found = FoundContent()
    assert found.get("a", lambda: of(2)) == found.get("a", never) == of(2)


def test_several_who_want_the_same_wait_for_one() -> None:
    found, looked = FoundContent(), []

    def find() -> Content:
        sleep(0.05)
        looked.append(1)
        return of(1)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: found.get("a", find), range(4))) == {of(1)}
    assert looked == [1]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    found = FoundContent(most_messages=10)
    for key in ("a", "b"):
        found.get(key, lambda: of(4))
    found.get("a", never)
    found.get("c", lambda: of(4))
    found.get("a", never)
    assert found.get("b", lambda: of(1)) == of(1)


def test_what_is_larger_than_all_is_kept_until_the_next() -> None:
    found = FoundContent(most_messages=10)
    found.get("a", lambda: of(40))
    found.get("a", never)
    found.get("b", lambda: of(1))
    assert found.get("a", lambda: of(3)) == of(3)


def test_what_could_not_be_found_is_looked_for_again() -> None:
    found = FoundContent()

    def fails() -> Content:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        found.get("a", fails)
    assert found.get("a", lambda: of(1)) == of(1)
