"""What is found in a conversation: topics, questions, tasks, entities, trackers."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl.conversation_query import Analyst, ConversationPath, Flag
from novapulse.api.symbl.documented import answers
from novapulse.services.symbl import insight_shapes, insights, shapes
from novapulse.services.symbl.entities import entities
from novapulse.services.symbl.topics import topics
from novapulse.services.symbl.trackers import trackers
from novapulse.services.symbl.view import View, read_view

router = APIRouter(prefix="/v1/conversations/{conversationId}", tags=["Insights"])


@router.get(
    "/topics",
    response_model=insight_shapes.Topics,
    response_model_exclude_none=True,
    responses=answers(400, 404),
    operation_id="get_topics",
    summary="What it is about",
)
def get_topics(
    conversation: ConversationPath,
    home: HomeOf,
    key: Analyst,
    *,
    sentiment: Annotated[Flag, Query(description="With the sentiment")] = False,
    parent_refs: Annotated[
        Flag, Query(alias="parentRefs", description="With the broader topics of each")
    ] = False,
) -> insight_shapes.Topics:
    view = read_view(home, key.tenant, conversation)
    return topics(view, sentiment=sentiment, parent_refs=parent_refs)


@router.get(
    "/trackers-detected",
    response_model=tuple[insight_shapes.TrackerShape, ...],
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_trackers_detected",
    summary="Where what is tracked came up",
)
@router.get(
    "/trackers",
    response_model=tuple[insight_shapes.TrackerShape, ...],
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_trackers",
    summary="The same, where older clients ask for it",
    deprecated=True,
)
def get_trackers(
    conversation: ConversationPath, home: HomeOf, key: Analyst
) -> tuple[insight_shapes.TrackerShape, ...]:
    return trackers(read_view(home, key.tenant, conversation), home.trackers)


@router.get(
    "/intents",
    response_model=insight_shapes.Intents,
    responses=answers(404),
    operation_id="get_intents",
    summary="None: they belong to a version before the first that was documented",
    deprecated=True,
)
def get_intents(
    conversation: ConversationPath, home: HomeOf, key: Analyst
) -> insight_shapes.Intents:
    read_view(home, key.tenant, conversation)
    return insight_shapes.Intents()


def _add(path: str, show: Callable[[View], Any], model: type[shapes.Shape], summary: str) -> None:
    def get(conversation: ConversationPath, home: HomeOf, key: Analyst) -> Any:
        return show(read_view(home, key.tenant, conversation))

    router.add_api_route(
        f"/{path}",
        get,
        response_model=model,
        response_model_exclude_none=True,
        responses=answers(404),
        operation_id=f"get_{path.replace('-', '_').replace('/', '_')}",
        summary=summary,
    )


_add("questions", insights.questions, insight_shapes.Questions, "What was asked")
_add("action-items", insights.action_items, insight_shapes.ActionItems, "What is left to do")
_add("follow-ups", insights.follow_ups, insight_shapes.FollowUps, "Who will get in touch with whom")
_add(
    "insights", insights.insights, insight_shapes.Insights, "Questions, action items and follow-ups"
)
_add(
    "comprehensive/action-items",
    insights.comprehensive_action_items,
    insight_shapes.ComprehensiveActionItems,
    "What is left to do, with references in the place of ids",
)
_add(
    "entities", entities, insight_shapes.Entities, "Days, amounts, places, and what was looked for"
)
