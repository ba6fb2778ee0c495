"""A recording through the production functions, without a server: what was heard, from whom."""

import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from novapulse.config import Settings
from novapulse.domain.attribution import attribute_call
from novapulse.domain.errors import EngineUnavailable
from novapulse.domain.job import JobOptions
from novapulse.domain.transcript import Diarization, Transcript
from novapulse.speech.diarization import diarize
from novapulse.speech.engines.choice import EngineChoice, choose_engine, load_engine
from novapulse.speech.engines.hub import HuggingFaceHub
from novapulse.speech.engines.protocol import RecogniseOptions
from novapulse.speech.prepare import prepare
from novapulse.speech.transcribe import is_narrowband, transcribe
from tests.eval.attributed_words import Line
from tests.eval.speakers import Turn

ENGINES = ("sphinx", "whisper")


@dataclass(frozen=True)
class Heard:
    """``transcript`` is None where only voices were told apart. ``cpu_seconds`` of computing for
    ``audio_seconds`` of sound; ``peak_bytes`` of the process that did it, until then."""

    transcript: Transcript | None
    diarization: Diarization
    telephone: bool
    audio_seconds: float
    cpu_seconds: float
    peak_bytes: int

    @property
    def lines(self) -> list[Line]:
        """The words by speaker."""
        return [(s.speaker, s.text) for s in self.transcript.segments] if self.transcript else []

    @property
    def words(self) -> str:
        return " ".join(text for _, text in self.lines)

    @property
    def voices(self) -> list[Turn]:
        """As the diarizer tells them apart."""
        return [Turn(f"{t.speaker}", t.start, t.end) for t in self.diarization.turns]

    @property
    def parties(self) -> list[Turn]:
        """As the transcript labels them."""
        segments = self.transcript.segments if self.transcript else ()
        return [Turn(s.speaker, s.start, s.end) for s in segments]


def available_engines() -> tuple[list[EngineChoice], list[str]]:
    """Those whose models are on this machine, and of the others why not. Nothing is downloaded."""
    choices: list[EngineChoice] = []
    notes: list[str] = []
    for name in ENGINES:
        settings = Settings().model_copy(update={"engine": name, "offline": True})
        try:
            choice = choose_engine(
                settings, language="en-US", hub=HuggingFaceHub(), report=notes.append
            )
        except EngineUnavailable as error:
            notes.append(f"{name} is not measured. {error.message}")
        else:
            choices.append(choice)
    return choices, notes


def hear(file: Path, choice: EngineChoice | None) -> Heard:
    """Without an engine only voices are told apart. Raises BadAudio."""
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
        telephone = is_narrowband(prepared)
        diarization = diarize(paths, prepared, None)
        transcript: Transcript | None = None
        if choice is not None:
            engine = load_engine(choice, narrowband=telephone)
            transcription = transcribe(paths, engine, RecogniseOptions())
            transcript = attribute_call(transcription, diarization, prepared, JobOptions())
    return Heard(
        transcript=transcript,
        diarization=diarization,
        telephone=telephone,
        audio_seconds=prepared.duration_seconds,
        cpu_seconds=time.process_time() - started,
        peak_bytes=_peak_bytes(),
    )


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
