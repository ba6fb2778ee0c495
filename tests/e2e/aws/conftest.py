"""One emulator and one deployed home for all tests of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.aws.assembly import Assembly
from tests.e2e.aws.child import Child
from tests.e2e.aws.cloud import Cloud
from tests.e2e.aws.home import AwsHome
from tests.e2e.aws.starting import (
    deployed_home,
    functions_settings,
    running_emulator,
    running_sagemaker,
)

STACK = "novapulse-dev"


@pytest.fixture(scope="session")
def aws_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("awslambdaric", reason="AWS's runtime client is for Linux")
    return tmp_path_factory.mktemp("aws")


@pytest.fixture(scope="session")
def sagemaker(aws_folder: Path) -> Iterator[Child]:
    with running_sagemaker(aws_folder / "sagemaker") as child:
        yield child


@pytest.fixture(scope="session")
def emulator(aws_folder: Path, sagemaker: Child) -> Iterator[Child]:
    settings = functions_settings(sagemaker.address)
    with running_emulator(aws_folder / "emulator", settings) as child:
        yield child


@pytest.fixture(scope="session")
def cloud(emulator: Child) -> Cloud:
    return Cloud(emulator.address)


@pytest.fixture(scope="session")
def assembly(aws_folder: Path) -> Assembly:
    """Synthesised as for the environment ``dev``, without layers: the packages of these tests take
    their place."""
    from infra.app import synthesise
    from infra.environments import DEV

    return Assembly(synthesise(DEV, aws_folder / "cdk.out", layers=False), STACK)


@pytest.fixture(scope="session")
def home(
    assembly: Assembly, cloud: Cloud, emulator: Child, sagemaker: Child, aws_folder: Path
) -> Iterator[AwsHome]:
    processes = {"emulator": emulator, "sagemaker": sagemaker}
    with deployed_home(assembly, cloud, processes, aws_folder / "containers") as home:
        yield home
