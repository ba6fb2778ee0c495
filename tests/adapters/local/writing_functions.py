"""Stages that write what real ones write: before they pause, and after it."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from novapulse.adapters.clock import SystemClock
from novapulse.domain import storage_keys
from novapulse.domain.job import Pipeline
from novapulse.domain.search import Passage
from novapulse.domain.webhook import Delivery
from novapulse.plan import AFTER_END, ERASE, FAILURE_PATH, stages_for
from novapulse.services.home import Home
from novapulse.stages.erase import erase
from novapulse.stages.reference import JobReference, StageReport
from tests.services.house import make_home

TEXT = "the caller said this and nobody else may know"
RARE = "zeppelin"


def build(folder: Path, pause: float) -> Mapping[str, Callable[..., Any]]:
    home = make_home(folder)
    every = (*stages_for(Pipeline.FULL_ANALYSIS), *FAILURE_PATH, *AFTER_END)
    functions: dict[str, Callable[..., Any]] = {
        stage.name: partial(_stage, home, stage.name, pause) for stage in every
    }
    functions[ERASE.name] = partial(
        erase,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        deliveries=home.deliveries,
    )
    return functions


def _stage(home: Home, name: str, pause: float, reference: JobReference) -> StageReport:
    where = (reference.tenant, reference.job_id)
    document = f"{reference.job_id}: {TEXT}".encode()
    home.blobs.put(storage_keys.work(*where, name), document)
    with home.blobs.writer(storage_keys.prepared(*where, 0)) as stream:
        stream.write(document)
        stream.flush()
        time.sleep(pause)
    home.vault.put(storage_keys.vault_attributed(*where), document)
    if name == "index":
        passage = Passage(segment=1, speaker="Agent", start=0.0, end=1.0, text=f"{TEXT} {RARE}")
        embedder = home.embedder()
        vectors = embedder.encode([passage.text])
        home.search.put(*where, (passage,), vectors, model=embedder.model_id)
    if name == "publish":
        home.blobs.put(storage_keys.result_transcript(*where), document)
        if not home.jobs.complete(*where, SystemClock().now(), ()):
            home.jobs.get(*where)
    if name in ("fail", "notify"):
        home.jobs.get(*where)
    if name == "notify":
        home.deliveries.add(_delivery(*where))
    return StageReport()


def _delivery(tenant: str, job_id: str) -> Delivery:
    return Delivery(
        id=f"evt_{job_id}",
        tenant=tenant,
        job_id=job_id,
        event="job.completed",
        url="https://example.com/hook",
        body=TEXT,
        created_at=SystemClock().now(),
    )
