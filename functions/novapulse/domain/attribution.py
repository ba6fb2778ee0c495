"""Who said which words: the meeting of transcription and diarization."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from novapulse.domain.job import JobOptions
from novapulse.domain.media import ChannelMode, Notice, PreparedAudio
from novapulse.domain.role_notices import role_notices
from novapulse.domain.roles import assign_roles
from novapulse.domain.spoken_words import SpokenWord, smooth, words_by_voice, words_of_channel
from novapulse.domain.transcript import (
    Diarization,
    Segment,
    SpeakerRole,
    Transcript,
    Transcription,
    Word,
)

GAP_SECONDS = 0.8
"""A pause that ends a segment."""
LONGEST_SECONDS = 30.0
"""A segment that lasts longer ends at its next sentence, and in any case at twice this."""
_SENTENCE_END = (".", "?", "!", "。", "？", "！")
_UNSPACED = ("ja", "zh", "yue", "th", "lo", "my", "km")
"""Languages whose words are written without spaces."""


@dataclass(frozen=True)
class SpokenSegment:
    """A segment before its speaker has a name."""

    speaker: int
    start: float
    end: float
    text: str
    confidence: float
    words: tuple[Word, ...]
    flags: tuple[str, ...] = ()


def attribute_call(
    transcription: Transcription,
    diarization: Diarization,
    prepared: PreparedAudio,
    options: JobOptions,
) -> Transcript:
    """The call as labelled segments, not yet redacted, with the notices of every stage so far."""
    segments = attribute(transcription, diarization, prepared)
    roles = assign_roles(
        [(segment.speaker, segment.text) for segment in segments],
        speakers=diarization.speakers,
        per_channel=prepared.mode == ChannelMode.PER_CHANNEL,
        channel_map=_channel_map(options, prepared),
        metadata=options.metadata,
        channel_numbers=prepared.channel_numbers,
    )
    return Transcript(
        language=transcription.language,
        duration_seconds=prepared.duration_seconds,
        engine=transcription.engine,
        speakers=roles,
        segments=label(segments, roles),
        pii_redacted=False,
        notices=(
            *prepared.notices,
            *transcription.notices,
            *diarization.notices,
            *role_notices(roles, {segment.speaker for segment in segments}, prepared, options),
            *language_notices(transcription.language),
        ),
    )


def attribute(
    transcription: Transcription, diarization: Diarization, prepared: PreparedAudio
) -> tuple[SpokenSegment, ...]:
    """Segments in order of start, each of one speaker without a pause of 0.8 s or more.

    With one party per channel the channel is the speaker; else each word goes to the turn that
    it overlaps most, and single words that stray from their neighbours are brought back.
    """
    per_channel = prepared.mode == ChannelMode.PER_CHANNEL
    spoken: list[list[SpokenWord]] = []
    if per_channel:
        for channel in range(len(prepared.channel_keys)):
            spoken.append(words_of_channel(transcription.utterances, channel))
    else:
        spoken.append(smooth(words_by_voice(transcription.utterances, diarization.turns)))
    segments = [_segment(run, transcription) for words in spoken for run in _runs(words)]
    return tuple(sorted(segments, key=lambda segment: (segment.start, segment.speaker)))


def label(segments: Sequence[SpokenSegment], roles: Sequence[SpeakerRole]) -> tuple[Segment, ...]:
    """Numbered segments that carry the label of their speaker's role."""
    return tuple(
        Segment(
            id=number,
            speaker=roles[segment.speaker].label,
            start=segment.start,
            end=segment.end,
            text=segment.text,
            confidence=segment.confidence,
            words=segment.words,
            flags=segment.flags,
            source=roles[segment.speaker].source,
        )
        for number, segment in enumerate(segments, start=1)
    )


def _runs(words: Sequence[SpokenWord]) -> Iterator[list[SpokenWord]]:
    """Words of one segment each."""
    run: list[SpokenWord] = []
    for word in words:
        if run and _ends_before(run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _ends_before(run: Sequence[SpokenWord], word: SpokenWord) -> bool:
    last = run[-1]
    if word.speaker != last.speaker or word.word.start - last.word.end >= GAP_SECONDS:
        return True
    seconds = word.word.end - run[0].word.start
    sentence_over = last.word.word.endswith(_SENTENCE_END)
    return seconds > 2 * LONGEST_SECONDS or (seconds > LONGEST_SECONDS and sentence_over)


def _segment(run: Sequence[SpokenWord], transcription: Transcription) -> SpokenSegment:
    words = tuple(spoken.word for spoken in run)
    sources = dict.fromkeys(spoken.utterance for spoken in run)
    utterances = [transcription.utterances[index] for index in sources]
    space = "" if _primary(transcription.language) in _UNSPACED else " "
    return SpokenSegment(
        speaker=run[0].speaker,
        start=words[0].start,
        end=words[-1].end,
        text=space.join(word.word for word in words),
        confidence=round(sum(word.confidence for word in words) / len(words), 3),
        words=words,
        flags=tuple(dict.fromkeys(flag for u in utterances for flag in u.flags)),
    )


def _channel_map(options: JobOptions, prepared: PreparedAudio) -> dict[int, str]:
    """Speaker index to role, from the caller's channel numbers, which count from 1."""
    return {
        speaker: options.channels[str(number)]
        for speaker, number in enumerate(prepared.channel_numbers)
        if str(number) in options.channels and prepared.mode == ChannelMode.PER_CHANNEL
    }


def language_notices(language: str) -> tuple[Notice, ...]:
    """``analysis_english_only`` for any other language."""
    if _primary(language) == "en":
        return ()
    return (
        Notice(
            code="analysis_english_only",
            message="Redaction, sentiment and summary are made for English; in this language "
            "personal data may stay readable.",
        ),
    )


def _primary(language: str) -> str:
    """``en`` of ``en-US``."""
    return language.replace("_", "-").split("-")[0].lower()
