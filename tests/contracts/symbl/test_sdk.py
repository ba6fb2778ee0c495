"""The published SDK for Python, unmodified, in both versions that programs have, against a server
as ``make up`` starts it."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.callcov.recordings import clip
from tests.contracts.callcov.storage_host import StorageHost, storage_host
from tests.e2e.local_server import LocalServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

HERE = Path(__file__).parent
SDKS = HERE.parents[2] / ".venv-symbl"
VERSIONS = ("2_0_6", "2_0_4")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path_factory.mktemp("symbl") / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A greeting."""
    path = tmp_path_factory.mktemp("recording") / "call.wav"
    path.write_bytes(clip(samples / "billing_call_mono.ogg", seconds=6))
    return path


@pytest.fixture(scope="module")
def host(recording: Path) -> Iterator[StorageHost]:
    with storage_host(recording.read_bytes()) as host:
        yield host


@pytest.mark.parametrize("version", VERSIONS)
def test_a_program_with_the_sdk_finds_what_it_looks_for(
    server: LocalServer, recording: Path, host: StorageHost, version: str, tmp_path: Path
) -> None:
    python = SDKS / version / "bin" / "python"
    if not python.with_name("installed").exists():
        pytest.skip("the SDK is not installed; `make symbl-sdk` does it, with a network")
    ran = subprocess.run(
        [
            *(python, HERE / "sdk_driver.py", server.address, *server.make_app()),
            *(recording, f"{host.address}/call.wav", HERE / "conversation.json"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert ran.returncode == 0, ran.stderr
    outcome: dict[str, str | None] = json.loads(ran.stdout.splitlines()[-1])
    assert len(outcome) >= 24
    failed = {name: why for name, why in outcome.items() if why is not None}
    assert not failed, "\n".join(f"{name}: {why}" for name, why in failed.items())
