"""Stages for the runner's tests: each writes a line, and misbehaves where its job says so.

The behaviour of a job is named by its tenant, ``<what>-<stage>``, so that it survives a restart.
"""

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from novapulse.adapters.sqlite.search.search_index import SqliteSearchIndex
from novapulse.domain.errors import BadAudio
from novapulse.domain.job import JobError
from novapulse.domain.search import Passage
from novapulse.plan import AFTER_END, FAILURE_PATH, stages_for
from novapulse.ports import SearchIndex
from novapulse.stages.reference import JobReference, StageReport

PARTS = 3


def build(data_dir: Path, pause: float) -> Mapping[str, Callable[..., Any]]:
    engine = open_database(data_dir / "novapulse.db")
    jobs = SqliteJobStore(engine)
    search = SqliteSearchIndex(engine, vector_bytes=0)
    clock = SystemClock()

    def stage(name: str, reference: JobReference) -> StageReport:
        with (data_dir / "log").open("a") as log:
            log.write(f"{reference.job_id} {name} {os.getpid()}\n")
        with (data_dir / "seconds").open("a") as log:
            log.write(f"{name}={reference.audio_seconds}\n")
        if name == "index":
            _index(search, reference)
        time.sleep(pause)
        _misbehave(data_dir, name, reference)
        if name == "prepare" and reference.tenant.startswith("long"):
            return StageReport(audio_seconds=1000.0)
        where = (reference.tenant, reference.job_id)
        if name == "publish":
            jobs.complete(*where, clock.now(), reference.notices)
        if name == "fail":
            jobs.fail(*where, clock.now(), reference.error or JobError(code="", message=""))
        return StageReport()

    names = [s.name for s in (*stages_for_every_pipeline(), *FAILURE_PATH, *AFTER_END)]
    functions: dict[str, Callable[..., Any]] = {n: partial(stage, n) for n in names}
    functions["transcribe.split"] = lambda reference, context: tuple(range(PARTS))
    functions["transcribe.part"] = partial(_part, data_dir, pause)
    functions["transcribe.join"] = partial(_join, stage)
    return functions


def _index(search: SearchIndex, reference: JobReference) -> None:
    from tests.services.word_embedder import WordEmbedder  # numpy would slow every start down

    passage = Passage(segment=1, speaker="Agent", start=0.0, end=1.0, text="hello")
    embedder = WordEmbedder()
    where, vectors = (reference.tenant, reference.job_id), embedder.encode([passage.text])
    search.put(*where, (passage,), vectors, model=embedder.model_id)


def stages_for_every_pipeline() -> list[Any]:
    from novapulse.domain.job import Pipeline

    return list(stages_for(Pipeline.FULL_ANALYSIS))


def _part(data_dir: Path, pause: float, reference: JobReference, context: str, part: int) -> int:
    assert context == "whisper"
    time.sleep(pause)
    _misbehave(data_dir, "part", reference)
    return part * part


def _join(
    stage: Callable[[str, JobReference], StageReport],
    reference: JobReference,
    context: str,
    parts: Any,
) -> StageReport:
    assert parts == tuple(n * n for n in range(PARTS))
    return stage("transcribe", reference)


def _misbehave(data_dir: Path, name: str, reference: JobReference) -> None:
    what, _, where = reference.tenant.partition("-")
    if where != name:
        return
    if what == "bad":
        raise BadAudio("audio_undecodable", "file: cannot be decoded; send another")
    if what == "broken":
        raise RuntimeError("no such luck")
    if what == "hangs":
        time.sleep(600)
    if what == "flaky":
        marker = data_dir / f"{reference.job_id}.tried"
        if not marker.exists():
            marker.touch()
            raise OSError("try again")
