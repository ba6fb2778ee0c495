"""A stage's error as Step Functions carries it: a name, and a cause without any text of a call."""

import json
import re
from collections.abc import Mapping
from typing import Any

from novapulse.domain.job import JobError

NAME = re.compile(r"[A-Za-z][\w.]{0,79}")
OF_STEP_FUNCTIONS = {
    "States.Timeout": JobError(code="stage_timeout", message="ran past its time and was ended"),
    "Sandbox.Timedout": JobError(code="stage_timeout", message="ran past its time and was ended"),
    "States.HeartbeatTimeout": JobError(
        code="engine_unavailable", message="the speech engine did not answer; submit it again"
    ),
}


def cause_of(code: str, message: str) -> str:
    return json.dumps({"code": code, "message": message})


def error_name(raw: Mapping[str, Any]) -> str:
    """``raw`` is what a catch of the definition left."""
    name = raw.get("Error")
    return name if isinstance(name, str) and NAME.fullmatch(name) else "Unknown"


def job_error(raw: Mapping[str, Any]) -> JobError:
    """What the stage said of its error; of one that could not say anything, its name."""
    name = error_name(raw)
    said = _said(raw.get("Cause"))
    if said is not None:
        return said
    unsaid = JobError(code="internal_error", message=f"a stage failed ({name})")
    return OF_STEP_FUNCTIONS.get(name, unsaid)


def _said(cause: Any) -> JobError | None:
    """A function's cause wraps what the exception said; a callback's is what it said."""
    document = _object(cause)
    if document is not None and "errorMessage" in document:
        document = _object(document["errorMessage"])
    if document is None:
        return None
    code, message = document.get("code"), document.get("message")
    if not (isinstance(code, str) and isinstance(message, str)):
        return None
    return JobError(code=code, message=message)


def _object(text: Any) -> dict[str, Any] | None:
    if not isinstance(text, str):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
