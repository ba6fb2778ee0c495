"""What may stand in the queries of the Conversation API."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Path
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from novapulse.api.symbl.dependencies import caller_with
from novapulse.domain.keys import ApiKey

WRITTEN_FLAG = {"type": "string", "pattern": "^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[01])?$"}
FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}
TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?",
    re.ASCII | re.IGNORECASE,
)


def _flag(value: Any) -> bool:
    """Clients write it in any case; samples send it empty."""
    found = FLAGS.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise PydanticCustomError("flag_invalid", "send true or false")
    return found


def _moment(value: Any) -> datetime:
    """UTC where no zone is named."""
    try:
        if not TIME.fullmatch(str(value)):
            raise ValueError
        at = datetime.fromisoformat(str(value).upper())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError(
            "time_invalid", "send an ISO 8601 time such as 2026-03-01T12:00:00.000Z"
        ) from None


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema(WRITTEN_FLAG)]
Switch = Annotated[
    bool,
    BeforeValidator(lambda value: _flag("" if value is None else value)),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, WRITTEN_FLAG, {"type": "null"}]}),
]
"""In JSON: clients also send it as a text, or null."""
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": f} for f in ("date-time", "date")]}),
]
ConversationPath = Annotated[
    str,
    Path(
        alias="conversationId",
        description="The conversationId of a submission",
        examples=["5815170693595136"],
        json_schema_extra={"minLength": 1},
    ),
]
Lister = Annotated[ApiKey, Depends(caller_with("jobs:read"))]
Reader = Annotated[ApiKey, Depends(caller_with("transcription:read"))]
Analyst = Annotated[ApiKey, Depends(caller_with("insights:read"))]
Writer = Annotated[ApiKey, Depends(caller_with("audio:write"))]
Deleter = Annotated[ApiKey, Depends(caller_with("jobs:delete"))]
