"""The template fits into CloudFormation.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""

from tests.infra.assembly import Assembly


def test_the_template_is_within_the_limits_of_cloudformation(dev: Assembly) -> None:
    assert len(dev.template["Resources"]) <= 500
    assert dev.path.stat().st_size <= 1_000_000
    assert len(dev.template["Outputs"]) <= 200
