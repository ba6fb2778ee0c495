"""The AWS home on this machine, as its callers and its operators have it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from novapulse.bootstrap.aws.clients import Clients
from novapulse.bootstrap.aws.ports import Ports
from novapulse.config import Settings
from novapulse.domain.keys import SCOPES
from novapulse.services.keys import create_key
from tests.e2e.aws.child import Child
from tests.e2e.aws.cloud import Cloud, Stack, until

END_SECONDS = 240.0
RESULT_SECONDS = 120.0
LOG_LINES = 25


@dataclass(frozen=True)
class AwsHome:
    """``processes``: those that this home is made of, by what they are."""

    stack: Stack
    processes: Mapping[str, Child] = field(repr=False)

    @property
    def cloud(self) -> Cloud:
        return self.stack.cloud

    def aws(self, service: str) -> Any:
        return self.cloud.client(service)

    @property
    def ports(self) -> Ports:
        """Of an operator at this machine, with the product's own code."""
        clients = Clients()
        clients.__dict__["dynamodb"] = self.aws("dynamodb")
        return Ports(Settings(aws_table=self.stack.outputs["TableName"]), clients)

    def make_key(self, tenant: str) -> str:
        ports = self.ports
        return create_key(
            tenant=tenant,
            scopes=tuple(SCOPES),
            tenants=ports.tenants,
            keys=ports.keys,
            clock=ports.clock,
        ).secret

    def caller(self, key: str) -> httpx.Client:
        """Of the HTTP API, whose name no resolver knows: the emulator goes by the header."""
        host = httpx.URL(self.stack.outputs["ApiUrl"]).netloc.decode()
        return httpx.Client(
            base_url=self.cloud.address,
            headers={"Authorization": f"Bearer {key}", "Host": host},
            timeout=90,
        )

    def wait_until_ended(self, caller: httpx.Client, job: str) -> dict[str, Any]:
        def ended() -> dict[str, Any] | None:
            answer = caller.get(f"/v1/jobs/{job}")
            assert answer.status_code == 200, f"{answer.text}\n{self.report(job)}"
            time.sleep(0.2)
            found: dict[str, Any] = answer.json()
            return found if found["status"] in ("completed", "failed") else None

        what = f"the end of {job}"
        found: dict[str, Any] = until(ended, END_SECONDS, what, report=lambda: self.report(job))
        return found

    def objects(self, part: str = "") -> list[str]:
        """``bucket/key`` of all objects of the stack whose key has ``part`` in it."""
        s3 = self.aws("s3")
        return [
            f"{bucket}/{found['Key']}"
            for bucket in (self.data_bucket, self.drop_bucket)
            for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
            for found in page.get("Contents", ())
            if part in found["Key"]
        ]

    def content(self, object_: str) -> bytes:
        """``object_`` is ``bucket/key``."""
        bucket, _, key = object_.partition("/")
        return bytes(self.aws("s3").get_object(Bucket=bucket, Key=key)["Body"].read())

    def holding(self, part: bytes) -> list[str]:
        """The objects with ``part`` in their content."""
        return [each for each in self.objects() if part in self.content(each)]

    def drop(self, tenant: str, name: str, content: bytes) -> None:
        key = f"drop/{tenant}/{name}"
        self.aws("s3").put_object(Bucket=self.drop_bucket, Key=key, Body=content)

    def result(self, tenant: str, job: str, name: str) -> bytes:
        """Waits for it."""
        key = f"results/{tenant}/{job}/{name}"
        found = until(
            lambda: self.objects(key), RESULT_SECONDS, key, report=lambda: self.report(job)
        )
        return self.content(found[0])

    def items(self, part: str) -> list[str]:
        """The keys of the table's items in which ``part`` is to be read anywhere."""
        pages = self.aws("dynamodb").get_paginator("scan")
        return [
            f"{item['PK']['S']} {item['SK']['S']}"
            for page in pages.paginate(TableName=self.stack.outputs["TableName"])
            for item in page["Items"]
            if part in repr(item)
        ]

    @property
    def data_bucket(self) -> str:
        return self.stack.outputs["DataBucketName"]

    @property
    def drop_bucket(self) -> str:
        return self.stack.outputs["DropBucketName"]

    def execution(self, job: str) -> str:
        """The ARN of the job's."""
        machine = self.stack.outputs["StateMachineArn"]
        return f"{machine.replace(':stateMachine:', ':execution:')}:{job}"

    def logs(self) -> str:
        """Of all functions, and of the containers of the models."""
        functions = self.processes["emulator"].folder.glob("functions/*.log")
        return "\n".join(
            path.read_text(errors="replace")
            for path in (*functions, *(child.folder / "log" for child in self.processes.values()))
        )

    def history(self, job: str) -> str:
        """Everything that the job's execution was given and has handed on."""
        states = self.aws("stepfunctions").get_paginator("get_execution_history")
        pages = states.paginate(executionArn=self.execution(job))
        return repr([event for page in pages for event in page["events"]])

    def report(self, job: str) -> str:
        """What an operator would look at. Events of an execution without their inputs and outputs:
        those hold pointers and error codes."""
        parts = [f"execution of {job}:", *self._history(job)]
        for name, child in self.processes.items():
            parts += [f"--- {name}", child.log()]
        for log in sorted(self.processes["emulator"].folder.glob("functions/*.log")):
            lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
            parts += [f"--- {log.stem}", *lines] if lines else []
        return "\n".join(parts)

    def _history(self, job: str) -> list[str]:
        states = self.aws("stepfunctions")
        try:
            history = states.get_execution_history(executionArn=self.execution(job))
        except states.exceptions.ExecutionDoesNotExist:
            return ["there is none"]
        return [_line(event) for event in history["events"]]


def _line(event: Mapping[str, Any]) -> str:
    details: Mapping[str, Any] = next(
        (v for k, v in event.items() if k.endswith("EventDetails")), {}
    )
    said = {k: details[k] for k in ("name", "error", "cause") if k in details}
    return f"{event['timestamp']:%H:%M:%S.%f} {event['type']} {json.dumps(said)}"
