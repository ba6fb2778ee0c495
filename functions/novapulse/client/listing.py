"""Lists that come in pages, as one iterator; and what to look for in them."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from novapulse.client.connection import Params

PAGE_SIZE = 100


class Page(Protocol):
    @property
    def next_cursor(self) -> str | None: ...


P = TypeVar("P", bound=Page)


def pages(fetch: Callable[[Params], P], where: Params) -> Iterator[P]:
    """Each page is fetched when it is needed."""
    cursor: str | None = None
    while True:
        more = () if cursor is None else (("cursor", cursor),)
        page = fetch((*where, ("limit", str(PAGE_SIZE)), *more))
        yield page
        cursor = page.next_cursor
        if cursor is None:
            return


def given(**filters: Any) -> Params:
    """Those that are not None, as the API writes them."""
    return tuple((name, _text(value)) for name, value in filters.items() if value is not None)


def as_json(**filters: Any) -> dict[str, Any]:
    """Those that are not None, as the API takes them in a body."""
    return {
        name: _text(value) if isinstance(value, datetime) else value
        for name, value in filters.items()
        if value is not None
    }


def metadata_filters(metadata: Mapping[str, Any]) -> Params:
    return tuple((f"metadata.{key}", _text(value)) for key, value in metadata.items())


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value if isinstance(value, str) else json.dumps(value)
