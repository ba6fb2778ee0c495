"""The AWS home around one job: its state machine in moto's interpreter, its functions, endpoints,
queues, stream and schedules, on one clock; and what they all come to."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from infra.definition import definition, functions_needed
from novapulse.bootstrap.aws.home import aws_home
from novapulse.bootstrap.aws.pipeline import runner
from novapulse.domain import storage_keys
from novapulse.domain.errors import NotFound
from novapulse.domain.job import FileInfo, Job, JobOptions
from novapulse.handlers import callback, deliver, reconcile
from novapulse.services.erase import erase_job
from tests.adapters.aws.cloud import REGION, Cloud
from tests.e2e.state_machine.agenda import Action, Agenda
from tests.e2e.state_machine.endpoint import Endpoints, Message
from tests.e2e.state_machine.functions import Functions
from tests.e2e.state_machine.hand_time import HandTime
from tests.e2e.state_machine.interpreter import StepFunctions, interpreter
from tests.e2e.state_machine.stream import TableStream
from tests.handlers.house import House, queued

ACCOUNT = "123456789012"
MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=11)
VISIBILITY = timedelta(minutes=15)
"""How long a queue hides a message that was not dealt with."""
RECEIVES = 5
"""How often a message is tried before it is put aside."""
SHORT_QUEUE = {"aws_inference_queue_seconds": 1800}
"""How long a request may wait for its endpoint: long enough for heartbeats to be missed before."""
AFTERWARDS = timedelta(minutes=5)
"""What comes late comes within this time of the job's end."""


@dataclass
class World:
    """``aside`` are messages that nobody could deal with; ``reconciled`` counts by their names the
    errors that the reconciler ended with."""

    house: House
    time: HandTime
    functions: Functions
    endpoints: Endpoints
    machine: StepFunctions
    machine_arn: str
    job: Job
    aside: list[str] = field(default_factory=list)
    reconciled: Counter[str] = field(default_factory=Counter)
    content: bytes = b""
    patches: ExitStack = field(default_factory=ExitStack)
    starts: Callable[["World"], object] = lambda world: runner(world.house.ports).start(world.job)
    _over: datetime | None = None

    def __post_init__(self) -> None:
        self.agenda = Agenda(self.house.clock)
        self.stream = TableStream(self.house, self.job.tenant)

    def at(self, when: timedelta, action: Action) -> None:
        """``when``: from now on."""
        self.agenda.at(when, action)

    def run(self) -> None:
        """From the job's start to its end, and everything that comes after."""
        self.starts(self)
        self.at(MINUTE, self._tick)
        limit = self.house.clock.now() + LONGEST
        while True:
            self.time.settle()
            self._carry()
            now = self.house.clock.now()
            if self._over is None and self.ended():
                self._over = now + AFTERWARDS
            if self._over is not None and now >= self._over and not self._under_way():
                return
            assert now < limit, "the job does not come to its end"
            self._pass()

    def ended(self) -> bool:
        running = self.machine.list_executions(
            stateMachineArn=self.machine_arn, statusFilter="RUNNING"
        )
        job = self.found()
        return not running["executions"] and (job is None or job.status.ended)

    def found(self) -> Job | None:
        try:
            return self.house.ports.jobs.get(self.job.tenant, self.job.id)
        except NotFound:
            return None

    def erase(self) -> None:
        erase_job(aws_home(self.house.ports), tenant=self.job.tenant, job_id=self.job.id)

    def replace(self, owner: Any, name: str, stand_in: Any) -> None:
        """For as long as this world lasts."""
        self.patches.enter_context(patch.object(owner, name, stand_in))

    def executions(self) -> list[dict[str, Any]]:
        found = self.machine.list_executions(stateMachineArn=self.machine_arn)["executions"]
        return sorted(found, key=lambda each: str(each["name"]))

    def receive(self, body: str, number: int = 1) -> None:
        """By the queue of the endpoints' notifications."""
        if not callback.run(queued(body), self.house.ports)["batchItemFailures"]:
            return
        if number == RECEIVES:
            self.aside.append(body)
        else:
            self.at(VISIBILITY, lambda: self.receive(body, number + 1))

    def _pass(self) -> None:
        """To the next moment at which something is due. The interpreter comes first."""
        moments = (self.time.next_wake(), self.agenda.next_due())
        self.time.pass_until(min(due for due in moments if due is not None))
        self.time.settle()
        self.agenda.carry_out()

    def _tick(self) -> None:
        """Of the schedules of the functions that nobody calls."""
        try:
            reconcile.run({}, self.house.ports)
        except Exception as error:
            self.reconciled[type(error).__name__] += 1
        self.at(self._pause(), self._tick)

    def _pause(self) -> timedelta:
        """Each minute at first, later less often than the schedules: it is work for the tests."""
        passed = self.house.clock.now() - self.job.created_at
        return max(MINUTE, passed / 2 if self._over else min(passed / 4, 6 * MINUTE))

    def _carry(self) -> None:
        """What was sent gets under way; nothing of it arrives before time passes."""
        messages, self.endpoints.sent = self.endpoints.sent, []
        for message in messages:
            self._send(message)
        due, self.house.queue.messages[:] = list(self.house.queue.messages), []
        for delay, body in due:
            self.at(timedelta(seconds=delay), partial(self._deliver, body))
        schedules = self.house.ports.clients.scheduler.schedules
        for name in list(schedules):
            request = schedules.pop(name)
            wait = _moment(request["ScheduleExpression"]) - self.house.clock.now()
            self.at(wait, partial(self._deliver, request["Target"]["Input"]))
        self.stream.carry()

    def _send(self, message: Message) -> None:
        self.at(timedelta(seconds=message.seconds), lambda: self.receive(message.body))

    def _deliver(self, body: str) -> None:
        if deliver.run(queued(body), self.house.ports)["batchItemFailures"]:
            self.at(MINUTE, lambda: self._deliver(body))

    def _under_way(self) -> bool:
        """Something was sent that has not arrived."""
        return self.agenda.holds_other_than(self._tick)


def _moment(expression: str) -> datetime:
    found = re.fullmatch(r"at\((.*)\)", expression)
    assert found
    return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)


@contextmanager
def world(cloud: Cloud, house: House, recording: Path, **options: Any) -> Iterator[World]:
    values = {"webhook_url": "https://example.com/hook"} | options
    time = HandTime(house.clock)
    functions = Functions(house, time)
    job = _submitted(house, recording, JobOptions(**values))
    endpoints = Endpoints(house)
    house.ports.settings = house.ports.settings.model_copy(update=SHORT_QUEUE)
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:"
    document = json.dumps(definition({name: arn + name for name in functions_needed()}))
    with (
        interpreter(cloud, time, functions) as machine,
        patch("novapulse.handlers.function.ports", lambda: house.ports),
    ):
        created = machine.create_state_machine(
            name="novapulse", definition=document, roleArn=f"arn:aws:iam::{ACCOUNT}:role/machine"
        )
        assert created["stateMachineArn"] == house.ports.settings.aws_state_machine
        house.ports.clients.__dict__ |= {
            "step_functions": machine,
            "sagemaker_runtime": endpoints,
        }
        around = World(house, time, functions, endpoints, machine, created["stateMachineArn"], job)
        around.content = recording.read_bytes()
        with around.patches:
            yield around


def _submitted(house: House, recording: Path, options: JobOptions) -> Job:
    """Its recording is there, but where it is named by a URL."""
    if options.audio_url is None:
        return house.recorded_job(recording, **dict(options))
    file = FileInfo(name=recording.name, size_bytes=0, duration_seconds=0.0)
    key = storage_keys.audio("acme", "job_000000000001")
    return house.job(options=options, file=file, audio_key=key)
