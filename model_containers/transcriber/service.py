"""A call in, its words out: prepared, cut where somebody speaks, recognised in batches, gated."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from model_containers.serving.service import Answered, Work
from model_containers.transcriber.settings import TranscriberSettings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.remote import RemoteRequest
from novapulse.speech.cuts import Cut, plan_cuts
from novapulse.speech.engines.protocol import Engine, RecogniseOptions
from novapulse.speech.pcm import SAMPLE_RATE
from novapulse.speech.remote import TranscribeAnswer, TranscribeRequest, audio_facts
from novapulse.speech.remote_audio import AudioLimits, Channels, requested_channels
from novapulse.speech.transcribe import assemble, recognise_cuts, spoken_language

_UNKNOWN_LANGUAGE = "und"
"""BCP-47 for the language of a call in which nobody speaks."""


class Transcriber:
    name = "transcriber"
    request: type[RemoteRequest] = TranscribeRequest
    takes_audio = True

    def __init__(self, engine: Engine, settings: TranscriberSettings) -> None:
        self._engine = engine
        self._pack = settings.pack_cuts
        self._limits = AudioLimits(settings.max_audio_bytes, settings.max_audio_seconds)

    def warm_up(self) -> None:
        """A second of silence, looked through for speech and recognised all the same."""
        with TemporaryDirectory() as folder:
            silence = Path(folder) / "silence"
            np.zeros(SAMPLE_RATE, dtype="<i2").tofile(silence)
            plan_cuts([silence])
            whole = Cut(channel=0, start_sample=0, end_sample=SAMPLE_RATE)
            recognise_cuts([silence], [whole], self._engine, RecogniseOptions(language="en"))

    def answer(self, work: Work) -> Answered:
        request: TranscribeRequest = work.request
        self._require(request.language)
        channels = requested_channels(request, work.body, work.folder, work.fetch, self._limits)
        cuts = plan_cuts(channels.paths)
        answer = self._transcribed(request, channels, cuts)
        figures = {
            "AudioSeconds": channels.prepared.duration_seconds,
            "SpeechSeconds": round(sum(cut.seconds for cut in cuts), 3),
            "Channels": float(len(channels.paths)),
            "Cuts": float(len(cuts)),
        }
        return Answered(answer, figures)

    def _transcribed(
        self, request: TranscribeRequest, channels: Channels, cuts: tuple[Cut, ...]
    ) -> TranscribeAnswer:
        language, probability = request.language, None
        if language is None:
            told = spoken_language(channels.paths, cuts, self._engine)
            language = told.language if told else _UNKNOWN_LANGUAGE
            probability = told.probability if told else 0.0
        options = RecogniseOptions(language=language, vocabulary=request.vocabulary)
        utterances = (
            recognise_cuts(channels.paths, cuts, self._engine, options, pack=self._pack)
            if cuts
            else []
        )
        return TranscribeAnswer(
            transcription=assemble(self._engine.info, language, utterances),
            audio=audio_facts(channels.prepared),
            language_probability=probability,
        )

    def _require(self, language: str | None) -> None:
        """Before anything is fetched."""
        if language is not None and not self._engine.supports(language):
            raise InvalidRequest(
                "language_not_supported",
                f"language: '{language}' is none that this endpoint's model "
                f"({self._engine.info.model}) knows. Ask an endpoint with another model.",
            )
