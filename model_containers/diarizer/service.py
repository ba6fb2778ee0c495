"""A call in, who spoke when out: by channel where each party has one, else by voice."""

from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from model_containers.diarizer.settings import DiarizerSettings
from model_containers.serving.service import Answered, Work
from novapulse.domain.remote import RemoteRequest
from novapulse.domain.transcript import EngineInfo
from novapulse.speech.diarization.pipeline import diarize
from novapulse.speech.diarization.protocol import Diarizer, SpeakerHints
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.remote import DiarizeAnswer, DiarizeRequest, audio_facts
from novapulse.speech.remote_audio import AudioLimits, requested_channels

BY_CHANNEL = "channel"


class DiarizerService:
    name = "diarizer"
    request: type[RemoteRequest] = DiarizeRequest
    takes_audio = True

    def __init__(self, diarizer: Diarizer, settings: DiarizerSettings) -> None:
        self._diarizer = diarizer
        self._limits = AudioLimits(settings.max_audio_bytes, settings.max_audio_seconds)

    def warm_up(self) -> None:
        """A second of silence."""
        with TemporaryDirectory() as folder:
            silence = Path(folder) / "silence"
            np.zeros(SAMPLE_RATE, dtype="<i2").tofile(silence)
            self._diarizer.by_voice(silence, SpeakerHints())

    def answer(self, work: Work) -> Answered:
        request: DiarizeRequest = work.request
        channels = requested_channels(request, work.body, work.folder, work.fetch, self._limits)
        hints = SpeakerHints(
            expected=request.speakers_expected,
            at_least=request.min_speakers,
            at_most=request.max_speakers,
        )
        found = diarize(channels.paths, channels.prepared, hints, diarizer=self._diarizer)
        answer = DiarizeAnswer(
            diarization=found,
            engine=_by_channel() if found.method == BY_CHANNEL else self._diarizer.info,
            audio=audio_facts(channels.prepared),
        )
        figures = {
            "AudioSeconds": channels.prepared.duration_seconds,
            "Channels": float(len(channels.paths)),
            "Speakers": float(found.speakers),
            "Turns": float(len(found.turns)),
        }
        return Answered(answer, figures)


def _by_channel() -> EngineInfo:
    """No voices were told apart: only where somebody speaks was asked."""
    return EngineInfo(name=BY_CHANNEL, model="silero-vad", version=version("faster-whisper"))
