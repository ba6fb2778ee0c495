"""A recording through the production functions, without a server: what was heard, from whom."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from novapulse.config import Settings
from novapulse.domain.attribution import attribute_call
from novapulse.domain.job import JobOptions
from novapulse.domain.transcript import Diarization, Transcript
from novapulse.speech.diarization import diarize
from novapulse.speech.engines.choice import EngineChoice, choose_engine, load_engine
from novapulse.speech.engines.hub import HuggingFaceHub
from novapulse.speech.engines.protocol import RecogniseOptions
from novapulse.speech.prepare import prepare
from novapulse.speech.transcribe import is_narrowband, transcribe
from tests.eval.speakers import Turn


@dataclass(frozen=True)
class Heard:
    """``cpu_seconds`` of computing for ``audio_seconds`` of sound."""

    transcript: Transcript
    diarization: Diarization
    telephone: bool
    audio_seconds: float
    cpu_seconds: float

    @property
    def words(self) -> str:
        return " ".join(segment.text for segment in self.transcript.segments)

    @property
    def voices(self) -> list[Turn]:
        """As the diarizer tells them apart."""
        return [Turn(f"{t.speaker}", t.start, t.end) for t in self.diarization.turns]

    @property
    def parties(self) -> list[Turn]:
        """As the transcript labels them."""
        return [Turn(s.speaker, s.start, s.end) for s in self.transcript.segments]


def engine_choice(report: Callable[[str], None]) -> EngineChoice:
    return choose_engine(Settings(), language="en-US", hub=HuggingFaceHub(), report=report)


def hear(file: Path, choice: EngineChoice) -> Heard:
    """Raises BadAudio."""
    started = time.process_time()
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepared = prepare(
            file,
            open_blob=lambda key: (folder / key).open("wb"),
            key_of=str,
            max_seconds=Settings().max_audio_seconds,
        )
        paths = [folder / key for key in prepared.channel_keys]
        engine = load_engine(choice, narrowband=is_narrowband(prepared))
        transcription = transcribe(paths, engine, RecogniseOptions())
        diarization = diarize(paths, prepared, None)
    transcript = attribute_call(transcription, diarization, prepared, JobOptions())
    return Heard(
        transcript=transcript,
        diarization=diarization,
        telephone=is_narrowband(prepared),
        audio_seconds=prepared.duration_seconds,
        cpu_seconds=time.process_time() - started,
    )
