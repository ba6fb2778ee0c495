"""The README says what is so: its commands run, its names exist, its payloads are the real ones.

A comment above a fenced block tells what is checked: ``<!-- run -->`` executes it,
``<!-- tree -->`` looks for its paths, ``<!-- file: PATH -->`` compares it with a file,
``<!-- python -->`` runs it against a server, ``<!-- routes -->`` compares a table with the API.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.callcov.recordings import clip
from tests.e2e.local_server import LocalServer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)```", re.DOTALL)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(kind: str = "", mark: str = "") -> list[re.Match[str]]:
    return [
        block
        for block in BLOCK.finditer(README)
        if (not kind or block["kind"] == kind) and (block["mark"] or "").startswith(mark)
    ]


def shell() -> str:
    return "\n".join(re.sub(r"\s#.*", "", block["body"]) for block in blocks("sh"))


def test_every_make_verb_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert {"demo", "test", "up", "check"} <= named
    assert named <= targets


def test_every_command_it_names_exists() -> None:
    program = Path(sys.executable).parent / "novapulse"
    named = set(re.findall(r"\bnovapulse ([a-z]+)", shell()))
    assert named
    for command in named:
        subprocess.run([program, command, "--help"], check=True, capture_output=True)


@pytest.mark.parametrize(
    "block", blocks("sh", "run"), ids=lambda block: block["body"].split("\n")[0]
)
def test_a_command_that_needs_no_server_runs(block: re.Match[str], tmp_path: Path) -> None:
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "NOVAPULSE_DATA_DIR": str(tmp_path),
    }
    subprocess.run(["bash", "-euc", block["body"]], cwd=ROOT, env=environment, check=True)


def test_every_path_of_the_tree_exists() -> None:
    (tree,) = blocks(mark="tree")
    paths = [line.split()[0] for line in tree["body"].splitlines()]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_payload_it_shows_is_the_one_in_events() -> None:
    shown = blocks("json", "file: ")
    assert shown
    for block in shown:
        file = ROOT / block["mark"].removeprefix("file: ").strip()
        assert json.loads(block["body"]) == json.loads(file.read_text(encoding="utf-8")), file


def test_its_routes_are_those_of_the_api() -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    served = {
        f"{method.upper()} {path}"
        for path, operations in document["paths"].items()
        for method in operations
    }
    table = README.partition("<!-- routes -->")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([A-Z]+ [^`]+)`", table, re.MULTILINE)) == served


@pytest.mark.slow
def test_its_python_runs_against_a_server(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = LocalServer(tmp_path / "data")
    server.start()
    try:
        names = {"url": server.address, "api_key": server.make_key()}
        (block,) = blocks("python", "python")
        call = tmp_path / "opening.wav"
        call.write_bytes(clip(samples / "billing_call_stereo.ogg", seconds=27))
        exec(block["body"].replace("call.wav", str(call)), names)
    finally:
        server.stop()
    assert "Agent" in capsys.readouterr().out


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [path for path, _ in links if path and not (document.parent / path).exists()] == []
