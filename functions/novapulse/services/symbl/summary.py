"""The summary of a conversation: those of its parts, in order."""

from collections.abc import Iterator

from novapulse.domain.errors import NotFound
from novapulse.domain.insights import Sentence
from novapulse.language.content.identity import item_id
from novapulse.services.symbl import shapes
from novapulse.services.symbl.view import View


def summary(view: View) -> shapes.SummaryShape:
    """Raises NotFound(``summary_not_ready``) while the conversation's only job runs."""
    if not view.whole.parts and view.conversation.under_way:
        raise NotFound(
            "summary_not_ready",
            "The summary is not there yet: the conversation is still being processed.",
        )
    return shapes.SummaryShape(summary=tuple(_items(view)))


def _items(view: View) -> Iterator[shapes.SummaryItem]:
    for part in view.whole.parts:
        for place, sentence in enumerate(part.summary):
            number = item_id("summary", part.before, place, sentence.text)
            yield _item(view, number, sentence)


def _item(view: View, number: int, sentence: Sentence) -> shapes.SummaryItem:
    """Times are those of what the sentence rests on."""
    rests_on = [m for m in view.messages if m.segment_id in sentence.segment_ids]
    times = {}
    if rests_on:
        times = {
            "start_time": view.time(min(message.start for message in rests_on)),
            "end_time": view.time(max(message.end for message in rests_on)),
        }
    return shapes.SummaryItem(
        id=view.item(number),
        text=sentence.text,
        message_refs=tuple(shapes.MessageId(id=view.item(m.id)) for m in rests_on),
        **times,
    )
