"""What of the synthesised template is deployed: all but what the emulator has not got."""

import json

import pytest

from tests.e2e.aws.cloud import TEMPLATES, Cloud
from tests.e2e.aws.home import AwsHome
from tests.e2e.aws.template import MISSING, MISSING_PROPERTIES, left_out_of, of_types
from tests.infra.assembly import Assembly

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.xdist_group("aws")]


def test_the_types_that_are_left_out_are_those_that_the_emulator_refuses(
    home: AwsHome, synthesised: Assembly
) -> None:
    home.cloud.put(TEMPLATES, "whole.json", json.dumps(synthesised.template).encode())
    formation = home.aws("cloudformation")
    with pytest.raises(formation.exceptions.ClientError) as refused:
        formation.create_stack(
            StackName="whole",
            TemplateURL=f"{home.cloud.address}/{TEMPLATES}/whole.json",
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
    listed = ", ".join(sorted(MISSING))
    assert f"Unrecognized resource types: [{listed}]" in str(refused.value)


def test_the_properties_for_which_resources_are_left_out_are_refused_too(
    cloud: Cloud, synthesised: Assembly
) -> None:
    left_out = left_out_of(synthesised.template)
    for kind, name in MISSING_PROPERTIES.items():
        found = [r for r in left_out.values() if r["Type"] == kind]
        assert found
        alone = {"Resources": {"Alone": {"Type": kind, "Properties": found[0]["Properties"]}}}
        with pytest.raises(AssertionError, match=rf"Properties\.{name} .*is not supported"):
            cloud.deploy(f"without-{name}", alone)


def test_everything_else_is_deployed(home: AwsHome, synthesised: Assembly) -> None:
    left_out = left_out_of(synthesised.template)
    assert home.stack.resources.keys() == synthesised.template["Resources"].keys() - left_out.keys()


def test_the_endpoints_are_those_of_the_template(home: AwsHome, synthesised: Assembly) -> None:
    endpoints = of_types(synthesised.template, frozenset({"AWS::SageMaker::Endpoint"}))
    names = sorted(each["Properties"]["EndpointName"] for each in endpoints.values())
    assert names == ["novapulse-dev-diarizer", "novapulse-dev-transcriber"]
    assert home.processes["sagemaker"].asked("/") == {"endpoints": names}
