"""The id of a passage: the number of its indexed job, and its place in the call."""

from typing import Any

from sqlalchemy import ColumnElement, Integer

PLACE_BITS = 20
"""A million passages of one call, of eight billion indexed jobs, in the 63 bits of a row id."""


def passage_id(indexed_job: int, place: int) -> int:
    if not 0 <= place < 1 << PLACE_BITS:
        raise ValueError(f"place {place}: a call has at most {1 << PLACE_BITS} passages")
    return indexed_job << PLACE_BITS | place


def indexed_job(passage: ColumnElement[Any]) -> ColumnElement[int]:
    return passage.op(">>", return_type=Integer())(PLACE_BITS)
