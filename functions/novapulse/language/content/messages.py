"""The messages of a call: its segments, sentence by sentence, with times. What came as text is cut
already: there a segment is a message."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from novapulse.domain.content import Message
from novapulse.domain.pii import locate_words
from novapulse.domain.transcript import Segment, Transcript, Word
from novapulse.domain.written_call import WRITTEN
from novapulse.language.content.action_phrases import action_phrases
from novapulse.language.content.clauses import Piece, pieces_of
from novapulse.language.content.identity import item_id


def messages_of(
    transcript: Transcript, *, english: bool, sentences: bool = False
) -> tuple[Message, ...]:
    """In order of start, and of id where that is alike. Times are those of the words where there
    are any, else by the share of characters. Action phrases are looked for in English only. With
    ``sentences`` what came as text is cut too."""
    found = [
        message
        for segment in transcript.segments
        for message in _of_segment(
            segment, english=english, whole=not sentences and WRITTEN in segment.flags
        )
    ]
    return tuple(sorted(found, key=lambda message: (message.start, message.segment_id)))


def _of_segment(segment: Segment, *, english: bool, whole: bool) -> Iterator[Message]:
    places = locate_words(segment.text, segment.words)
    pieces = _whole(segment) if whole else pieces_of(segment.text, places, segment.words)
    for piece, words in zip(pieces, _words_of(segment, places, pieces), strict=True):
        start, end = _times(segment, piece, words)
        text = segment.text[slice(*piece)]
        yield Message(
            id=item_id("message", segment.id, piece[0], text),
            segment_id=segment.id,
            speaker=segment.speaker,
            start=start,
            end=end,
            offset=piece[0],
            text=text,
            words=words,
            phrases=action_phrases(text) if english else (),
        )


def _whole(segment: Segment) -> Sequence[Piece]:
    begins = len(segment.text) - len(segment.text.lstrip())
    ends = len(segment.text.rstrip())
    return [(begins, ends)] if ends else []


def _words_of(
    segment: Segment, places: Sequence[Piece], pieces: Sequence[Piece]
) -> list[tuple[Word, ...]]:
    """Of each piece. A word goes to the piece in which it begins, none is lost."""
    of_pieces: list[list[Word]] = [[] for _ in pieces]
    starts = [start for start, _ in pieces]
    for word, (start, _) in zip(segment.words, places, strict=True):
        index = bisect_right(starts, start) - 1
        if pieces:
            of_pieces[max(0, index)].append(word)
    return [tuple(words) for words in of_pieces]


def _times(segment: Segment, piece: Piece, words: Sequence[Word]) -> tuple[float, float]:
    if words:
        return words[0].start, max(words[-1].end, words[0].start)
    length = max(0.0, segment.end - segment.start)
    start, end = (segment.start + length * place / len(segment.text) for place in piece)
    return round(start, 3), round(end, 3)
