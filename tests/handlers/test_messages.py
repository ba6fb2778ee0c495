"""A queue's messages: what fails comes again, and says nothing."""

import logging
from collections.abc import Callable

import pytest

from novapulse.handlers.messages import each_message
from tests.handlers.house import queued

SECRET = "my card is 4111"


def fails_for(poison: str, seen: list[str]) -> Callable[[str], None]:
    def action(body: str) -> None:
        seen.append(body)
        if poison in body:
            raise KeyError(body)

    return action


def test_only_the_messages_that_failed_come_again() -> None:
    seen: list[str] = []
    answer = each_message(queued("a", "poison", "c"), fails_for("poison", seen))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert seen == ["a", "poison", "c"]


def test_where_all_fail_all_come_again() -> None:
    answer = each_message(queued("poison", "poison"), fails_for("poison", []))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}, {"itemIdentifier": "1"}]}


def test_where_none_fails_none_comes_again() -> None:
    assert each_message(queued("a", "b"), fails_for("poison", [])) == {"batchItemFailures": []}
    assert each_message(queued(), fails_for("poison", [])) == {"batchItemFailures": []}


def test_nothing_of_a_message_is_logged_whatever_the_level(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        each_message(queued(SECRET), fails_for("card", []))
    assert "a message comes again: KeyError" in caplog.messages
    assert SECRET not in caplog.text
