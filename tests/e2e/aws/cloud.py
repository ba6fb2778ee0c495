"""Clients of the emulator, and stacks in it."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

REGION = "us-east-1"
ACCOUNT = "000000000000"
DEPLOY_SECONDS = 120.0
TEMPLATES = "templates"


class Cloud:
    """``address`` is the emulator's."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self._session.client(
                service, endpoint_url=self.address, config=self._config
            )
        return self._clients[service]

    @cached_property
    def _session(self) -> Any:
        import boto3

        return boto3.Session("test", "test", region_name=REGION)

    @cached_property
    def _config(self) -> Any:
        from botocore.config import Config

        return Config(signature_version="v4", s3={"addressing_style": "path"}, read_timeout=60)

    def deploy(self, name: str, template: Mapping[str, Any]) -> "Stack":
        """By CloudFormation, from an object: a template of this size is none for a request."""
        key = f"{name}.json"
        self.put(TEMPLATES, key, json.dumps(template).encode())
        formation = self.client("cloudformation")
        formation.create_stack(
            StackName=name,
            TemplateURL=f"{self.address}/{TEMPLATES}/{key}",
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        stack = Stack(self, name)
        until(lambda: stack.settled, DEPLOY_SECONDS, f"stack {name}")
        assert stack.status == "CREATE_COMPLETE", stack.reasons()
        return stack

    def put(self, bucket: str, key: str, content: bytes) -> None:
        """The bucket is made if there is none."""
        s3 = self.client("s3")
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key=key, Body=content)


@dataclass(frozen=True)
class Stack:
    cloud: Cloud
    name: str

    @property
    def status(self) -> str:
        return str(self._described["StackStatus"])

    @property
    def settled(self) -> bool:
        return not self.status.endswith("_IN_PROGRESS")

    @cached_property
    def outputs(self) -> dict[str, str]:
        return {o["OutputKey"]: o["OutputValue"] for o in self._described.get("Outputs", ())}

    @cached_property
    def resources(self) -> dict[str, str]:
        """Physical ids by logical ones."""
        formation = self.cloud.client("cloudformation")
        found = formation.describe_stack_resources(StackName=self.name)["StackResources"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}

    def reasons(self) -> list[str]:
        """What CloudFormation says about the resources."""
        events = self.cloud.client("cloudformation").get_paginator("describe_stack_events")
        return [self.status] + [
            f"{e['LogicalResourceId']} ({e['ResourceType']}): {e['ResourceStatusReason']}"
            for page in events.paginate(StackName=self.name)
            for e in page["StackEvents"]
            if e.get("ResourceStatusReason")
        ]

    @property
    def _described(self) -> dict[str, Any]:
        formation = self.cloud.client("cloudformation")
        found: dict[str, Any] = formation.describe_stacks(StackName=self.name)["Stacks"][0]
        return found


def until(
    holds: Callable[[], Any], seconds: float, what: str, *, report: Callable[[], str] = str
) -> Any:
    """What ``holds`` returns once that is true. ``report`` says more if it never is."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, f"not within {seconds} s: {what}\n{report()}"
        time.sleep(0.05)
    return found
