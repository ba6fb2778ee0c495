"""One emulator and one deployed home for all tests of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.environments import DEV
from tests.e2e.aws.caller import Bus
from tests.e2e.aws.child import Child
from tests.e2e.aws.clip import clip_of
from tests.e2e.aws.cloud import Cloud
from tests.e2e.aws.deploying import bootstrap
from tests.e2e.aws.home import AwsHome
from tests.e2e.aws.starting import (
    deployed_home,
    functions_settings,
    running_emulator,
    running_sagemaker,
)
from tests.e2e.local_server import Receiver, webhook_receiver
from tests.infra.assembly import Assembly, assembly
from tests.infra.conftest import worker_of
from tests.infra.rich import RICH


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
    cloud = Cloud(emulator.address)
    bootstrap(cloud)
    return cloud


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    """Without layers, as the others: the packages of these tests take their place."""
    return assembly(DEV, tmp_path_factory, worker_of(request))


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Assembly:
    """Production with everything that an environment may ask for."""
    return assembly(RICH, tmp_path_factory, worker_of(request))


@pytest.fixture(scope="session")
def home(
    dev: Assembly, cloud: Cloud, emulator: Child, sagemaker: Child, aws_folder: Path
) -> Iterator[AwsHome]:
    processes = {"emulator": emulator, "sagemaker": sagemaker}
    with deployed_home(dev, cloud, processes, aws_folder / "containers") as home:
        yield home


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    """On the loopback, as a tenant's server."""
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def bus(home: AwsHome) -> Bus:
    bus = Bus(home)
    bus.listen()
    return bus


@pytest.fixture(scope="session")
def mono_clip(samples: Path, aws_folder: Path) -> bytes:
    """The beginning of the sample call, in which both parties speak."""
    return clip_of(samples / "billing_call_mono.ogg", aws_folder / "mono.wav", seconds=11.3)


@pytest.fixture(scope="session")
def stereo_clip(samples: Path, aws_folder: Path) -> bytes:
    """The same with a channel for each, and shorter."""
    return clip_of(samples / "billing_call_stereo.ogg", aws_folder / "stereo.wav", seconds=8)
