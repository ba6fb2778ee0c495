"""What was said, sentence by sentence."""

from novapulse.domain.content import Message
from novapulse.domain.job import Medium
from novapulse.domain.transcript import Word
from novapulse.services.symbl import shapes
from novapulse.services.symbl.members import Person
from novapulse.services.symbl.view import View, phrase_shapes, sentiment_shape, speaker_shape


def messages(view: View, *, sentiment: bool = False, verbose: bool = False) -> shapes.Messages:
    """In order of time. A message has the sentiment of the segment that it is of."""
    return shapes.Messages(
        messages=tuple(
            _message(view, message, sentiment=sentiment, verbose=verbose)
            for message in view.messages
        )
    )


def _message(
    view: View, message: Message, *, sentiment: bool, verbose: bool
) -> shapes.MessageShape:
    options = view.whole.part_of(message.segment_id).job.options
    person = view.cast.of_message(message)
    score = view.whole.scores.get(message.segment_id, 0.0)
    words = tuple(
        _word(view, word, person, scored=options.medium is not Medium.TEXT)
        for word in message.words
    )
    return shapes.MessageShape(
        id=view.item(message.id),
        text=message.text,
        from_=speaker_shape(person),
        start_time=view.time(message.start),
        end_time=view.time(message.end),
        time_offset=round(view.offset(message.start), 2),
        duration=round(message.end - message.start, 2),
        conversation_id=view.conversation.id,
        phrases=phrase_shapes(message.phrases if options.conversation.phrases else ()),
        sentiment=sentiment_shape(score) if sentiment else None,
        words=words if verbose else None,
    )


def _word(view: View, word: Word, person: Person | None, *, scored: bool) -> shapes.WordShape:
    return shapes.WordShape(
        word=word.word,
        start_time=view.time(word.start),
        end_time=view.time(word.end),
        speaker_tag=None if person is None else person.number,
        score=round(word.confidence, 2) if scored else None,
        time_offset=round(view.offset(word.start), 2),
        duration=round(max(0.0, word.end - word.start), 2),
    )
