"""Changes to a tracker as JSON Patch (RFC 6902): add, replace, remove."""

import re
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, RootModel, StringConstraints

from novapulse.api.symbl.manage_bodies import MAX_STEPS, NewTracker, valid
from novapulse.api.symbl.values import refused
from novapulse.domain.errors import InvalidRequest
from novapulse.services.symbl.managed_trackers import TrackerFields

TEXTS, LISTS = ("name", "description"), ("vocabulary", "categories", "languages")
PATH = re.compile(rf"/({'|'.join(TEXTS)})|/({'|'.join(LISTS)})(?:/(-|0|[1-9][0-9]{{0,5}}))?")
EMPTY: dict[str, Any] = {"description": "", "categories": [], "languages": []}
"""What is left of what is removed; a tracker without name or vocabulary is none."""


class Step(BaseModel):
    op: Literal["add", "replace", "remove"]
    path: Annotated[str, StringConstraints(pattern=f"^({PATH.pattern})$")]
    value: Any = Field(default=None, description="A text or a list of texts; none to remove")


class Patch(RootModel[list[Step]]):
    root: Annotated[list[Step], Field(min_length=1, max_length=MAX_STEPS)]


def patched(before: TrackerFields, patch: Patch) -> TrackerFields:
    """All steps or none. Raises InvalidRequest for an entry of a list that is not there, and
    RequestValidationError where what comes out is no tracker."""
    document = {
        name: list(value) if name in LISTS else value for name, value in asdict(before).items()
    }
    for step in patch.root:
        _apply(document, step)
    return valid(NewTracker, document).fields()


def _apply(document: dict[str, Any], step: Step) -> None:
    found = PATH.fullmatch(step.path)
    assert found is not None
    name, entry = found[1] or found[2], found[3]
    if entry is not None:
        _apply_to_list(document[name], entry, step)
    elif step.op != "remove":
        document[name] = step.value
    elif name in EMPTY:
        document[name] = EMPTY[name]
    else:
        raise InvalidRequest("invalid_parameter", f'"{step.path}": cannot be removed; replace it')


def _apply_to_list(values: Any, entry: str, step: Step) -> None:
    """An entry is added before the one at its place, or at the end."""
    if not isinstance(values, list):
        raise _no_entry(step)
    place = len(values) if entry == "-" else int(entry)
    if place > len(values) or (place == len(values) and step.op != "add"):
        raise _no_entry(step)
    if step.op == "add":
        values.insert(place, step.value)
    elif step.op == "replace":
        values[place] = step.value
    else:
        del values[place]


def _no_entry(step: Step) -> InvalidRequest:
    return refused("path", step.path, "the path of an entry that is there")
