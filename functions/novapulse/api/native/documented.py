"""Error answers for the OpenAPI document; it gets the codes of each from ``error_codes.py``."""

from http import HTTPStatus
from typing import Any

from novapulse.api.native.schemas import ErrorAnswer

ANYWHERE = (429, 500, 503)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The named statuses and those of every route. All errors have the one envelope."""
    return {
        status: {"model": ErrorAnswer, "description": HTTPStatus(status).phrase}
        for status in sorted({*statuses, *ANYWHERE})
    }
