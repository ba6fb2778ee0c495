"""Everything that one run measures."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.console import Console
from rich.progress import track

from novapulse.bootstrap.language import Language
from novapulse.config import Settings
from novapulse.language.pii_detector import PiiDetector
from novapulse.speech.engines.choice import EngineChoice
from tests.bench.memory import MemoryWatch
from tests.eval import behaviour, content, hearing, search
from tests.eval.by_recording import documents, recordings_table, rows
from tests.eval.figures import Figure, Measured
from tests.eval.hand_computed import HAND_COMPUTED
from tests.eval.label_sets import LabelSet, project_sets
from tests.eval.language import measure_language
from tests.eval.recognition import available_engines
from tests.eval.recorded_behaviour import recorded_behaviour_figures
from tests.eval.recordings import (
    Recording,
    audio_folder,
    referenced_recordings,
    sample_recordings,
)
from tests.eval.request import Request
from tests.eval.user_folder import SET, folder_set


def measure(request: Request, console: Console) -> Measured:
    """Text first: it takes seconds. Raises BadAudio and ValueError for a folder's files."""
    measured, language = Measured(), Language(Settings())
    measure_language(measured, label_sets(request), request.areas, language)
    if request.folder is None:
        if "behaviour" in request.areas:
            measured.add(behaviour.figures("by_hand", behaviour.compare(HAND_COMPUTED)))
        if "content" in request.areas:
            measured.add(content.figures(request.content_sets))
        if "search" in request.areas:
            measured.add(search.figures(request.search_halves))
    if request.listens:
        _measure_sound(request, measured, language, console)
    return measured


def label_sets(request: Request) -> list[LabelSet]:
    if request.folder is not None:
        return [folder_set(request.folder)]
    return project_sets(request.halves)


def recordings(request: Request, measured: Measured) -> list[Recording]:
    if request.folder is not None:
        return list(referenced_recordings(request.folder, set_name=SET))
    folder = None if request.quick else audio_folder()
    if folder is None:
        measured.notes.append("Of recordings the sample alone: NOVAPULSE_AUDIO_DIR names more.")
        return sample_recordings()
    return [*sample_recordings(), *referenced_recordings(folder)]


def _measure_sound(
    request: Request, measured: Measured, language: Language, console: Console
) -> None:
    heard = recordings(request, measured)
    if not heard:
        measured.notes.append("No recordings with words or turns.")
        return
    choices: Sequence[EngineChoice | None] = (None,)
    if request.recognises:
        choices, notes = available_engines()
        measured.notes += notes
    for number, choice in enumerate(choices):
        run = _listen(heard, choice, console)
        each = rows(run.engine, run.listened)
        measured.recordings += documents(each)
        console.print(recordings_table(each))
        figures = _sound_figures(run, language.detector)
        if number == 0:
            figures = chain(hearing.speaker_figures(run.listened), figures)
        measured.add(figure for figure in figures if figure.area in request.areas)


@dataclass(frozen=True)
class _Run:
    """``wall`` in seconds; ``peak`` in bytes, of all processes together."""

    engine: str
    recognised: bool
    listened: list[hearing.Listened]
    wall: float
    peak: int


def _listen(heard: Sequence[Recording], choice: EngineChoice | None, console: Console) -> _Run:
    name = choice.name if choice else "voices"
    started = time.monotonic()
    with MemoryWatch(os.getpid()) as memory:
        results = hearing.listen(heard, choice)
        progress = track(results, f"listening ({name})", total=len(heard), console=console)
        listened = list(progress)
    return _Run(name, choice is not None, listened, time.monotonic() - started, memory.peak)


def _sound_figures(run: _Run, detector: PiiDetector) -> Iterator[Figure]:
    if not run.recognised:
        return
    yield from hearing.word_figures(run.engine, run.listened)
    yield from hearing.role_figures(run.engine, run.listened)
    yield from recorded_behaviour_figures(run.engine, run.listened)
    yield from hearing.speed_figures(run.engine, run.listened, wall=run.wall, peak=run.peak)
    yield from hearing.heard_data_figures(run.engine, run.listened, detector)
