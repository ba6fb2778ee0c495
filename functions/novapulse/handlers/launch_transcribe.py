"""Lambda ``transcribe``: an endpoint is asked for a call's words, and answers in its own time."""

from novapulse import plan
from novapulse.bootstrap.aws.inference import endpoint_of, launcher
from novapulse.bootstrap.aws.ports import Ports
from novapulse.handlers.function import Event, lambda_handler
from novapulse.handlers.stage_run import launch_stage


def run(event: Event, home: Ports) -> None:
    launch_stage(
        plan.TRANSCRIBE,
        event,
        home,
        lambda reference, token: launcher(home).transcribe(
            reference, token, endpoint=endpoint_of(home, plan.TRANSCRIBE)
        ),
    )


handler = lambda_handler(run)
