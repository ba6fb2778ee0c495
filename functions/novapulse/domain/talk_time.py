"""Who speaks for how long, how fast, and at the same time as whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from novapulse.domain.value import Value


class Speech(NamedTuple):
    """One uninterrupted stretch of one speaker. Times are seconds from the start of the call."""

    speaker: str
    start: float
    end: float
    words: int


class Overlap(Value):
    """``speaker`` is the other one; ``percent`` is of the talk time of both together."""

    speaker: str
    seconds: float
    percent: float


class SpeakerTime(Value):
    """``talk`` and ``listen`` sum to the call's talk time, and their percents are of it;
    ``overlap_seconds`` is how long anybody else speaks too."""

    speaker: str
    talk_seconds: float
    talk_percent: float
    listen_seconds: float
    listen_percent: float
    words_per_minute: int
    overlap_seconds: float
    overlaps: tuple[Overlap, ...]


class TalkTime(Value):
    """Silence and talk sum to the call's length, and their percents to 100; time in which several
    speak is talk time once, and ``overlap_percent`` is its share of that. Three decimals."""

    silence_seconds: float
    silence_percent: float
    talk_seconds: float
    talk_percent: float
    overlap_seconds: float
    overlap_percent: float
    speakers: tuple[SpeakerTime, ...]


class _Stretch(NamedTuple):
    """Time in which the same speakers speak."""

    seconds: float
    speaking: frozenset[str]


def talk_time(said: Sequence[Speech], duration: float) -> TalkTime:
    """Speakers in the order in which they are first named in ``said``. ``duration``: of the call,
    in seconds; speech that goes on after it makes the call longer. The published example of the
    Symbl Conversation API fits these definitions."""
    stretches = _stretches(said)
    talk = sum(stretch.seconds for stretch in stretches)
    silence = max(0.0, max([duration, *(speech.end for speech in said)]) - talk)
    overlap = sum(stretch.seconds for stretch in stretches if len(stretch.speaking) > 1)
    times = _Times(stretches)
    words: Counter[str] = Counter()
    for speech in said:
        words[speech.speaker] += speech.words
    return TalkTime(
        silence_seconds=round(silence, 3),
        silence_percent=_percent(silence, silence + talk),
        talk_seconds=round(talk, 3),
        talk_percent=_percent(talk, silence + talk),
        overlap_seconds=round(overlap, 3),
        overlap_percent=_percent(overlap, talk),
        speakers=tuple(_speaker_time(speaker, words, times, talk) for speaker in words),
    )


def _stretches(said: Sequence[Speech]) -> list[_Stretch]:
    """The times in which anybody speaks, cut wherever somebody begins or ends."""
    lasting = [speech for speech in said if speech.end > speech.start]
    waiting = sorted(lasting, key=lambda speech: speech.start, reverse=True)
    speaking: list[Speech] = []
    found: list[_Stretch] = []
    for start, end in pairwise(sorted({at for s in lasting for at in (s.start, s.end)})):
        while waiting and waiting[-1].start <= start:
            speaking.append(waiting.pop())
        speaking = [speech for speech in speaking if speech.end > start]
        if speaking:
            found.append(_Stretch(end - start, frozenset(s.speaker for s in speaking)))
    return found


class _Times:
    """Seconds that each speaks, that anybody else speaks too, and that each two speak at once."""

    def __init__(self, stretches: Sequence[_Stretch]) -> None:
        self.own: defaultdict[str, float] = defaultdict(float)
        self.overlapped: defaultdict[str, float] = defaultdict(float)
        self.both: defaultdict[frozenset[str], float] = defaultdict(float)
        together: defaultdict[frozenset[str], float] = defaultdict(float)
        for stretch in stretches:
            together[stretch.speaking] += stretch.seconds
        for speaking, seconds in together.items():
            for speaker in speaking:
                self.own[speaker] += seconds
                self.overlapped[speaker] += seconds if len(speaking) > 1 else 0.0
            for pair in combinations(speaking, 2):
                self.both[frozenset(pair)] += seconds


def _speaker_time(speaker: str, words: Counter[str], times: _Times, total: float) -> SpeakerTime:
    talk = times.own[speaker]
    return SpeakerTime(
        speaker=speaker,
        talk_seconds=round(talk, 3),
        talk_percent=_percent(talk, total),
        listen_seconds=round(total - talk, 3),
        listen_percent=_percent(total - talk, total),
        words_per_minute=round(words[speaker] * 60 / talk) if talk else 0,
        overlap_seconds=round(times.overlapped[speaker], 3),
        overlaps=tuple(_overlaps(speaker, words, times)),
    )


def _overlaps(speaker: str, others: Iterable[str], times: _Times) -> Iterator[Overlap]:
    for other in others:
        both = times.both.get(frozenset({speaker, other}), 0.0) if other != speaker else 0.0
        if both:
            together = times.own[speaker] + times.own[other] - both
            yield Overlap(speaker=other, seconds=round(both, 3), percent=_percent(both, together))


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3) if whole else 0.0
