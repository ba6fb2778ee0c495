"""Lambda ``redact``: from here on text may rest outside of the vault."""

from typing import Any

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import run_stage
from novapulse.stages.redact import redact


def run(event: Event, home: Ports) -> dict[str, Any]:
    return run_stage(
        plan.REDACT,
        event,
        home,
        lambda reference: redact(
            reference, blobs=home.blobs, vault=home.vault, detector=home.detector
        ),
    )


handler = lambda_handler(run)
