"""Calls that are seeded with unusual personal data, and a search for every piece of it in all that
the product gives out, writes down and logs. Only the vault may know it."""

import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from novapulse.api.every_dialect import every_dialect
from novapulse.bootstrap.local_home import LocalHome
from novapulse.config import Settings
from novapulse.domain import storage_keys
from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.conversation import ConversationOptions
from novapulse.domain.job import Dialect, Job, JobStatus
from novapulse.domain.keys import SCOPES
from novapulse.domain.tracker import Tracker
from novapulse.domain.transcript import Transcript
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.services.callcov import ids as callcov_ids
from novapulse.services.home import Home
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import Submission
from novapulse.services.intake.submit import submit
from novapulse.services.keys import create_key
from novapulse.services.symbl import ids as symbl_ids

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ALL_DONE = (JobStatus.COMPLETED, JobStatus.FAILED)
STREAM_SECONDS = 3.0
WRITTEN: tuple[tuple[str, str], ...] = (
    ("Agent", "Thank you for calling Northline Energy, this is {Wilhelmyna}. Who am I talking to?"),
    ("Customer", "Hi {Wilhelmyna}, my name is {Zanthea Quillfeather}, that's {Q-U-I-L-L-F-E-A}."),
    ("Agent", "Thanks, {Zanthea}. Can you confirm your date of birth and your address?"),
    ("Customer", "{March 14th, 1962}, and I'm at {4471 Thistledown Crescent, Brambleport}."),
    ("Agent", "And the best number to reach you?"),
    ("Customer", "It's {(628) 555-0143}, or email {zquillfeather62@brambleport.example}."),
    ("Agent", "What is the account number?"),
    ("Customer", "{7719-3350-264}. I want to complain that I was charged twice, 49 dollars."),
    (
        "Agent",
        "I see the card {4539 1488 0343 6467}, expiring {11/31}. Is the security code {918}?",
    ),
    ("Customer", "Yes. My social security number is {078-05-1120} if you need it."),
    ("Agent", "I'll refund it by Friday and send a confirmation to {Zanthea Quillfeather}."),
    ("Customer", "My password is {Marzipan8814}, my PIN is {60327}. Will you call me on Monday?"),
    ("Agent", "I will call {Ms. Quillfeather} on Monday. I'll email {Dmitri Vasquelle} as well."),
    ("Customer", "The passport number is {XK8830217} and the IBAN {DE89 3704 0044 0532 0130 00}."),
    ("Agent", "Your driver's licence number {Q4471-88203-61} is on file. Anything else?"),
    ("Customer", "That is all, thank you, this was really helpful."),
)
SPOKEN: tuple[tuple[str, str], ...] = (
    ("Agent", "thank you for calling northline energy may i have your name please"),
    ("Customer", "yeah it's {tybalt wrexhammer} {w r e x h a m m e r}"),
    ("Agent", "thank you {mister wrexhammer} what's a good phone number"),
    ("Customer", "{six two eight five five five oh one nine seven}"),
    ("Agent", "that's {six two eight five five five oh one nine seven} and your email"),
    ("Customer", "it's {tybalt dot wrexhammer at gorsemoor dot com}"),
    ("Agent", "and your date of birth"),
    ("Customer", "{the ninth of november nineteen fifty eight}"),
    ("Agent", "and what is the address on the account"),
    ("Customer", "{eighty eight larkenspindle avenue apartment nine gorsemoor}"),
    ("Agent", "and the card number"),
    ("Customer", "{four nine two nine}"),
    ("Agent", "uh huh"),
    ("Customer", "{seven seven oh one double six one eight}"),
    ("Agent", "okay"),
    ("Customer", "{three three nine oh}"),
    ("Agent", "when does it expire and what's the security code"),
    ("Customer", "{oh four thirty one} and the code on the back is {five seven two}"),
    ("Agent", "and the last four of your social"),
    ("Customer", "{eight eight one six} and i am really annoyed that nobody showed up on tuesday"),
    ("Agent", "we will send the technician on friday and {mister wrexhammer} gets a credit"),
    ("Customer", "my password is {gooseberry eighty one} can you change it by tomorrow"),
    ("Agent", "the code that we sent you please"),
    ("Customer", "{nine three three oh four seven}"),
)
QUESTIONS = (
    "what did the customer complain about",
    "who called and what is the address",
    "card number phone number account number",
    "when will the agent call back",
    "what is the password",
)
_SEED = re.compile(r"\{([^{}]+)\}")
_RARE_LETTERS = 6
_RARE_DIGITS = 5
_RARE = (
    *("wilhel", "zanthe", "quillf", "thistl", "bramblep", "zquill", "marzip", "vasque", "dmitri"),
    *("tybalt", "wrexha", "gorsem", "larken", "gooseb"),
)
"""The beginnings of words that only the seeds have; the search index keeps no more of them."""


def plain(calls: tuple[tuple[str, str], ...]) -> WrittenCall:
    return WrittenCall(
        turns=tuple(WrittenTurn(speaker=who, text=_SEED.sub(r"\1", text)) for who, text in calls)
    )


def seeds() -> list[str]:
    return [seed for call in (WRITTEN, SPOKEN) for _, text in call for seed in _SEED.findall(text)]


def traces() -> list[re.Pattern[str]]:
    """What of each seed may be found nowhere: itself in any spacing, the digits without blanks,
    each longer part of it, and the beginnings of its rare words."""
    found = set()
    for seed in seeds():
        words = re.findall(r"\w+", seed.lower())
        digits = "".join(re.findall(r"\d", seed))
        if len(seed) > _RARE_DIGITS:
            found.add(r"\W+".join(map(re.escape, words)))
        if len(digits) > _RARE_DIGITS:
            found.add(digits)
        found |= {r"\b" + w + r"\b" for w in words if w.isdecimal() and len(w) >= _RARE_DIGITS}
        pairs = [pair for pair in pairwise(words) if "".join(pair).isdecimal()]
        found |= {r"\b" + r"\W+".join(p) + r"\b" for p in pairs if len("".join(p)) > _RARE_DIGITS}
        said = [w for w in words if not w.isdecimal()]
        found |= {r"\W+".join(part) for part in windows(said)}
    found |= {rf"{beginning}\w*" for beginning in _RARE}
    return [re.compile(pattern, re.IGNORECASE) for pattern in sorted(found)]


def windows(words: list[str]) -> Iterator[list[str]]:
    """Each four words in a row, as far as they have letters enough not to occur by chance."""
    for place in range(len(words) - 3):
        part = words[place : place + 4]
        if len("".join(part)) > 2 * _RARE_LETTERS:
            yield part


def leaks(text: str) -> set[str]:
    """With some of what stands around it."""
    return {
        text[max(0, match.start() - 40) : match.end() + 20]
        for trace in traces()
        for match in trace.finditer(text)
    }


@dataclass
class Hook:
    """Receives webhooks of every dialect."""

    url: str = ""
    bodies: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            hook.bodies.append(f"{dict(self.headers)} {body.decode()}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/hook"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield hook
        server.shutdown()


@dataclass
class Run:
    """What came out of the seeded calls, by where it came out."""

    outputs: dict[str, str]
    data_dir: Path
    jobs: list[Job]
    originals: str


def hand_in(home: Home, hook: str) -> list[Job]:
    """Both calls in each dialect."""
    content = ContentOptions(
        trackers=(Tracker(name="Contact", vocabulary=("email", "call me", "charged twice")),),
        custom_entities=(CustomEntity(custom_type="matter", text="password"),),
    )
    options = ConversationOptions(phrases=True, entities=True)
    return [
        submit(
            home,
            Submission(
                "acme",
                None,
                AskedOptions(webhook_url=hook),
                dialect=dialect,
                written=plain(call),
                content=content,
                conversation=options,
            ),
        )
        for call in (WRITTEN, SPOKEN)
        for dialect in Dialect
    ]


def wait_for(home: Home, jobs: list[Job]) -> list[Job]:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        now = [home.jobs.get(job.tenant, job.id) for job in jobs]
        if all(job.status in ALL_DONE for job in now):
            return now
        time.sleep(0.2)
    raise AssertionError("the jobs did not end")


def read_all(client: httpx.Client, jobs: list[Job]) -> dict[str, str]:
    """Every answer to a GET that any of the APIs documents, for each of the jobs."""
    outputs: dict[str, str] = {}
    for document in ("/openapi.json", "/v1/manage/openapi.json", "/api/v1/openapi.json"):
        paths = client.get(document).json()["paths"]
        for path, operations in paths.items():
            if "get" not in operations or "members" in path or "docs" in path:
                continue
            for job in jobs if "{" in path else jobs[:1]:
                for query in queries(path):
                    url = re.sub(r"\{\w+\}", identity(path, job), path) + query
                    outputs[f"GET {url}"] = read(client, url)
    return outputs


def queries(path: str) -> tuple[str, ...]:
    if path.startswith("/v1/transcriptions/"):
        return ("", *(f"?format={name}" for name in ("json", "srt", "vtt", "txt")))
    if path.startswith("/v1/insights/"):
        kinds = ("summary", "sentiment", "behavioral", "recommendations", "compliance", "quality")
        return ("", *(f"?type={name}" for name in (*kinds, "coaching", "content", "topics")))
    if path == "/v1/search":
        modes = ("hybrid", "keyword", "semantic")
        return tuple(f"?q={question}&mode={mode}" for question in QUESTIONS for mode in modes)
    if path == "/v1/events":
        return ("?last_event_id=0",)
    if path.endswith("/messages"):
        return ("", "?verbose=true&sentiment=true")
    return ("",)


def identity(path: str, job: Job) -> str:
    if "conversation" in path:
        return symbl_ids.conversation_id(job.id)
    if path.startswith("/v1/job/"):
        return symbl_ids.job_uuid(job.id)
    if path.startswith("/api/v1"):
        return callcov_ids.analysis_id(job.id)
    return job.id


def read(client: httpx.Client, url: str) -> str:
    """A stream that goes on is read until nothing has come for a while."""
    came: list[str] = []
    with suppress(httpx.ReadTimeout), client.stream("GET", url, timeout=STREAM_SECONDS) as answer:
        came.extend(answer.iter_text())
    return "".join(came)


@contextmanager
def serving(home: Home, headers: dict[str, str]) -> Iterator[httpx.Client]:
    """A client of every dialect over a real connection, as streams need one."""
    everything = every_dialect(home)
    server = uvicorn.Server(
        uvicorn.Config(everything.app, host="127.0.0.1", port=0, log_config=None)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
        yield client
    everything.stop()
    server.should_exit = True
    thread.join(20)


def ask(client: httpx.Client) -> dict[str, str]:
    return {
        f"POST /v1/ask {question}": client.post("/v1/ask", json={"question": question}).text
        for question in QUESTIONS
    }


def deliveries(client: httpx.Client) -> dict[str, str]:
    listed = client.get("/v1/webhooks/deliveries").json()["deliveries"]
    urls = [f"/v1/webhooks/deliveries/{each['delivery_id']}" for each in listed]
    assert urls
    return {f"GET {url}": client.get(url).text for url in urls}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("seeded")
    settings = Settings(data_dir=folder / "data", engine="sphinx", offline=True)
    logs = folder / "debug.log"
    (folder / "sitecustomize.py").write_text(
        f"import logging\nlogging.basicConfig(level=logging.DEBUG, filename={str(logs)!r})\n"
        "logging.debug('a process began')\n"
    )
    handler = logging.FileHandler(logs)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    told: list[str] = []
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", str(folder))
    try:
        with listening() as hook, LocalHome(settings, report=told.append) as home:
            made = create_key(
                tenant="acme",
                scopes=tuple(scope for scope in SCOPES if scope != "pii:read"),
                tenants=home.tenants,
                keys=home.keys,
                clock=home.clock,
                tier="enterprise",
            )
            jobs = wait_for(home, hand_in(home, hook.url))
            bearer = {"authorization": f"Bearer {made.secret}", "x-api-key": made.secret}
            with serving(home, bearer) as client:
                outputs = read_all(client, jobs) | ask(client) | deliveries(client)
            time.sleep(2)
            outputs |= {f"webhook {n}": body for n, body in enumerate(hook.bodies)}
            originals = " ".join(original_of(home, job) for job in jobs)
        outputs["logs"] = logs.read_text() + "\n".join(told)
        yield Run(outputs, settings.data_dir, jobs, originals)
    finally:
        patch.undo()
        root.removeHandler(handler)
        root.setLevel(before)


def original_of(home: Home, job: Job) -> str:
    key = storage_keys.vault_transcript(job.tenant, job.id)
    return " ".join(s.text for s in Transcript.model_validate_json(home.vault.get(key)).segments)


def test_every_seeded_call_was_analysed(run: Run) -> None:
    assert {job.status for job in run.jobs} == {JobStatus.COMPLETED}
    assert all(seed in run.originals for seed in seeds())


def test_the_outputs_are_there_to_be_searched(run: Run) -> None:
    shown = " ".join(run.outputs.values())
    for kind in ("NAME", "EMAIL", "CARD_NUMBER", "SSN", "DATE_OF_BIRTH", "ADDRESS", "PIN"):
        assert f"[{kind}]" in shown
    answered = [name for name, text in run.outputs.items() if "charged twice" in text]
    assert any("/v1/transcriptions/" in name for name in answered)
    assert any("/v1/conversations/" in name for name in answered)
    assert any("/v1/search" in name for name in answered)
    assert any(name.startswith("webhook") for name in run.outputs)
    assert "job.completed" in run.outputs["GET /v1/events?last_event_id=0"]
    assert "a process began" in run.outputs["logs"], "workers log as well"


def test_no_answer_of_any_api_no_webhook_and_no_log_has_a_seed(run: Run) -> None:
    found = {name: leaks(text) for name, text in run.outputs.items()}

    assert {name: what for name, what in found.items() if what} == {}


def test_no_file_outside_the_vault_has_a_seed(run: Run) -> None:
    files = [
        path
        for path in run.data_dir.rglob("*")
        if path.is_file() and "vault" not in path.relative_to(run.data_dir).parts
    ]
    found = {
        str(path.relative_to(run.data_dir)): leaks(path.read_bytes().decode("latin-1"))
        for path in files
    }

    assert any(path.suffix == ".db" for path in files)
    assert {name: what for name, what in found.items() if what} == {}


def test_the_vault_is_encrypted(run: Run) -> None:
    vault = [path for path in run.data_dir.rglob("*") if path.is_file() and "vault" in path.parts]

    assert vault
    assert [leaks(path.read_bytes().decode("latin-1")) for path in vault] == [set()] * len(vault)


def test_a_seed_that_stays_readable_is_found() -> None:
    told = json.dumps({"text": "Ms Quillfeather of 4471 Thistledown, 4539148803436467"})
    found: Any = leaks(told)

    assert len(found) >= 3
