"""Calls that go on with an earlier one: found from it, in order, and processed so."""

from pathlib import Path

import pytest

from novapulse.domain.conversation import ConversationOptions
from novapulse.domain.errors import InvalidRequest, NotFound, TooManyRequests
from novapulse.domain.job import Dialect, Job, Pipeline
from novapulse.domain.written_call import WrittenCall, WrittenTurn
from novapulse.services.erase import erase_job
from novapulse.services.home import Home
from novapulse.services.intake import conversation
from novapulse.services.intake.conversation import parts_of
from novapulse.services.intake.options import AskedOptions
from novapulse.services.intake.submission import Submission
from novapulse.services.intake.submit import submit
from novapulse.services.intake.turns import Turns, start_next
from novapulse.services.tenants import make_tenant
from tests.services.house import HandClock, RememberingRunner, make_home


@pytest.fixture
def runner() -> RememberingRunner:
    return RememberingRunner()


@pytest.fixture
def home(tmp_path: Path, runner: RememberingRunner) -> Home:
    home = make_home(tmp_path, runner=runner)
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    return home


def send(
    home: Home,
    first: Job | None = None,
    *,
    dialect: Dialect = Dialect.SYMBL,
    text: str = "Hello.",
) -> Job:
    turn = WrittenTurn(speaker="speaker 1", text=text)
    conversation = ConversationOptions(part_of=None if first is None else first.id)
    submission = Submission(
        "acme",
        None,
        AskedOptions(),
        dialect=dialect,
        written=WrittenCall(turns=(turn,)),
        conversation=conversation,
    )
    job = submit(home, submission)
    assert isinstance(home.clock, HandClock)
    home.clock.advance(1)
    return job


def turns(home: Home) -> Turns:
    return Turns(home.jobs, home.tenants, home.settings.callcov_processing)


def test_parts_are_found_in_the_order_in_which_they_came(home: Home) -> None:
    first = send(home)
    parts = [send(home, first) for _ in range(3)]
    assert parts_of(home.blobs, "acme", first.id) == tuple(part.id for part in parts)
    assert [part.options.conversation.part_of for part in parts] == [first.id] * 3
    assert parts_of(home.blobs, "acme", parts[0].id) == ()


def test_calls_of_one_conversation_are_processed_one_after_another(
    home: Home, runner: RememberingRunner
) -> None:
    first, other = send(home), send(home)
    second, third, of_other = send(home, first), send(home, first), send(home, other)
    assert runner.started == [first, other]
    for ended, started in ((first, [second]), (second, [third]), (other, [of_other])):
        home.jobs.start("acme", ended.id, home.clock.now())
        home.jobs.complete("acme", ended.id, home.clock.now(), ())
        runner.started.clear()
        start_next(turns(home), runner, tenant="acme", ended=ended.id)
        assert {job.id for job in started} <= {job.id for job in runner.started}
        assert {job.id for job in runner.started} <= {second.id, third.id, of_other.id}
        for job in started:
            home.jobs.start("acme", job.id, home.clock.now())


def test_a_part_waits_until_the_one_before_has_ended_and_no_longer(home: Home) -> None:
    first = send(home)
    second, third = send(home, first), send(home, first)

    def may_run() -> set[str]:
        return {job.id for job in turns(home).of(home.jobs.unfinished())}

    assert may_run() == {first.id}
    home.jobs.start("acme", first.id, home.clock.now())
    assert may_run() == {first.id}
    home.jobs.complete("acme", first.id, home.clock.now(), ())
    assert may_run() == {second.id}
    assert erase_job(home, tenant="acme", job_id=second.id)
    assert may_run() == {third.id}


def test_a_call_of_another_api_can_be_gone_on_with(home: Home) -> None:
    native = send(home, dialect=Dialect.NATIVE)
    part = send(home, native)
    assert parts_of(home.blobs, "acme", native.id) == (part.id,)


@pytest.mark.parametrize(
    "what", ["unknown", "a part", "a transcription", "another tenant's", "expired"]
)
def test_what_is_no_conversation_cannot_be_gone_on_with(home: Home, what: str) -> None:
    first = send(home)
    turn = WrittenTurn(speaker="a", text="Hello.")
    tenant, part_of = "acme", {"unknown": "job_000000000000"}.get(what, first.id)
    if what == "a part":
        part_of = send(home, first).id
    if what == "a transcription":
        asked = AskedOptions(pipeline=Pipeline.TRANSCRIPTION)
        call = WrittenCall(turns=(turn, turn))
        part_of = submit(home, Submission("acme", None, asked, written=call)).id
    if what == "another tenant's":
        tenant = "rival"
        make_tenant(tenant, tenants=home.tenants, clock=home.clock)
    if what == "expired":
        home.jobs.data_expired("acme", part_of, home.clock.now())
    before = len(home.jobs.unfinished())
    with pytest.raises(NotFound) as refused:
        submit(
            home,
            Submission(
                tenant,
                None,
                AskedOptions(),
                written=WrittenCall(turns=(turn,)),
                conversation=ConversationOptions(part_of=part_of),
            ),
        )
    assert refused.value.code == "job_not_found"
    assert len(home.jobs.unfinished()) == before
    assert not list(home.vault.keys(f"{tenant}/{part_of}/parts"))


def test_a_part_that_is_refused_leaves_no_mark_and_no_text(tmp_path: Path) -> None:
    home = make_home(tmp_path, concurrent_jobs={"free": 1, "starter": 1, "professional": 1})
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    first = send(home)
    kept = sorted(home.vault.keys(""))
    with pytest.raises(TooManyRequests):
        send(home, first)
    assert parts_of(home.blobs, "acme", first.id) == ()
    assert sorted(home.vault.keys("")) == kept


@pytest.mark.parametrize(
    ("what", "words"), [("parts", "has 3 calls beside its first"), ("seconds", "is 6 s long")]
)
def test_a_conversation_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, words: str
) -> None:
    home = make_home(tmp_path, max_audio_seconds=6.0 if what == "seconds" else 60.0)
    make_tenant("acme", tenants=home.tenants, clock=home.clock)
    monkeypatch.setattr(conversation, "MAX_PARTS", 3)
    first = send(home)
    if what == "parts":
        parts = [send(home, first) for _ in range(3)]
    else:
        parts = [send(home, first, text="Hello. " * 7), send(home, first, text="Hello. " * 7)]
    with pytest.raises(InvalidRequest, match=words):
        send(home, first)
    erase_job(home, tenant="acme", job_id=parts[0].id)
    assert send(home, first)


def test_a_part_of_a_call_that_is_erased_meanwhile_goes_too(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = send(home)
    admit = type(home.jobs).admit

    def erased_meanwhile(*given: object) -> object:
        erase_job(home, tenant="acme", job_id=first.id)
        return admit(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(home.jobs), "admit", erased_meanwhile)
    with pytest.raises(NotFound, match="No such job"):
        send(home, first)
    assert home.jobs.unfinished() == ()
    assert list(home.vault.keys("")) == []
    assert list(home.blobs.keys("")) == []


def test_a_call_goes_with_all_that_was_appended_to_it(
    home: Home, runner: RememberingRunner
) -> None:
    first, other = send(home), send(home)
    parts = [send(home, first) for _ in range(2)]
    of_other = send(home, other)
    receipt = erase_job(home, tenant="acme", job_id=first.id)
    assert receipt.deleted.transcripts == 3
    assert {job.id for job in home.jobs.unfinished()} == {other.id, of_other.id}
    assert {job.id for job in runner.cancelled} == {first.id, *(part.id for part in parts)}
    left = [*home.blobs.keys(""), *home.vault.keys("")]
    assert not [key for key in left for job in (first, *parts) if job.id in key]


def test_a_part_that_comes_while_its_conversation_is_erased_goes_too(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = send(home)
    erase = type(home.jobs).erase

    def appended_meanwhile(jobs: object, tenant: str, job_id: str) -> bool:
        monkeypatch.setattr(type(home.jobs), "erase", erase)
        send(home, first)
        return home.jobs.erase(tenant, job_id)

    monkeypatch.setattr(type(home.jobs), "erase", appended_meanwhile)
    erase_job(home, tenant="acme", job_id=first.id)
    assert home.jobs.unfinished() == ()
    assert [*home.blobs.keys(""), *home.vault.keys("")] == []


def test_an_erased_part_leaves_no_mark(home: Home) -> None:
    first = send(home)
    parts = [send(home, first) for _ in range(2)]
    erase_job(home, tenant="acme", job_id=parts[0].id)
    assert parts_of(home.blobs, "acme", first.id) == (parts[1].id,)


def test_a_part_whose_time_is_over_stays_in_its_place_without_its_data(home: Home) -> None:
    first = send(home)
    part = send(home, first)
    home.jobs.data_expired("acme", part.id, home.clock.now())
    assert parts_of(home.blobs, "acme", first.id) == (part.id,)
    erase_job(home, tenant="acme", job_id=first.id)
    assert list(home.blobs.keys("")) == []
