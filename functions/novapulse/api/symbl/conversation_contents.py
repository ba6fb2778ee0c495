"""What was said: messages, analytics, summary, and the whole as one text."""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request

from novapulse.api.home_of import HomeOf
from novapulse.api.symbl.conversation_bodies import Phrases, TranscriptRequest, described, received
from novapulse.api.symbl.conversation_query import Analyst, ConversationPath, Flag, Reader
from novapulse.api.symbl.documented import answers
from novapulse.services.home import Home
from novapulse.services.symbl import analytics_shapes, shapes
from novapulse.services.symbl.analytics import analytics
from novapulse.services.symbl.formatted_transcript import Layout, formatted_transcript
from novapulse.services.symbl.messages import messages
from novapulse.services.symbl.summary import summary
from novapulse.services.symbl.view import read_view

router = APIRouter(prefix="/v1/conversations/{conversationId}", tags=["Conversations"])


@router.get(
    "/messages",
    response_model=shapes.Messages,
    response_model_exclude_none=True,
    responses=answers(400, 404),
    operation_id="get_messages",
    summary="What was said, sentence by sentence",
)
def get_messages(
    conversation: ConversationPath,
    home: HomeOf,
    key: Reader,
    *,
    verbose: Annotated[Flag, Query(description="With the words")] = False,
    sentiment: Annotated[Flag, Query(description="With the sentiment")] = False,
) -> shapes.Messages:
    view = read_view(home, key.tenant, conversation)
    return messages(view, sentiment=sentiment, verbose=verbose)


@router.get(
    "/analytics",
    response_model=analytics_shapes.Analytics,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_analytics",
    summary="Talk, silence, overlap and pace",
)
def get_analytics(
    conversation: ConversationPath, home: HomeOf, key: Analyst
) -> analytics_shapes.Analytics:
    return analytics(read_view(home, key.tenant, conversation))


@router.get(
    "/summary",
    response_model=shapes.SummaryShape,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="get_summary",
    summary="The summary",
)
@router.post(
    "/summary",
    response_model=shapes.SummaryShape,
    response_model_exclude_none=True,
    responses=answers(404),
    operation_id="post_summary",
    summary="The same summary: it is made when the conversation is analysed",
)
def get_summary(conversation: ConversationPath, home: HomeOf, key: Analyst) -> shapes.SummaryShape:
    return summary(read_view(home, key.tenant, conversation))


@router.post(
    "/transcript",
    response_model=shapes.TranscriptShape,
    responses=answers(400, 404, 408, 413),
    openapi_extra=described(TranscriptRequest),
    operation_id="post_transcript",
    summary="The whole as one text: Markdown, or subtitles",
)
async def post_transcript(
    request: Request, conversation: ConversationPath, home: HomeOf, key: Reader
) -> shapes.TranscriptShape:
    sent = await received(request, home, TranscriptRequest)
    return await run_sync(_transcript, home, key.tenant, conversation, _layout(sent))


def _transcript(home: Home, tenant: str, name: str, layout: Layout) -> shapes.TranscriptShape:
    return formatted_transcript(read_view(home, tenant, name), layout)


def _layout(sent: TranscriptRequest) -> Layout:
    phrases = sent.phrases or Phrases()
    return Layout(
        content_type=sent.contentType,
        paragraphs=sent.createParagraphs,
        speakers=sent.showSpeakerSeparation,
        insight_phrases=phrases.highlightOnlyInsightKeyPhrases,
        all_phrases=phrases.highlightAllKeyPhrases,
    )
