"""Production with everything that an environment may ask for."""

import pytest

from tests.e2e.aws.child import Child
from tests.e2e.aws.cloud import Cloud
from tests.e2e.aws.deploying import deploy
from tests.e2e.aws.home import AwsHome
from tests.infra.assembly import Assembly
from tests.infra.rich import RICH

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def production(cloud: Cloud, emulator: Child, rich: Assembly) -> AwsHome:
    return AwsHome(deploy(rich, RICH.prefix, cloud), {"emulator": emulator})


def test_its_api_answers_from_a_published_version(production: AwsHome) -> None:
    """The one of which Lambda takes a snapshot."""
    name = f"{RICH.prefix}-api_snapshot"
    alias = production.aws("lambda").get_alias(FunctionName=name, Name="live")
    assert alias["FunctionVersion"] == "1"
    with production.caller(production.make_key("acme")) as caller:
        answer = caller.get("/v1/jobs")
    assert (answer.status_code, answer.json()["jobs"]) == (200, []), production.logs()
    log = production.processes["emulator"].folder / "functions" / f"{name}.log"
    assert '"ColdStart":[1.0]' in log.read_text()
