"""The AWS home with table and bucket in moto, stand-ins for what is smaller without it, and a clock
that is set by hand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.ports import Ports
from novapulse.config import Settings
from novapulse.domain.admission import AdmissionRules
from novapulse.domain.job import FileInfo, Job, JobOptions
from novapulse.ports import Clock, SearchIndex
from novapulse.services.tenants import make_tenant
from tests.adapters.aws.cloud import Cloud, OneAtATime
from tests.adapters.aws.pipeline.services import (
    MACHINE,
    Bus,
    Queue,
    SageMaker,
    Scheduler,
    StepFunctions,
)
from tests.adapters.make import make_job
from tests.services.house import HandClock, RememberingSender
from tests.services.word_embedder import WordEmbedder


class WatchedIndex:
    """The home's own index, which can be broken. ``jobs`` are those that it holds."""

    def __init__(self, home: Ports, index: SearchIndex) -> None:
        self._home = home
        self._index = index
        self.broken = False

    def put(self, *given: Any, **named: Any) -> None:
        if self.broken:
            raise RuntimeError
        self._index.put(*given, **named)

    @property
    def jobs(self) -> list[str]:
        calls = self._home.bucket.list("search/calls/")
        return [call["Key"].rpartition("/")[2] for call in calls]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


class HandClients(Clients):
    """``cached_property`` looks into the instance first."""

    def __init__(self, cloud: Cloud, clock: HandClock) -> None:
        self.__dict__ |= {
            "dynamodb": OneAtATime(cloud.client("dynamodb")),
            "s3": OneAtATime(cloud.client("s3")),
            "kms": cloud.client("kms"),
            "step_functions": StepFunctions(clock),
            "sagemaker": SageMaker(),
            "sagemaker_runtime": SageMaker(),
            "sqs": Queue(),
            "scheduler": Scheduler(),
            "events": Bus(),
        }


class HousePorts(Ports):
    """The ports of the AWS home, with what must be another one in tests."""

    def __init__(
        self, settings: Settings, clients: Clients, clock: HandClock, scratch: Path
    ) -> None:
        super().__init__(settings, clients)
        self.hand_clock = clock
        self.posts = RememberingSender(clock)
        self.__dict__ |= {
            "scratch": scratch,
            "embedder": WordEmbedder(),
            "sender": self.posts,
        }
        self.index = WatchedIndex(self, super().search)
        self.__dict__["search"] = self.index

    @property
    def clock(self) -> Clock:
        return self.hand_clock


@dataclass(frozen=True)
class House:
    ports: HousePorts
    bucket: str

    @property
    def clock(self) -> HandClock:
        return self.ports.hand_clock

    @property
    def step_functions(self) -> StepFunctions:
        found: StepFunctions = self.ports.clients.step_functions
        return found

    @property
    def runtime(self) -> SageMaker:
        found: SageMaker = self.ports.clients.sagemaker_runtime
        return found

    @property
    def endpoints(self) -> SageMaker:
        found: SageMaker = self.ports.clients.sagemaker
        return found

    @property
    def queue(self) -> Queue:
        found: Queue = self.ports.clients.sqs
        return found

    def job(self, number: int = 1, **changes: Any) -> Job:
        """A stored one."""
        values: dict[str, Any] = {"created_at": self.clock.now(), "options": JobOptions()} | changes
        job = make_job(number, **values)
        make_tenant(job.tenant, tenants=self.ports.tenants, clock=self.clock)
        self.ports.jobs.admit(job, AdmissionRules())
        return job

    def recorded_job(self, recording: Path, **options: Any) -> Job:
        """With its recording, as a submission leaves it."""
        content = recording.read_bytes()
        job = self.job(
            options=JobOptions(**options),
            file=FileInfo(name=recording.name, size_bytes=len(content), duration_seconds=9.0),
            audio_key="audio/acme/job_000000000001/original",
        )
        self.ports.blobs.put(job.audio_key, content)
        return job

    def put(self, key: str, document: bytes) -> None:
        self.ports.clients.s3.put_object(Bucket=self.bucket, Key=key, Body=document)

    def objects(self, prefix: str = "") -> list[str]:
        return [found["Key"] for found in self.ports.bucket.list(prefix)]


def make_house(cloud: Cloud, folder: Path) -> House:
    clock, bucket = HandClock(), cloud.bucket()
    settings = Settings(
        host="0.0.0.0",
        aws_table=cloud.emptied_table(),
        aws_bucket=bucket,
        aws_drop_bucket=bucket,
        aws_vault_key=cloud.shared_key,
        aws_state_machine=MACHINE,
        aws_transcriber_endpoint="transcriber",
        aws_diarizer_endpoint="diarizer",
        aws_delivery_queue="https://sqs/deliveries",
        aws_delivery_queue_arn="arn:queue",
        aws_schedule_group="novapulse",
        aws_schedule_role="arn:role",
        aws_event_bus="calls",
    )
    return House(HousePorts(settings, HandClients(cloud, clock), clock, folder), bucket)


def queued(*messages: Mapping[str, Any] | str) -> dict[str, Any]:
    """The event of a queue's messages."""
    bodies = [m if isinstance(m, str) else json.dumps(m) for m in messages]
    return {"Records": [{"messageId": str(n), "body": body} for n, body in enumerate(bodies)]}
