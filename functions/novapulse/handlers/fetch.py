"""Lambda ``fetch``: the recording that a URL names is fetched."""

from functools import partial
from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.intake import check_fetched, fetcher
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.fetch import fetch


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.FETCH,
        event,
        home,
        lambda reference: fetch(
            reference,
            jobs=home.jobs,
            blobs=home.blobs,
            fetcher=fetcher(home),
            check=partial(check_fetched, home),
        ),
    )


handler = lambda_handler(run)
