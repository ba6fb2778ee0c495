"""What is named: days, amounts, places, organisations, and what the caller looks for."""

from novapulse.domain.content import Entity
from novapulse.services.symbl import insight_shapes
from novapulse.services.symbl.view import View


def entities(view: View) -> insight_shapes.Entities:
    """None unless ``detectEntities`` was asked for."""
    asked = any(part.job.options.conversation.entities for part in view.whole.parts)
    found = view.whole.content.entities if asked else ()
    return insight_shapes.Entities(entities=tuple(_entity(view, entity) for entity in found))


def _entity(view: View, entity: Entity) -> insight_shapes.EntityShape:
    references = tuple(
        insight_shapes.MessageReference(
            id=view.item(reference.message_id),
            text=view.by_id[reference.message_id].text,
            offset=reference.offset,
        )
        for reference in entity.references
        if reference.message_id in view.by_id
    )
    value = entity.value
    if value is None and entity.start is None:
        value = entity.text
    return insight_shapes.EntityShape(
        type=entity.type,
        custom_type=entity.custom_type,
        value=value,
        text=entity.text,
        start=entity.start,
        end=entity.end,
        message_refs=references,
        category="Managed" if entity.custom_type is None else "Custom",
        sub_type=entity.custom_type or entity.type,
        matches=(insight_shapes.EntityMatch(detected_value=entity.text, message_refs=references),),
    )
