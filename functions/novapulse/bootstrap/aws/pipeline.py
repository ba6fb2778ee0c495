"""What carries jobs through the AWS home, put together from its ports."""

from functools import partial
from typing import TYPE_CHECKING

from novapulse.bootstrap.aws.ports import Ports
from novapulse.bootstrap.aws.settings import required
from novapulse.stages.reference import JobReference

if TYPE_CHECKING:
    from novapulse.adapters.aws.pipeline.delivery_queue import DeliveryQueue
    from novapulse.adapters.aws.pipeline.event_bus import EventBus
    from novapulse.adapters.aws.pipeline.executions import Executions
    from novapulse.adapters.aws.pipeline.reconciler import EndFailed, Reconciler
    from novapulse.adapters.aws.pipeline.runner import StepFunctionsRunner
    from novapulse.services.intake.turns import Turns


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

    return StepFunctionsRunner(
        executions(home), delivery_queue(home), home.deliveries, home.sealed, home.clock
    )


def reconciler(home: Ports, end_failed: "EndFailed") -> "Reconciler":
    from novapulse.adapters.aws.pipeline.reconciler import Reconciler

    return Reconciler(
        jobs=home.jobs,
        executions=executions(home),
        end_failed=end_failed,
        clock=home.clock,
        queue_seconds=home.settings.aws_inference_queue_seconds,
        whose_turn=turns(home).of,
    )


def turns(home: Ports) -> "Turns":
    from novapulse.services.intake.turns import Turns

    return Turns(home.jobs, home.tenants, home.settings.callcov_processing)


def start_waiting(home: Ports, reference: JobReference) -> None:
    """Once a job has ended: those of its tenant whose turn has come."""
    from novapulse.services.intake.turns import start_next

    start_next(turns(home), runner(home), tenant=reference.tenant, ended=reference.job_id)


def event_bus(home: Ports) -> "EventBus":
    from novapulse.adapters.aws.pipeline.event_bus import EventBus

    return EventBus(home.clients.events, required(home.settings, "aws_event_bus"))


def end_failed(home: Ports, reference: JobReference) -> None:
    """The failure path outside of an execution: the job fails, and whoever is to be told is."""
    from novapulse.services.webhooks.events import build_deliveries
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
        build_deliveries=partial(build_deliveries, created_at=home.clock.now(), blobs=home.blobs),
    )
    send_deliveries(home, reference, report.deliveries)


def send_deliveries(home: Ports, reference: JobReference, deliveries: tuple[str, ...]) -> None:
    """Once more changes nothing: a delivery that was attempted is due at another time."""
    if deliveries:
        from novapulse.adapters.aws.pipeline.delivery_queue import first_attempt

        queue = delivery_queue(home)
        for delivery_id in deliveries:
            queue.put(first_attempt(home.deliveries.get(reference.tenant, delivery_id)))
