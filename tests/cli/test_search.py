"""``novapulse search`` and ``novapulse ask``, of a server and of what is kept here."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from novapulse.cli.app import app
from novapulse.services.home import Home
from novapulse.services.tenants import make_tenant
from tests.api.conftest import key_for
from tests.api.server import serving
from tests.services.conversations import converse
from tests.services.house import make_home

REFUND = "Agent: The refund takes [NAME] five days."
QUESTION = "How long does the refund take?"


@dataclass
class Terminal:
    """``where``: the options that lead to the calls."""

    home: Home
    where: list[str]

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, *self.where])

    def document(self, *arguments: str) -> dict[str, Any]:
        done = self.run(*arguments, "--json")
        assert done.exit_code == 0, done.stderr
        read: dict[str, Any] = json.loads(done.stdout)
        return read


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("NOVAPULSE_URL", "NOVAPULSE_API_KEY", "NOVAPULSE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NOVAPULSE_VAULT_KEY", urlsafe_b64encode(bytes(32)).decode())
    home = make_home(tmp_path / "data")
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    return home


@pytest.fixture(params=["server", "here"])
def terminal(home: Home, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    if request.param == "here":
        yield Terminal(home, ["--data-dir", str(home.settings.data_dir)])
        return
    key = key_for(home)["authorization"].removeprefix("Bearer ")
    with serving(home) as port:
        yield Terminal(home, ["--url", f"http://127.0.0.1:{port}", "--key", key])


def test_a_person_reads_call_time_speaker_and_text(terminal: Terminal) -> None:
    job_id = converse(terminal.home, *["Customer: And?"] * 13, REFUND)
    done = terminal.run("search", "refund", "--mode", "keyword")
    assert done.exit_code == 0, done.stderr
    heading, line = done.stdout.splitlines()
    assert heading.split() == ["call", "file", "time", "speaker", "text"]
    assert line.split() == [job_id, "call.wav", "01:05", "Agent", *REFUND.split()[1:]]


def test_the_json_document_is_the_answer_of_the_api(terminal: Terminal) -> None:
    job_id = converse(terminal.home, REFUND)
    found = terminal.document("search", "refund", "--mode", "keyword")
    assert list(found) == ["query", "mode", "model", "results"]
    (result,) = found["results"]
    assert (result["job_id"], result["matched"]) == (job_id, ["words"])
    answer = terminal.document("ask", QUESTION)
    assert answer["answered"]
    assert answer["citations"][0]["job_id"] == job_id


def test_an_answer_is_shown_with_its_sources(terminal: Terminal) -> None:
    job_id = converse(terminal.home, "Customer: And?", REFUND)
    done = terminal.run("ask", QUESTION)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Agent: “The refund takes [NAME] five days.” [1]",
        "",
        f"[1] {job_id} 00:05 Agent",
    ]
    assert "novapulse jobs show" in done.stderr


def test_nothing_found_and_no_answer_are_said_with_a_next_step(terminal: Terminal) -> None:
    converse(terminal.home, REFUND)
    found = terminal.run("search", "football")
    assert (found.exit_code, found.stdout) == (0, "Nothing found.\n")
    assert "Next:" in found.stderr
    answer = terminal.run("ask", "Who won the football match?")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("No answer. ")
    assert "Next:" in answer.stderr
    assert not terminal.document("ask", "Who won the football match?")["answered"]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--metadata", "queue=billing", "--metadata", "call=42"), 2),
        (("--metadata", "queue=sales"), 0),
        (("--speaker", "Customer"), 1),
        (("--after", "2026-03-01"), 2),
        (("--after", "2026-03-02"), 0),
        (("--before", "2026-03-01"), 2),
        (("--before", "2026-03-01T12:00:00Z"), 2),
        (("--before", "2026-02-28"), 0),
        (("--job", "job_000000000000"), 0),
        (("--limit", "1"), 1),
    ],
)
def test_every_option_holds(terminal: Terminal, options: tuple[str, ...], number: int) -> None:
    metadata = {"queue": "billing", "call": 42}
    converse(terminal.home, REFUND, "Customer: A refund!", metadata=metadata)
    found = terminal.document("search", "refund", "--mode", "keyword", *options)
    assert len(found["results"]) == number
    if "--limit" not in options:
        assert terminal.document("ask", QUESTION, *options)["answered"] is (number == 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", " "), "query"),
        (("search", "x" * 501), "500"),
        (("search", "x", "--mode", "exact"), "keyword, semantic, hybrid"),
        (("search", "x", "--after", "yesterday"), "--after"),
        (("search", "x", "--before", "2026-13-01"), "--before"),
        (("search", "x", "--speaker", "nobody"), "--speaker"),
        (("search", "x", "--job", "42"), "--job"),
        (("search", "x", "--metadata", "queue"), "KEY=VALUE"),
        (("search", "\udcff card"), "UTF-8"),
        (("ask", " "), "question"),
        (("ask", "ab"), "3 to 1000"),
        (("ask", "\udcff card"), "UTF-8"),
        (("ask", "What?", "--metadata", "queue"), "KEY=VALUE"),
    ],
)
def test_what_is_not_accepted_ends_with_2_and_a_next_step(
    terminal: Terminal, arguments: tuple[str, ...], said: str
) -> None:
    done = terminal.run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Next:" in done.stderr
    document = json.loads(terminal.run(*arguments, "--json").stdout)
    assert document["error"]["code"] == "invalid_parameter"


def test_whose_calls_must_be_said_where_there_are_several(home: Home) -> None:
    converse(home, REFUND)
    converse(home, REFUND, tenant="rival")
    make_tenant("rival", tenants=home.tenants, clock=home.clock)
    here = Terminal(home, ["--data-dir", str(home.settings.data_dir)])
    unclear = here.run("search", "refund")
    assert unclear.exit_code == 2
    assert "acme, rival" in unclear.stderr
    found = here.document("search", "refund", "--mode", "keyword", "--tenant", "rival")
    assert len(found["results"]) == 1
    unknown = here.run("search", "refund", "--tenant", "nobody")
    assert unknown.exit_code == 2
    assert "tenant_not_found" in unknown.stderr


def test_a_folder_without_calls_is_not_made_into_one(tmp_path: Path, home: Home) -> None:
    done = CliRunner().invoke(app, ["ask", QUESTION, "--data-dir", str(tmp_path / "typo")])
    assert done.exit_code == 2
    assert "nothing_kept" in done.stderr
    assert "Next:" in done.stderr
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    "options", [("--tenant", "acme"), ("--data-dir", "anywhere")], ids=["tenant", "data-dir"]
)
def test_what_belongs_to_this_machine_does_not_go_with_a_server(
    home: Home, options: tuple[str, ...]
) -> None:
    server = ["--url", "http://127.0.0.1:9", "--key", "nvp_live_x"]
    done = CliRunner().invoke(app, ["search", "refund", *server, *options])
    assert done.exit_code == 2
    assert options[0] in done.stderr
