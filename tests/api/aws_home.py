"""The AWS home as the API's tests want it: stores in an emulated AWS, and the clock, the runner's
memory and the probe of ``tests.services.house``."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from novapulse.bootstrap.aws.home import aws_home, behind_gateway
from novapulse.bootstrap.aws.ports import Ports
from novapulse.config import Settings
from novapulse.domain.correction import Correction
from novapulse.domain.job import Job
from novapulse.domain.media import MediaInfo
from novapulse.domain.webhook import Delivery
from novapulse.ports import PipelineRunner, WebhookSender
from novapulse.services.home import Home
from tests.adapters.aws.cloud import Cloud
from tests.adapters.aws.pipeline.services import MACHINE
from tests.handlers.house import HandClients, House, HousePorts
from tests.services.house import HandClock, RememberingRunner, believing_probe


@dataclass
class WatchedRunner(RememberingRunner):
    """Does what the AWS home's does, and remembers it in ``memory``."""

    real: PipelineRunner = field(kw_only=True)
    memory: RememberingRunner = field(kw_only=True)

    def start(self, job: Job) -> None:
        self.memory.start(job)
        self.real.start(job)

    def redo(self, job: Job, correction: Correction) -> bool:
        return self.memory.redo(job, correction)

    def redoing(self, job: Job, revision: int) -> bool:
        return self.memory.redoing(job, revision)

    def cancel(self, job: Job) -> None:
        self.memory.cancel(job)
        self.real.cancel(job)

    def deliver(self, delivery: Delivery) -> None:
        self.memory.deliver(delivery)
        self.real.deliver(delivery)


class AwsHouse:
    """What one test has in AWS; homes that are opened in it share it."""

    def __init__(self, cloud: Cloud, folder: Path) -> None:
        self.cloud = cloud
        self.folder = folder
        self._names = {
            "aws_table": cloud.emptied_table(),
            "aws_bucket": cloud.emptied_bucket(),
            "aws_drop_bucket": cloud.shared_bucket,
            "aws_vault_key": cloud.shared_key,
            "aws_state_machine": MACHINE,
            "aws_transcriber_endpoint": "transcriber",
            "aws_diarizer_endpoint": "diarizer",
            "aws_delivery_queue": "https://sqs/deliveries",
            "aws_delivery_queue_arn": "arn:queue",
            "aws_schedule_group": "novapulse",
            "aws_schedule_role": "arn:role",
            "aws_event_bus": "calls",
            "aws_engine": "sphinx",
            "aws_seconds_per_audio_second": 0.5,
        }

    def ports(self, clock: HandClock, **settings: Any) -> HousePorts:
        chosen = Settings(**(self._names | settings))
        return HousePorts(chosen, HandClients(self.cloud, clock), clock, self.folder)

    def house(self, clock: HandClock, **settings: Any) -> House:
        return House(self.ports(clock, **settings), self.cloud.shared_bucket)

    def home(
        self,
        *,
        clock: HandClock | None = None,
        runner: RememberingRunner | None = None,
        sender: WebhookSender | None = None,
        probe: Callable[[Path], MediaInfo] = believing_probe,
        **settings: Any,
    ) -> Home:
        ports = self.ports(clock or HandClock(), **settings)
        return self.opened(ports, runner=runner, sender=sender, probe=probe)

    @staticmethod
    def opened(
        ports: Ports,
        *,
        runner: RememberingRunner | None = None,
        sender: WebhookSender | None = None,
        probe: Callable[[Path], MediaInfo] = believing_probe,
    ) -> Home:
        home = behind_gateway(aws_home(ports))
        watched = WatchedRunner(real=home.runner, memory=runner or RememberingRunner())
        return replace(home, runner=watched, sender=sender or home.sender, probe=probe)
