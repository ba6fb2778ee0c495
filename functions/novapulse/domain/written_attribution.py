"""Who wrote which turns: a written call becomes a transcript as a spoken one does."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.attribution import language_notices
from novapulse.domain.call_language import call_language
from novapulse.domain.letters import composed
from novapulse.domain.media import Notice
from novapulse.domain.roles import assign_roles
from novapulse.domain.transcript import (
    AGENT,
    CUSTOMER,
    EngineInfo,
    Segment,
    SpeakerRole,
    Transcript,
    Word,
)
from novapulse.domain.written_call import WRITTEN, WrittenCall
from novapulse.domain.written_times import (
    TIMES_ESTIMATED,
    TurnTime,
    estimated,
    spread,
    turn_times,
    written_seconds,
)

ENGINE = EngineInfo(name="text", model="as written", version="1")
_ROLES = {role.casefold(): role for role in (AGENT, CUSTOMER)}
_NUMBERED = re.compile(r"speaker ?\d+", re.IGNORECASE)
"""Names that say no more than that a speaker is another one."""


def attribute_written(
    call: WrittenCall, *, language: str, language_given: bool = True
) -> Transcript:
    """One labelled segment for each turn, in order of start, not yet redacted. Speakers are
    numbered by first appearance. Those called Agent and Customer are; of the others roles are told
    by what they say, as in a recording. A call whose words are clearly not English has the language
    of its words, unless the caller gave one. The text comes back in Unicode's form NFC."""
    call = _composed(call)
    language, told = call_language(call, language, given=language_given)
    speakers = list(dict.fromkeys(_identity(turn.speaker) for turn in call.turns))
    numbers = [speakers.index(_identity(turn.speaker)) for turn in call.turns]
    roles = _roles(call, speakers, numbers)
    segments = _segments(call, [roles[number] for number in numbers])
    return Transcript(
        language=language,
        duration_seconds=written_seconds(call),
        engine=ENGINE,
        speakers=roles,
        segments=tuple(sorted(segments, key=lambda segment: segment.start)),
        pii_redacted=False,
        notices=(*_notices(call), *told, *language_notices(language)),
    )


def _composed(call: WrittenCall) -> WrittenCall:
    """Names are found, and phrases sought, by letters that hold their marks."""
    turns = (turn.model_copy(update={"text": composed(turn.text)}) for turn in call.turns)
    return call.model_copy(update={"turns": tuple(turns)})


def _identity(speaker: str) -> str:
    """``agent`` and ``Agent`` are one party; any other name is taken by the letter."""
    return _ROLES.get(speaker.strip().casefold(), speaker)


def _roles(
    call: WrittenCall, speakers: Sequence[str], numbers: Sequence[int]
) -> tuple[SpeakerRole, ...]:
    known = {number: name for number, name in enumerate(speakers) if name in _ROLES.values()}
    found = assign_roles(
        [(number, turn.text) for number, turn in zip(numbers, call.turns, strict=True)],
        speakers=len(speakers),
        per_channel=False,
        channel_map=known,
        metadata={},
        parted=True,
    )
    if not known and any(map(_given_name, speakers)):
        found = _distinct(found, numbers)
    return tuple(
        role.model_copy(
            update={
                "source": f"speaker {number + 1}",
                "name": _given_name(name),
                "reason": "as the call was handed in" if known else role.reason,
            }
        )
        for number, (role, name) in enumerate(zip(found, speakers, strict=True))
    )


def _distinct(roles: Sequence[SpeakerRole], numbers: Sequence[int]) -> tuple[SpeakerRole, ...]:
    """Each label once, so that every turn keeps the name it came with. Of two agents the one with
    more turns is the Agent, the other keeps a number."""
    busiest = sorted(range(len(roles)), key=lambda i: (-numbers.count(i), i))
    first = {roles[i].label: i for i in reversed(busiest)}
    return tuple(
        role
        if first[role.label] == i
        else role.model_copy(update={"label": f"Speaker {i + 1}", "reason": f"also {role.reason}"})
        for i, role in enumerate(roles)
    )


def _given_name(speaker: str) -> str | None:
    """None for what names a role or a number."""
    name = speaker.strip()
    unnamed = not name or name in _ROLES.values() or _NUMBERED.fullmatch(name)
    return None if unnamed else name


def _segments(call: WrittenCall, roles: Sequence[SpeakerRole]) -> Iterator[Segment]:
    turns = zip(call.turns, roles, turn_times(call), strict=True)
    for number, (turn, role, time) in enumerate(turns, start=1):
        yield Segment(
            id=number,
            speaker=role.label,
            start=time.start,
            end=time.end,
            text=turn.text,
            confidence=1.0,
            words=_words(turn.text, time),
            flags=(WRITTEN,),
            source=role.source,
        )


def _words(text: str, time: TurnTime) -> tuple[Word, ...]:
    words = text.split()
    return tuple(
        Word(word=word, start=part.start, end=part.end, confidence=1.0)
        for word, part in zip(words, spread(words, time), strict=True)
    )


def _notices(call: WrittenCall) -> Iterator[Notice]:
    if estimated(call):
        yield Notice(
            code=TIMES_ESTIMATED,
            message="Some turns came without times: those are estimated at 150 words a minute, one "
            "turn after another, and so are pauses and talk shares.",
        )
