"""Answers of the model endpoints."""

from novapulse.domain.media import ChannelMode
from novapulse.domain.transcript import (
    Diarization,
    EngineInfo,
    SpeakerTurn,
    Transcription,
    Utterance,
    Word,
)
from novapulse.speech.remote import AudioFacts, DiarizeAnswer, TranscribeAnswer

FACTS = AudioFacts(
    duration_seconds=8.0,
    mode=ChannelMode.PER_CHANNEL,
    source_rate=8000,
    channel_numbers=(1, 2),
)
SAID = {
    0: "Thank you for calling Northwind, this is Sarah, how can I help?",
    1: "Hello, I was charged twice on my card 4111 1111 1111 1111.",
}


def transcribe_answer(*, channel: int = 1, end: float = 7.0) -> TranscribeAnswer:
    """``channel`` and ``end`` are of the second utterance."""
    spoken = ((0, 0.5, 3.5, SAID[0]), (channel, 4.0, end, SAID[1]))
    return TranscribeAnswer(
        transcription=Transcription(
            engine=EngineInfo(name="whisper", model="turbo", version="1"),
            language="en-US",
            utterances=tuple(_utterance(*each) for each in spoken),
        ),
        audio=FACTS,
    )


def diarize_answer(*, speakers: int = 2, draft: bool = False) -> DiarizeAnswer:
    note = "the model is missing" if draft else ""
    return DiarizeAnswer(
        diarization=Diarization(
            method="channel",
            speakers=speakers,
            turns=(
                SpeakerTurn(speaker=0, start=0.5, end=3.5),
                SpeakerTurn(speaker=1, start=4.0, end=7.0),
            ),
        ),
        engine=EngineInfo(name="pyannote", model="3.1", version="1", draft=draft, note=note),
        audio=FACTS,
    )


def _utterance(channel: int, start: float, end: float, text: str) -> Utterance:
    words = text.split()
    step = max(0.0, end - start) / len(words)
    return Utterance(
        channel=channel,
        start=start,
        end=end,
        words=tuple(
            Word(word=w, start=start + n * step, end=start + (n + 1) * step, confidence=0.9)
            for n, w in enumerate(words)
        ),
    )
