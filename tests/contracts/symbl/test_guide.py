"""docs/symbl.md says what is so."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from novapulse.services.home import Home
from tests.api.conftest import UNREACHED_LIMITS
from tests.api.symbl.conftest import signed_in
from tests.contracts.callcov.recordings import clip
from tests.contracts.symbl.guide import GUIDE, ROOT, block
from tests.contracts.symbl.test_sdk import SDKS
from tests.e2e.local_server import LocalServer
from tests.services.house import HandClock, RememberingRunner, make_home

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def home(tmp_path: Path, clock: HandClock, runner: RememberingRunner) -> Home:
    """One home is enough for what the guide says."""
    return make_home(tmp_path, clock=clock, runner=runner, **UNREACHED_LIMITS)


@pytest.fixture
def client(home: Home) -> Iterator[TestClient]:
    with signed_in(home) as client:
        yield client


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path_factory.mktemp("guide") / "data")
    server.start()
    yield server
    server.stop()


def run(python: Path, code: str, server: LocalServer, folder: Path) -> list[str]:
    """The lines that it prints."""
    app_id, secret = server.make_app()
    values = {"BASE_URL": server.address, "APP_ID": app_id, "APP_SECRET": secret}
    given = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    # The SDK has threads that go on.
    done = subprocess.run(
        [python, "-c", f"{given}{code}\nimport os, sys\nsys.stdout.flush()\nos._exit(0)"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
def test_its_command_runs(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "NOVAPULSE_DATA_DIR": str(tmp_path),
    }
    subprocess.run(["bash", "-euc", block("run")], cwd=ROOT, env=environment, check=True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_its_program_with_the_sdk_runs(server: LocalServer, samples: Path, tmp_path: Path) -> None:
    """It looks for the job's end every 30 seconds, as the SDK does by itself."""
    python = SDKS / "2_0_6" / "bin" / "python"
    if not python.with_name("installed").exists():
        pytest.skip("the SDK is not installed; `make symbl-sdk` does it, with a network")
    (tmp_path / "call.wav").write_bytes(clip(samples / "billing_call_mono.ogg", seconds=5))
    printed = run(python, block("python"), server, tmp_path)
    assert printed[0] == "completed"
    assert printed[1].startswith("Speaker 1 ")
    assert float(printed[-1]) > 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_its_text_runs(server: LocalServer, tmp_path: Path) -> None:
    item, tracker, deleted = run(Path(sys.executable), block("requests"), server, tmp_path)
    assert re.fullmatch(
        r"Dana by 20\d\d-\d\d-\d\dT23:59:59\.000Z - I will send you a new router tomorrow\.", item
    )
    assert tracker == "Churn The router is dead. Do I cancel my contract?"
    assert deleted == "successfully deleted the conversation"


def test_every_route_that_it_names_is_in_the_document(client: TestClient) -> None:
    paths = client.get("/v1/manage/openapi.json").json()["paths"]
    served = {(method.upper(), path) for path, operations in paths.items() for method in operations}
    named = set(routes())
    assert len(named) >= 35
    assert named - served == set()


def test_every_route_of_the_document_is_named(client: TestClient) -> None:
    """But for what old clients alone know, and second names."""
    unnamed = {
        "/oauth2/token:refresh",
        "/oauth2/token:revoke",
        "/v1/conversations/{conversationId}/comprehensive/action-items",
        "/v1/conversations/{conversationId}/intents",
        "/v1/manage/trackers/bulk",
    }
    paths = set(client.get("/v1/manage/openapi.json").json()["paths"])
    assert paths - {path for _, path in routes()} <= unnamed


def routes() -> Iterator[tuple[str, str]]:
    """Of the table's first column: methods, a path, and other ends of that path; then more of it
    where another method follows."""
    for row in (line for line in GUIDE.splitlines() if line.startswith("| `")):
        methods: list[str] = []
        base = ""
        for word in re.findall(r"[^\s`,|]+", row.split(" | ")[0]):
            if word in METHODS:
                methods = [word] if base else [*methods, word]
                base = ""
            elif word.startswith("/"):
                base = base or word
                whole = re.match(r"/(oauth2|v1)/", word) is not None
                path = word if whole else f"{base.rpartition('/')[0]}{word}"
                yield from ((method, with_id(method, path)) for method in methods)


def with_id(method: str, path: str) -> str:
    """What is appended to, and what is changed, is named behind the path."""
    if path.startswith("/v1/process/") and method == "PUT":
        return f"{path}/{{conversationId}}"
    if path.startswith("/v1/manage/") and method in ("PUT", "PATCH", "DELETE"):
        return f"{path}/{{trackerId}}"
    return path
