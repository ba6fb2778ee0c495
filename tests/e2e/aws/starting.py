"""The processes of the AWS home, started and put together."""

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from infra.environments import DEV
from tests.e2e.aws.child import Child
from tests.e2e.aws.cloud import REGION, Cloud, Stack
from tests.e2e.aws.deploying import deploy
from tests.e2e.aws.home import AwsHome
from tests.e2e.aws.template import Template, of_types, resolved
from tests.infra.assembly import Assembly

HERE = "tests.e2e.aws"
ENDPOINT, CONFIG, MODEL = (
    f"AWS::SageMaker::{each}" for each in ("Endpoint", "EndpointConfig", "Model")
)


def functions_settings(sagemaker: str) -> dict[str, str]:
    """Beside those of the template. With a host of its own, as where all callers are on one
    machine, the product lets webhooks reach receivers on the loopback; see ``aws_settings``."""
    return {
        "AWS_ENDPOINT_URL_SAGEMAKER": sagemaker,
        "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": sagemaker,
        "NOVAPULSE_HOST": "127.0.0.1",
    }


@contextmanager
def running_emulator(folder: Path, settings: Mapping[str, str]) -> Iterator[Child]:
    """``settings`` are of every function."""
    child = Child(
        f"{HERE}.emulator",
        folder,
        ready="/_ministack/health",
        settings={"FUNCTIONS_SETTINGS": json.dumps(dict(settings))},
    )
    try:
        child.wait_until_ready()
        yield child
    finally:
        child.stop()


@contextmanager
def running_sagemaker(folder: Path) -> Iterator[Child]:
    """Without an endpoint yet."""
    child = Child(f"{HERE}.sagemaker", folder, ready="/", settings={})
    try:
        child.wait_until_ready()
        yield child
    finally:
        child.stop()


@contextmanager
def deployed_home(
    assembly: Assembly, cloud: Cloud, processes: Mapping[str, Child], folder: Path
) -> Iterator[AwsHome]:
    """``processes``: the emulator and SageMaker, to which the containers of the template's models
    are added."""
    stack = deploy(assembly, DEV.prefix, cloud)
    with ExitStack() as ends:
        containers: dict[str, Child] = {}
        definitions = []
        for endpoint in of_types(assembly.template, frozenset({ENDPOINT})).values():
            definition, settings = _defined(endpoint, assembly.template, stack)
            kind = definition["name"].rpartition("-")[2]
            child = Child(
                f"{HERE}.sagemaker.{kind}",
                folder / kind,
                ready="/ping",
                settings={**settings, **_container_settings(cloud)},
            )
            ends.callback(child.stop)
            containers[kind] = child
            definitions.append((definition, child))
        told = [{**each, "container": child.listening()} for each, child in definitions]
        _define(processes["sagemaker"].address, {"aws": cloud.address, "endpoints": told})
        yield AwsHome(stack, {**processes, **containers})


def _defined(
    endpoint: Mapping[str, Any], template: Template, stack: Stack
) -> tuple[dict[str, Any], dict[str, str]]:
    """What the template says of an endpoint, and the settings of its container."""
    resources = template["Resources"]
    config = resources[endpoint["Properties"]["EndpointConfigName"]["Fn::GetAtt"][0]]
    config = resolved(config["Properties"], stack.resources)
    model = resources[config["ProductionVariants"][0]["ModelName"]]
    container = resolved(model["Properties"]["PrimaryContainer"], stack.resources)
    output = config["AsyncInferenceConfig"]["OutputConfig"]
    definition = {
        "name": endpoint["Properties"]["EndpointName"],
        "answers": output["S3OutputPath"],
        "failures": output["S3FailurePath"],
        "success_topic": output["NotificationConfig"]["SuccessTopic"],
        "error_topic": output["NotificationConfig"]["ErrorTopic"],
        "at_once": config["AsyncInferenceConfig"]["ClientConfig"][
            "MaxConcurrentInvocationsPerInstance"
        ],
    }
    return definition, container["Environment"]


def _container_settings(cloud: Cloud) -> dict[str, str]:
    return {"AWS_ENDPOINT_URL": cloud.address, "AWS_DEFAULT_REGION": REGION}


def _define(address: str, told: Mapping[str, Any]) -> None:
    request = urllib.request.Request(
        f"{address}/definitions", data=json.dumps(told).encode(), method="PUT"
    )
    urllib.request.urlopen(request, timeout=30).close()
