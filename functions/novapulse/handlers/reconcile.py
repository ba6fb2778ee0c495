"""Lambda ``reconcile``: what was lost is found, what is stuck is ended. Triggered every minute."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.inference import token_watch
from novapulse.bootstrap.aws.pipeline import end_failed, reconciler
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.drop_results import answer_all
from novapulse.handlers.function import Event, failed, lambda_handler
from novapulse.handlers.observed import count, observed
from novapulse.services.webhooks.redeliver import catch_up

log = logging.getLogger(__name__)


def run(event: Event, home: Ports) -> None:  # noqa: ARG001
    """One step's trouble keeps no other waiting. Raises FunctionFailed at the end if there was
    any, for the alarm."""
    steps: dict[str, Callable[[], Any]] = {
        "waiting tasks": lambda: token_watch(home).run(),
        "unfinished jobs": lambda: reconciler(home, partial(end_failed, home)).run(),
        "webhooks": lambda: catch_up(aws_home(home)),
        "dropped recordings": lambda: answer_all(home),
    }
    troubled = [name for name, step in steps.items() if not _succeeds(name, step)]
    count("StepsNotReconciled", len(troubled))
    if troubled:
        message = f"not reconciled: {', '.join(troubled)}"
        raise failed("ReconciliationFailed", "internal_error", message)


def _succeeds(name: str, step: Callable[[], Any]) -> bool:
    try:
        log.info("%s: %s", name, step())
    except Exception as error:
        log.error("%s were not reconciled: %s", name, type(error).__name__)
        return False
    return True


handler = observed("reconcile", lambda_handler(run))
