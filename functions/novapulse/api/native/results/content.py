"""What a call is about, in answers. The parts are the domain's own values, as with assessments."""

from typing import Literal, get_args

from novapulse.api.native.schemas import InsightsAnswer, NoticeSchema
from novapulse.api.native.translate import reliability
from novapulse.domain.content import Content
from novapulse.domain.job import Job

ContentPart = Literal[
    "messages", "topics", "questions", "action_items", "follow_ups", "entities", "trackers"
]
ContentKind = Literal[ContentPart, "content"]
KINDS: tuple[str, ...] = get_args(ContentKind)
FOUND = tuple(part for part in get_args(ContentPart) if part != "messages")
"""``content`` is all that was found in the messages."""


def content_answer(job: Job, content: Content, kind: ContentKind) -> InsightsAnswer:
    """``notices`` say what of it is missing, and why."""
    parts = FOUND if kind == "content" else (kind,)
    return InsightsAnswer.model_validate(
        {
            "job_id": job.id,
            **reliability(job),
            "notices": [NoticeSchema(**notice.model_dump()) for notice in content.notices],
            **{part: getattr(content, part) for part in parts},
        }
    )
