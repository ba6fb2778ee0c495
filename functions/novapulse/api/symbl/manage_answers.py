"""What the Management API answers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from novapulse.domain.tracker import StoredTracker
from novapulse.services.symbl.view import wire_millis

Id = Field(pattern=r"^[1-9][0-9]{15}$", examples=["5179649407582208"])


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TrackerAnswer(Answer):
    id: str = Id
    name: str
    vocabulary: list[str]
    description: str
    categories: list[str]
    languages: list[str]
    createdOn: str
    updatedOn: str


class OneTracker(Answer):
    tracker: TrackerAnswer


class Trackers(Answer):
    trackers: list[TrackerAnswer] = Field(description="By time of making")


class Deleted(Answer):
    id: str = Id
    type: Literal["tracker"] = "tracker"
    deleted: Literal[True] = True


def one(tracker: StoredTracker) -> OneTracker:
    return OneTracker(tracker=_answer(tracker))


def several(trackers: tuple[StoredTracker, ...]) -> Trackers:
    return Trackers(trackers=[_answer(tracker) for tracker in trackers])


def _answer(stored: StoredTracker) -> TrackerAnswer:
    return TrackerAnswer(
        id=stored.id,
        name=stored.tracker.name,
        vocabulary=list(stored.tracker.vocabulary),
        description=stored.description,
        categories=list(stored.categories),
        languages=list(stored.languages),
        createdOn=wire_millis(stored.created_at),
        updatedOn=wire_millis(stored.updated_at),
    )
