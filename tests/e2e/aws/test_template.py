"""What of the synthesised templates is deployed: all but what the emulator has not got."""

import json
import re

import pytest

from tests.e2e.aws.cloud import TEMPLATES, Cloud
from tests.e2e.aws.home import AwsHome
from tests.e2e.aws.template import MISSING, MISSING_PROPERTIES, left_out_of, of_types
from tests.infra.assembly import Assembly

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_types_that_are_left_out_are_those_that_the_emulator_refuses(
    cloud: Cloud, dev: Assembly, rich: Assembly
) -> None:
    refused = [_refused_types(cloud, name, a) for name, a in (("dev", dev), ("rich", rich))]
    assert frozenset().union(*refused) == MISSING


def test_the_properties_for_which_resources_are_left_out_are_refused_too(
    cloud: Cloud, dev: Assembly
) -> None:
    left_out = left_out_of(dev.template)
    for kind, name in MISSING_PROPERTIES.items():
        found = [r for r in left_out.values() if r["Type"] == kind]
        assert found
        alone = {"Resources": {"Alone": {"Type": kind, "Properties": found[0]["Properties"]}}}
        with pytest.raises(AssertionError, match=rf"Properties\.{name} .*is not supported"):
            cloud.deploy(f"without-{name}", alone)


def test_everything_else_is_deployed(home: AwsHome, dev: Assembly) -> None:
    left_out = left_out_of(dev.template)
    assert home.stack.resources.keys() == dev.template["Resources"].keys() - left_out.keys()


def test_the_endpoints_are_those_of_the_template(home: AwsHome, dev: Assembly) -> None:
    endpoints = of_types(dev.template, frozenset({"AWS::SageMaker::Endpoint"}))
    names = sorted(each["Properties"]["EndpointName"] for each in endpoints.values())
    assert names == ["novapulse-dev-diarizer", "novapulse-dev-transcriber"]
    assert home.processes["sagemaker"].asked("/") == {"endpoints": names}


def _refused_types(cloud: Cloud, name: str, assembly: Assembly) -> frozenset[str]:
    cloud.put(TEMPLATES, f"whole-{name}.json", json.dumps(assembly.template).encode())
    formation = cloud.client("cloudformation")
    with pytest.raises(formation.exceptions.ClientError) as refused:
        formation.create_stack(
            StackName=f"whole-{name}",
            TemplateURL=f"{cloud.address}/{TEMPLATES}/whole-{name}.json",
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
    listed = re.search(r"Unrecognized resource types: \[(.*)\]", str(refused.value))
    assert listed, refused.value
    return frozenset(listed[1].split(", "))
