"""What a conversation is about."""

from collections.abc import Mapping

from novapulse.domain.content import Topic
from novapulse.services.symbl import insight_shapes
from novapulse.services.symbl.view import View, sentiment_shape


def topics(
    view: View, *, sentiment: bool = False, parent_refs: bool = False
) -> insight_shapes.Topics:
    """By score."""
    found = view.whole.content.topics
    texts = {topic.id: topic.text for topic in found}
    return insight_shapes.Topics(
        topics=tuple(
            _topic(view, topic, texts if parent_refs else {}, sentiment=sentiment)
            for topic in found
        )
    )


def _topic(
    view: View, topic: Topic, parents: Mapping[int, str], *, sentiment: bool
) -> insight_shapes.TopicShape:
    """``parents``: texts of those that may be shown."""
    return insight_shapes.TopicShape(
        id=view.item(topic.id),
        text=topic.text,
        score=topic.score,
        message_ids=view.items(topic.message_ids),
        sentiment=sentiment_shape(topic.sentiment_score or 0.0) if sentiment else None,
        parent_refs=tuple(
            insight_shapes.ParentReference(text=parents[parent])
            for parent in topic.parents
            if parent in parents
        ),
    )
