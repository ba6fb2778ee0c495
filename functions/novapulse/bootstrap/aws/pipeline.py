"""What carries jobs through the AWS home, put together from its ports."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from novapulse import plan
from novapulse.bootstrap.aws.ports import Ports
from novapulse.bootstrap.aws.settings import required
from novapulse.stages.reference import JobReference

if TYPE_CHECKING:
    from novapulse.adapters.aws.pipeline.delivery_queue import DeliveryQueue
    from novapulse.adapters.aws.pipeline.drop_box import DropBox
    from novapulse.adapters.aws.pipeline.event_bus import EventBus
    from novapulse.adapters.aws.pipeline.executions import Executions
    from novapulse.adapters.aws.pipeline.inference_end import InferenceEnd
    from novapulse.adapters.aws.pipeline.launcher import Launcher
    from novapulse.adapters.aws.pipeline.reconciler import EndFailed, Reconciler
    from novapulse.adapters.aws.pipeline.runner import StepFunctionsRunner
    from novapulse.adapters.aws.pipeline.token_watch import TokenWatch
    from novapulse.domain.job import JobOptions
    from novapulse.domain.media import MediaInfo
    from novapulse.ports import RecordingFetcher

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


def executions(home: Ports) -> "Executions":
    from novapulse.adapters.aws.pipeline.executions import Executions

    machine = required(home.settings, "aws_state_machine")
    return Executions(home.clients.step_functions, machine)


def delivery_queue(home: Ports) -> "DeliveryQueue":
    from novapulse.adapters.aws.pipeline.delivery_queue import DeliveryQueue, Scheduling

    settings = home.settings
    return DeliveryQueue(
        home.clients.sqs,
        required(settings, "aws_delivery_queue"),
        scheduler=home.clients.scheduler,
        scheduling=Scheduling(
            group=required(settings, "aws_schedule_group"),
            role_arn=required(settings, "aws_schedule_role"),
            queue_arn=required(settings, "aws_delivery_queue_arn"),
        ),
        clock=home.clock,
    )


def runner(home: Ports) -> "StepFunctionsRunner":
    from novapulse.adapters.aws.pipeline.runner import StepFunctionsRunner

    return StepFunctionsRunner(executions(home), delivery_queue(home), home.deliveries, home.clock)


def reconciler(home: Ports, end_failed: "EndFailed") -> "Reconciler":
    from novapulse.adapters.aws.pipeline.reconciler import Reconciler

    return Reconciler(
        jobs=home.jobs,
        executions=executions(home),
        end_failed=end_failed,
        clock=home.clock,
        queue_seconds=home.settings.aws_inference_queue_seconds,
    )


def event_bus(home: Ports) -> "EventBus":
    from novapulse.adapters.aws.pipeline.event_bus import EventBus

    return EventBus(home.clients.events, required(home.settings, "aws_event_bus"))


def drop_box(home: Ports) -> "DropBox":
    from novapulse.adapters.aws.pipeline.drop_box import DropBox

    return DropBox(home.clients.s3, required(home.settings, "aws_drop_bucket"))


def fetcher(home: Ports) -> "RecordingFetcher":
    from novapulse.adapters.local.network.pinned_http import PinnedHttp
    from novapulse.adapters.local.network.recording_fetcher import HttpRecordingFetcher

    settings = home.settings
    return HttpRecordingFetcher(
        PinnedHttp(loopback_allowed=settings.loopback_allowed),
        max_bytes=settings.max_upload_bytes,
        timeout_seconds=settings.fetch_timeout_seconds,
        redirects=settings.fetch_redirects,
    )


def check_fetched(home: Ports, recording: Path, options: "JobOptions") -> "MediaInfo":
    """Raises UnsupportedMedia, InvalidRequest."""
    from novapulse.services.intake.recording import check_recording
    from novapulse.speech.decode import probe

    longest = home.settings.max_audio_seconds
    return check_recording(recording, options, probe=probe, max_seconds=longest)


def end_failed(home: Ports, reference: JobReference) -> None:
    """The failure path outside of an execution: the job fails, and whoever is to be told is."""
    from novapulse.services.webhooks.attempt import build_delivery
    from novapulse.stages.fail import fail
    from novapulse.stages.notify import notify

    fail(
        reference,
        jobs=home.jobs,
        blobs=home.blobs,
        vault=home.vault,
        search=home.search,
        clock=home.clock,
    )
    report = notify(
        reference,
        jobs=home.jobs,
        deliveries=home.deliveries,
        build_delivery=partial(build_delivery, created_at=home.clock.now()),
    )
    send_deliveries(home, reference, report.deliveries)


def send_deliveries(home: Ports, reference: JobReference, deliveries: tuple[str, ...]) -> None:
    """Once more changes nothing: a delivery that was attempted is due at another time."""
    if deliveries:
        way = runner(home)
        for delivery_id in deliveries:
            way.deliver(home.deliveries.get(reference.tenant, delivery_id))
