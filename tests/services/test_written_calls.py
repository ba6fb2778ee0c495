"""Calls that are handed in as text, from the submission to the started job."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.content_options import ContentOptions
from novapulse.domain.conversation import ConversationOptions, Member
from novapulse.domain.errors import Conflict, DuplicateSubmission, InvalidRequest, TooManyRequests
from novapulse.domain.job import Dialect, Job, JobError, Medium
from novapulse.domain.transcript import Transcript
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.intake import written
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import Submission
from novapulse.services.intake.submit import submit
from novapulse.services.retention import expire
from novapulse.services.sweep import sweep
from novapulse.services.tenants import make_tenant
from novapulse.stages import documents
from novapulse.stages.attribute import attribute
from novapulse.stages.reference import JobReference
from tests.services.house import HandClock, RememberingRunner, make_home

MIA = Member(source="speaker 1", name="Mia Quillfeather", email="mia@quill.example")


def call(*texts: str, **times: float | None) -> WrittenCall:
    turns = (WrittenTurn(speaker=f"speaker {n}", text=t, **times) for n, t in enumerate(texts, 1))
    return WrittenCall(turns=tuple(turns))


def send(home: Home, said: WrittenCall | None = None, **changes: Any) -> Job:
    given = {"file": None, "asked": AskedOptions(), "written": said or call("Hello.", "Yes?")}
    return submit(home, Submission("acme", **{**given, **changes}))


def test_a_call_as_text_becomes_a_stored_and_started_job(tmp_path: Path) -> None:
    runner = RememberingRunner()
    home = make_home(tmp_path, runner=runner)
    content = ContentOptions(confidence_threshold=0.7, stored_trackers=False)
    shown = ConversationOptions(name="weekly")
    job = send(home, call("one two three four five"), content=content, conversation=shown)
    assert home.jobs.get("acme", job.id) == job
    assert runner.started == [job]
    assert (job.options.content, job.options.conversation) == (content, shown)
    assert JobReference.of(job).medium is Medium.TEXT
    assert (job.file.name, job.file.duration_seconds) == ("transcript.json", 2.0)
    assert job.file.fetched
    assert not home.blobs.exists(job.audio_key)


def test_a_text_is_called_as_the_file_that_it_came_in(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    assert send(home, written_name="folder/call \x1b1.json").file.name == "call 1.json"


def test_the_text_rests_in_the_vault_and_nowhere_else(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    said = call("My name is Robert Quillfeather.")
    job = send(home, said, members=(MIA,))
    key = storage_keys.vault_written("acme", job.id)
    assert documents.read(home.vault, key, WrittenCall) == said
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Quillfeather" not in files
    assert b"quill.example" not in files


def test_members_rest_in_the_vault_until_the_job_is_erased(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = send(home, members=(MIA, Member(source="channel 2", email="o@x.example")))
    prefix = storage_keys.vault_members("acme", job.id)
    found = [documents.read(home.vault, key, Member) for key in sorted(home.vault.keys(prefix))]
    assert [member.source for member in found] == ["channel 2", "speaker 1"]
    erase_job(home, tenant="acme", job_id=job.id)
    assert list(home.vault.keys("")) == []


def test_text_and_members_go_when_the_time_for_which_data_are_kept_is_over(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    job = send(home, members=(MIA,))
    home.jobs.fail("acme", job.id, home.clock.now(), JobError(code="c", message="m"))
    assert isinstance(home.clock, HandClock)
    home.clock.at += timedelta(days=home.settings.retention_days + 1)
    assert expire(home).expired == 1
    assert list(home.vault.keys("")) == []


def test_text_is_there_before_the_job_can_begin(tmp_path: Path) -> None:
    class Looking(RememberingRunner):
        def start(self, job: Job) -> None:
            assert home.vault.get(storage_keys.vault_written(job.tenant, job.id))
            assert home.vault.get(storage_keys.vault_member(job.tenant, job.id, MIA.source))
            super().start(job)

    runner = Looking()
    home = make_home(tmp_path, runner=runner)
    send(home, members=(MIA,))
    assert len(runner.started) == 1


SPANISH = "Hola, me cobraron dos veces este mes y quiero que me devuelvan el dinero."


@pytest.mark.parametrize(("named", "language"), [(None, "es"), ("en-US", "en-US"), ("pt", "pt")])
def test_a_text_has_the_language_of_its_words_unless_one_is_named(
    named: str | None, language: str, tmp_path: Path
) -> None:
    home = make_home(tmp_path)
    job = send(home, call(SPANISH), asked=AskedOptions(language=named))
    attribute(JobReference.of(job), jobs=home.jobs, blobs=home.blobs, vault=home.vault)
    key = storage_keys.vault_attributed("acme", job.id)
    assert documents.read(home.vault, key, Transcript).language == language


def test_naming_what_holds_anyway_is_no_other_request(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    first = send(home, idempotency_key="k")
    named = AskedOptions(language="en-US")
    assert send(home, asked=named, idempotency_key="k").id == first.id


def test_a_submission_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    send(home)
    kept = sorted(home.vault.keys(""))
    with pytest.raises(DuplicateSubmission):
        send(home, members=(MIA,))
    assert sorted(home.vault.keys("")) == kept


def test_a_submission_that_is_cut_off_leaves_what_is_swept_away(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = send(home, members=(MIA,))
    home.jobs.erase("acme", job.id)
    assert sweep(home) == 2
    assert list(home.vault.keys("")) == []


def test_the_symbl_api_takes_the_same_twice_but_no_more_than_the_tier_has(tmp_path: Path) -> None:
    home = make_home(tmp_path, concurrent_jobs={"free": 2, "starter": 2, "professional": 2})
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    assert send(home, dialect=Dialect.SYMBL).id != send(home, dialect=Dialect.SYMBL).id
    with pytest.raises(TooManyRequests):
        send(home, dialect=Dialect.SYMBL)


def test_a_repeated_idempotency_key_answers_for_text_too(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    first = send(home, call("Hello."), idempotency_key="k")
    assert send(home, call("Hello."), idempotency_key="k").id == first.id
    with pytest.raises(Conflict, match="other parameters"):
        send(home, call("Goodbye."), idempotency_key="k")


def test_text_takes_no_time_of_the_engines(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = send(home, call("word " * 15_000))
    assert job.file.duration_seconds == 6000.0
    assert job.estimated_completion - home.clock.now() < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (WrittenCall(turns=()), "0 turns; accepted are 1 to"),
        (call(" ", ""), "no turn has any text"),
        (call("ok", start=-1.0), "turn 1 has the start -1.0"),
        (call("ok", end=float("nan")), "turn 1 has the end nan"),
        (call("ok", end=float("inf")), "turn 1 has the end inf"),
        (call("ok", start=1e9), "turn 1 has the start 1000000000.0; accepted are 0 to 36000 s"),
        (call("fine", "half \ud800"), "turn 2 holds half a character"),
        (call("x" * 2_000_001), "2000010 characters; accepted are up to 2000000"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_call_is_refused_by_what_is_wrong(
    said: WrittenCall, message: str, tmp_path: Path
) -> None:
    home = make_home(tmp_path)
    with pytest.raises(InvalidRequest) as refused:
        send(home, said, idempotency_key="k")
    assert refused.value.message.startswith(f"transcript: {message}")
    assert list(home.vault.keys("")) == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [(call("Good bye.", start=36_000.0), 36_000.8), (call("word " * 100_000), 40_000.0)],
    ids=["begins last", "many words"],
)
def test_no_call_is_refused_for_a_length_that_is_only_estimated(
    said: WrittenCall, seconds: float, tmp_path: Path
) -> None:
    assert send(make_home(tmp_path), said).file.duration_seconds == seconds


def test_too_many_turns_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "MAX_TURNS", 2)
    home = make_home(tmp_path)
    with pytest.raises(InvalidRequest, match="3 turns; accepted are 1 to 2"):
        send(home, call("a", "b", "c"))


def test_text_and_a_recording_are_not_taken_together(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    with pytest.raises(InvalidRequest, match="transcript: came with audio_url"):
        send(home, asked=AskedOptions(audio_url="https://example.com/a.wav"))
