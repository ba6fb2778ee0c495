"""Lambda ``erase``: nothing stays of a job whose record is gone."""

from functools import partial
from typing import Any

from novapulse import plan
from novapulse.adapters.aws.pipeline.launcher import answers_prefix
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.erase import erase
from novapulse.stages.reference import JobReference, StageReport


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(plan.ERASE, event, home, partial(_erase, home))


def _erase(home: Ports, reference: JobReference) -> StageReport:
    """What endpoints answered, too."""
    home.sealed.delete(answers_prefix(reference.tenant, reference.job_id))
    return erase(
        reference,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        deliveries=home.deliveries,
    )


handler = lambda_handler(run)
