"""Lambda ``diarize``: an endpoint is asked for a call's speakers, and answers in its own time."""

from novapulse import plan
from novapulse.bootstrap.aws.inference import endpoint_of, launcher
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import launch_stage


def run(event: Event, home: Ports) -> None:
    launch_stage(
        plan.DIARIZE,
        event,
        home,
        lambda reference, token: launcher(home).diarize(
            reference, token, endpoint=endpoint_of(home, plan.DIARIZE)
        ),
    )


handler = lambda_handler(run)
