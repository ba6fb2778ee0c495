"""What the endpoints of the speech models are asked and what they answer: shared by the model
containers and by those who call them."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from novapulse.domain.media import ChannelMode, Notice, PreparedAudio
from novapulse.domain.object_uri import ObjectUri
from novapulse.domain.remote import RemoteRequest
from novapulse.domain.transcript import Diarization, EngineInfo, Transcription
from novapulse.domain.value import Value

MAX_CHANNELS = 8
MAX_SPEAKERS = 20

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
VocabularyWord = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Speakers = Annotated[int, Field(ge=1, le=MAX_SPEAKERS)]


class AudioRequest(RemoteRequest):
    """``recording``: a call in any format. ``channels``: its raw channels (signed 16-bit
    little-endian at 16 kHz, as the stage ``prepare`` leaves them) of ``source_rate`` Hz before,
    all of equal length. Exactly one of the two; neither where the request's body is the recording.
    """

    recording: ObjectUri | None = None
    channels: tuple[ObjectUri, ...] = Field(default=(), max_length=MAX_CHANNELS)
    source_rate: int = Field(default=16_000, ge=1)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.recording is not None and self.channels:
            raise ValueError("give either recording or channels, not both")
        return self


class TranscribeRequest(AudioRequest):
    """``language``: BCP-47, None to detect it. ``vocabulary``: words that the call may hold."""

    language: LanguageTag | None = None
    vocabulary: tuple[VocabularyWord, ...] = Field(default=(), max_length=500)


class DiarizeRequest(AudioRequest):
    """The number of speakers, or its bounds, where they are known; several ``channels`` are one
    speaker each."""

    speakers_expected: Speakers | None = None
    min_speakers: Speakers | None = None
    max_speakers: Speakers | None = None

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        low, high = self.min_speakers or 1, self.max_speakers or MAX_SPEAKERS
        if low > high:
            raise ValueError("min_speakers must not be above max_speakers")
        if self.speakers_expected is not None and not low <= self.speakers_expected <= high:
            raise ValueError("speakers_expected must lie within min_speakers and max_speakers")
        return self


class AudioFacts(Value):
    """The recording as it was heard. ``channel_numbers``: see ``PreparedAudio``."""

    duration_seconds: float
    mode: ChannelMode
    source_rate: int
    channel_numbers: tuple[int, ...]
    notices: tuple[Notice, ...] = ()


class TranscribeAnswer(Value):
    """``language_probability``: 0..1, None where the request named the language."""

    transcription: Transcription
    audio: AudioFacts
    language_probability: float | None = None


class DiarizeAnswer(Value):
    """``engine``: who told the speakers apart; ``engine.draft`` is true and ``engine.note`` says
    why where the embedded diarizer stands in for the model."""

    diarization: Diarization
    engine: EngineInfo
    audio: AudioFacts


def audio_facts(prepared: PreparedAudio) -> AudioFacts:
    return AudioFacts(
        duration_seconds=prepared.duration_seconds,
        mode=prepared.mode,
        source_rate=prepared.source_rate,
        channel_numbers=prepared.channel_numbers,
        notices=prepared.notices,
    )
