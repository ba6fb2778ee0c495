"""A process that runs the jobs of a data directory until it is killed or they have all ended."""

import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from novapulse.adapters.clock import SystemClock
from novapulse.adapters.local.workers.worker_pool import WorkerPool
from novapulse.adapters.local.workflows.delivery_workflow import AttemptDelivery
from novapulse.adapters.local.workflows.runner import Concurrency, DbosRunner
from novapulse.adapters.local.workflows.stage_run import FanOut, InParent
from novapulse.adapters.sqlite.database import open_database
from novapulse.adapters.sqlite.job_store import SqliteJobStore
from tests.adapters.local import stage_functions


def make_runner(
    data_dir: Path,
    *,
    pause: float = 0.0,
    workers: int = 2,
    per_tenant: int = 2,
    in_all: int = 8,
    in_parent: Mapping[str, InParent] | None = None,
    attempt_delivery: AttemptDelivery = lambda tenant, delivery, attempt: None,
    **turns: Any,
) -> DbosRunner:
    jobs = SqliteJobStore(open_database(data_dir / "novapulse.db"))
    return DbosRunner(
        database=data_dir / "workflows.db",
        pool=WorkerPool(workers, partial(stage_functions.build, data_dir, pause)),
        jobs=jobs,
        clock=SystemClock(),
        concurrency=Concurrency(per_tenant=per_tenant, in_all=in_all),
        concurrency_by_url=Concurrency(per_tenant=per_tenant, in_all=in_all),
        in_parent=in_parent,
        fan_out={
            "transcribe": FanOut(
                "transcribe.split",
                "transcribe.part",
                "transcribe.join",
                lambda reference: "whisper",
            )
        },
        attempt_delivery=attempt_delivery,
        **turns,
    )


def main(data_dir: Path, pause: float) -> None:
    runner = make_runner(data_dir, pause=pause)
    runner.launch()
    jobs = SqliteJobStore(open_database(data_dir / "novapulse.db"))
    while jobs.unfinished():
        time.sleep(0.05)
    runner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
