"""Questions, action items, follow-ups."""

from collections.abc import Sequence
from typing import Any

from novapulse.domain.content import FoundEntity, Question, Task
from novapulse.services.symbl import insight_shapes, shapes
from novapulse.services.symbl.members import Person
from novapulse.services.symbl.view import (
    View,
    author_shape,
    phrase_shapes,
    speaker_shape,
    wire_millis,
)


def questions(view: View) -> insight_shapes.Questions:
    return insight_shapes.Questions(
        questions=tuple(
            insight_shapes.QuestionShape(**_question(view, each))
            for each in view.whole.content.questions
        )
    )


def action_items(view: View) -> insight_shapes.ActionItems:
    return insight_shapes.ActionItems(
        action_items=tuple(_action_item(view, each) for each in view.whole.content.action_items)
    )


def follow_ups(view: View) -> insight_shapes.FollowUps:
    return insight_shapes.FollowUps(
        follow_ups=tuple(_follow_up(view, each) for each in view.whole.content.follow_ups)
    )


def comprehensive_action_items(view: View) -> insight_shapes.ComprehensiveActionItems:
    """The same, with references in the place of ids."""
    return insight_shapes.ComprehensiveActionItems(
        action_items=tuple(
            insight_shapes.ComprehensiveActionItem(
                **_task(view, each),
                message_refs=tuple(shapes.MessageId(id=i) for i in view.items(each.message_ids)),
            )
            for each in view.whole.content.action_items
        )
    )


def insights(view: View) -> insight_shapes.Insights:
    """All of them, in the order of the conversation."""
    content = view.whole.content
    places = {message.id: place for place, message in enumerate(view.messages)}
    found: list[Question | Task] = [
        *content.questions,
        *content.action_items,
        *content.follow_ups,
    ]
    found.sort(key=lambda each: _place(each.message_ids, places))
    return insight_shapes.Insights(insights=tuple(_insight(view, each) for each in found))


def _place(message_ids: Sequence[int], places: dict[int, int]) -> int:
    return min((places.get(i, 0) for i in message_ids), default=0)


def _insight(
    view: View, found: Question | Task
) -> insight_shapes.QuestionInsight | insight_shapes.ActionItem | insight_shapes.FollowUp:
    if isinstance(found, Question):
        return insight_shapes.QuestionInsight(**_question(view, found))
    if found.kind == "action_item":
        return _action_item(view, found)
    return _follow_up(view, found)


def _action_item(view: View, task: Task) -> insight_shapes.ActionItem:
    return insight_shapes.ActionItem(**_task(view, task), message_ids=view.items(task.message_ids))


def _follow_up(view: View, task: Task) -> insight_shapes.FollowUp:
    return insight_shapes.FollowUp(**_task(view, task), message_ids=view.items(task.message_ids))


def _question(view: View, question: Question) -> dict[str, Any]:
    return {
        "id": view.item(question.id),
        "text": question.text,
        "score": question.score,
        "message_ids": view.items(question.message_ids),
        "from_": author_shape(view.cast.of_messages(question.message_ids)),
    }


def _task(view: View, task: Task) -> dict[str, Any]:
    return {
        "id": view.item(task.id),
        "text": task.text,
        "score": task.score,
        "entities": tuple(_mention(entity) for entity in task.entities),
        "phrases": phrase_shapes(task.phrases),
        "from_": author_shape(_speaker(view, task)),
        "definitive": task.definitive,
        "assignee": speaker_shape(_assignee(view, task)),
        "due_by": None if task.due_by is None else wire_millis(task.due_by),
    }


def _speaker(view: View, task: Task) -> Person | None:
    """Of "I'll do that" the second message is its speaker's; the first says what is meant."""
    said = (view.by_id[i] for i in task.message_ids if i in view.by_id)
    own = (message.id for message in said if message.speaker == task.speaker)
    return view.cast.of_messages((*own, *task.message_ids)[:1])


def _assignee(view: View, task: Task) -> Person | None:
    if task.assignee is None or not task.segment_ids:
        return None
    if task.assignee == task.speaker:
        return _speaker(view, task)
    return view.cast.voice(task.segment_ids[0], task.assignee)


def _mention(found: FoundEntity) -> insight_shapes.MentionShape:
    """Of a person the value is an object, as clients expect; who was named is redacted."""
    value: str | insight_shapes.NamedPerson | None = found.value
    if found.type == "person":
        value = insight_shapes.NamedPerson(name=found.value or found.text)
    return insight_shapes.MentionShape(
        type=found.type,
        text=found.text,
        offset=found.offset,
        value=value,
        start=found.start,
        end=found.end,
    )
