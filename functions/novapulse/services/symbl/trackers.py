"""Where what the caller tracks came up."""

from collections.abc import Mapping

from novapulse.domain.tracker import DetectedTracker, TrackerMatch
from novapulse.ports import TrackerStore
from novapulse.services.symbl import insight_shapes
from novapulse.services.symbl.view import View


def trackers(view: View, stored: TrackerStore) -> tuple[insight_shapes.TrackerShape, ...]:
    """One of the tenant's own has the id that it is managed by."""
    found = view.whole.content.trackers
    ids: Mapping[str, str] = {}
    if found and any(part.job.options.content.stored_trackers for part in view.whole.parts):
        tenant = view.conversation.first.tenant
        ids = {each.tracker.name: each.id for each in stored.list(tenant)}
    return tuple(_tracker(view, tracker, ids) for tracker in found)


def _tracker(
    view: View, tracker: DetectedTracker, ids: Mapping[str, str]
) -> insight_shapes.TrackerShape:
    return insight_shapes.TrackerShape(
        id=ids.get(tracker.name, view.item(tracker.id)),
        name=tracker.name,
        matches=tuple(_match(view, match) for match in tracker.matches),
    )


def _match(view: View, match: TrackerMatch) -> insight_shapes.TrackerMatchShape:
    return insight_shapes.TrackerMatchShape(
        value=match.value,
        message_refs=tuple(
            insight_shapes.MessageReference(
                id=view.item(reference.message_id), text=reference.text, offset=reference.offset
            )
            for reference in match.references
        ),
        insight_refs=tuple(
            insight_shapes.InsightReferenceShape.model_validate(
                {
                    "id": view.item(insight.id),
                    "type": insight.kind,
                    "text": insight.text,
                    "offset": insight.offset,
                }
            )
            for insight in match.insights
        ),
    )
