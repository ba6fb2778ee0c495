"""A tenant's own trackers: made, changed and deleted by the Management API."""

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from novapulse.domain.tracker import (
    StoredTracker,
    Tracker,
    too_many_trackers,
    tracker_exists,
    tracker_not_found,
)
from novapulse.services.home import Home
from novapulse.services.symbl.ids import FIRST, ITEMS

TRACKER_ID = re.compile(r"[1-9][0-9]{15}", re.ASCII)


@dataclass(frozen=True)
class TrackerFields:
    """What a caller says of a tracker."""

    name: str
    vocabulary: tuple[str, ...]
    description: str = ""
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def fields_of(stored: StoredTracker) -> TrackerFields:
    return TrackerFields(
        name=stored.tracker.name,
        vocabulary=stored.tracker.vocabulary,
        description=stored.description,
        categories=stored.categories,
        languages=stored.languages,
    )


def create_trackers(
    home: Home, tenant: str, wanted: Sequence[TrackerFields]
) -> tuple[StoredTracker, ...]:
    """All of them or none. Raises Conflict: ``tracker_exists``, also for two of one name, and
    ``too_many_trackers``."""
    _check_names(home, tenant, wanted)
    made: list[StoredTracker] = []
    try:
        for fields in wanted:
            tracker = _new(home, fields)
            home.trackers.add(tenant, tracker, at_most=home.settings.max_trackers)
            made.append(tracker)
    except Exception:
        for tracker in made:
            with suppress(Exception):
                home.trackers.delete(tenant, tracker.id)
        raise
    return tuple(made)


def find_trackers(home: Home, tenant: str, name: str | None = None) -> tuple[StoredTracker, ...]:
    """By time of making; with a name, that one or none."""
    found = home.trackers.list(tenant)
    return tuple(each for each in found if name is None or each.tracker.name == name)


def get_tracker(home: Home, tenant: str, tracker_id: str) -> StoredTracker:
    """Raises NotFound(``tracker_not_found``), also for what is no id at all."""
    if not TRACKER_ID.fullmatch(tracker_id):
        raise tracker_not_found()
    return home.trackers.get(tenant, tracker_id)


def change_tracker(
    home: Home, tenant: str, tracker: StoredTracker, fields: TrackerFields
) -> StoredTracker:
    """Raises NotFound(``tracker_not_found``), and Conflict for a name that another has."""
    changed = tracker.model_copy(update=_stored(fields) | {"updated_at": home.clock.now()})
    home.trackers.replace(tenant, changed)
    return changed


def delete_tracker(home: Home, tenant: str, tracker_id: str) -> None:
    """Raises NotFound(``tracker_not_found``)."""
    if not TRACKER_ID.fullmatch(tracker_id) or not home.trackers.delete(tenant, tracker_id):
        raise tracker_not_found()


def _check_names(home: Home, tenant: str, wanted: Sequence[TrackerFields]) -> None:
    """Before anything is stored; the store looks again at each."""
    there = [each.tracker.name for each in home.trackers.list(tenant)]
    if len(there) + len(wanted) > home.settings.max_trackers:
        raise too_many_trackers(home.settings.max_trackers)
    taken = set(there)
    for fields in wanted:
        if fields.name in taken:
            raise tracker_exists(fields.name)
        taken.add(fields.name)


def _new(home: Home, fields: TrackerFields) -> StoredTracker:
    now = home.clock.now()
    return StoredTracker.model_validate(
        {
            "id": str(FIRST + secrets.randbelow(ITEMS)),
            "created_at": now,
            "updated_at": now,
            **_stored(fields),
        }
    )


def _stored(fields: TrackerFields) -> dict[str, object]:
    return {
        "tracker": Tracker(name=fields.name, vocabulary=fields.vocabulary),
        "description": fields.description,
        "categories": fields.categories,
        "languages": fields.languages,
    }
