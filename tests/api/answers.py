"""Reading answers."""

from typing import Any, Protocol


class Answer(Protocol):
    status_code: int

    def json(self) -> Any: ...


def error(answer: Answer) -> tuple[int, str]:
    """Status and code of an error answer, whose envelope is checked."""
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "status"}
    assert body["error"]["status"] == answer.status_code
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"]
