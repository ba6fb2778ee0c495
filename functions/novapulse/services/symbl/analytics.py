"""How long was spoken, by whom, how fast, and at the same time as whom."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from novapulse.domain.content import Message
from novapulse.domain.talk_time import Overlap, SpeakerTime, Speech, TalkTime, talk_time
from novapulse.services.symbl import analytics_shapes
from novapulse.services.symbl.members import Person
from novapulse.services.symbl.view import View


def analytics(view: View) -> analytics_shapes.Analytics:
    """Members are there where speakers were told apart. All is zero before anything is
    completed."""
    length = view.whole.parts[-1].end if view.whole.parts else 0.0
    found = talk_time(tuple(_speeches(view)), length)
    people = {person.id: person for person in view.cast.people}
    return analytics_shapes.Analytics(
        metrics=_metrics(found),
        members=tuple(
            _member(people[speaker.speaker], speaker, people)
            for speaker in found.speakers
            if speaker.speaker in people
        ),
    )


def _speeches(view: View) -> Iterator[Speech]:
    """Sentences of one speaker that follow one another in a segment are one stretch."""

    def speaker(message: Message) -> tuple[int, str]:
        person = view.cast.of_message(message)
        part = view.whole.part_of(message.segment_id)
        label = f"{part.job.id} {message.speaker}"
        return message.segment_id, label if person is None else person.id

    ordered = sorted(view.messages, key=lambda message: (message.segment_id, message.start))
    for (_, who), group in groupby(ordered, key=speaker):
        said = list(group)
        yield Speech(
            who, said[0].start, max(message.end for message in said), sum(map(_words, said))
        )


def _words(message: Message) -> int:
    return len(message.words) or len(message.text.split())


def _metrics(found: TalkTime) -> tuple[analytics_shapes.Metric, ...]:
    return (
        analytics_shapes.Metric(
            type="total_silence", percent=found.silence_percent, seconds=found.silence_seconds
        ),
        analytics_shapes.Metric(
            type="total_talk_time", percent=found.talk_percent, seconds=found.talk_seconds
        ),
        analytics_shapes.Metric(
            type="total_overlap", percent=found.overlap_percent, seconds=found.overlap_seconds
        ),
    )


def _member(
    person: Person, time: SpeakerTime, people: Mapping[str, Person]
) -> analytics_shapes.MemberAnalytics:
    return analytics_shapes.MemberAnalytics(
        id=person.id,
        name=person.name,
        user_id=person.email,
        pace=analytics_shapes.Pace(wpm=time.words_per_minute),
        talk_time=analytics_shapes.Times(percentage=time.talk_percent, seconds=time.talk_seconds),
        listen_time=analytics_shapes.Times(
            percentage=time.listen_percent, seconds=time.listen_seconds
        ),
        overlap=_overlap(time, people),
    )


def _overlap(time: SpeakerTime, people: Mapping[str, Person]) -> analytics_shapes.OverlapShape:
    if not time.overlaps:
        return analytics_shapes.OverlapShape()
    return analytics_shapes.OverlapShape(
        overlap_duration=time.overlap_seconds,
        overlapping_members=tuple(
            _overlapping(people[overlap.speaker], overlap)
            for overlap in time.overlaps
            if overlap.speaker in people
        ),
    )


def _overlapping(person: Person, overlap: Overlap) -> analytics_shapes.OverlappingMember:
    return analytics_shapes.OverlappingMember(
        id=person.id,
        name=person.name,
        user_id=person.email,
        percent=overlap.percent,
        seconds=overlap.seconds,
    )
