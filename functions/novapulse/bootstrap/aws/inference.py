"""Asking the model endpoints and taking their answers, put together from the ports."""

from typing import TYPE_CHECKING

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.bootstrap.aws.settings import required

if TYPE_CHECKING:
    from novapulse.adapters.aws.pipeline.inference_end import InferenceEnd
    from novapulse.adapters.aws.pipeline.launcher import Launcher
    from novapulse.adapters.aws.pipeline.token_watch import TokenWatch

ENDPOINTS = {
    plan.TRANSCRIBE.name: "aws_transcriber_endpoint",
    plan.DIARIZE.name: "aws_diarizer_endpoint",
}
"""The setting that names the endpoint of a stage."""


def launcher(home: Ports) -> "Launcher":
    from novapulse.adapters.aws.pipeline.launcher import Launcher
    from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens

    return Launcher(
        tokens=TaskTokens(home.table),
        jobs=home.jobs,
        blobs=home.blobs,
        clock=home.clock,
        runtime=home.clients.sagemaker_runtime,
        bucket=required(home.settings, "aws_bucket"),
        queue_seconds=home.settings.aws_inference_queue_seconds,
    )


def endpoint_of(home: Ports, stage: plan.Stage) -> str:
    return required(home.settings, ENDPOINTS[stage.name])


def inference_end(home: Ports) -> "InferenceEnd":
    from novapulse.adapters.aws.pipeline.engine_failure import EngineFailures
    from novapulse.adapters.aws.pipeline.inference_end import InferenceEnd
    from novapulse.adapters.aws.pipeline.task_callbacks import TaskCallbacks
    from novapulse.adapters.aws.pipeline.task_tokens import TaskTokens

    return InferenceEnd(
        tokens=TaskTokens(home.table),
        callbacks=TaskCallbacks(home.clients.step_functions),
        jobs=home.jobs,
        vault=home.vault,
        sealed=home.sealed,
        failures=EngineFailures(home.clients.s3),
        clock=home.clock,
    )


def token_watch(home: Ports) -> "TokenWatch":
    from novapulse.adapters.aws.pipeline.token_watch import TokenWatch

    return TokenWatch(
        end=inference_end(home),
        sagemaker=home.clients.sagemaker,
        endpoints={stage: required(home.settings, field) for stage, field in ENDPOINTS.items()},
        clock=home.clock,
    )
