from pathlib import Path
from typing import Any

import pytest

from novapulse.domain import storage_keys
from novapulse.domain.content import Content
from novapulse.domain.content_options import ContentOptions, CustomEntity
from novapulse.domain.errors import Forbidden, NotFound
from novapulse.domain.job import CallDetails, Job, JobOptions, Pipeline
from novapulse.domain.tracker import StoredTracker, Tracker
from novapulse.services.home import Home
from novapulse.services.results import read_content
from novapulse.stages.content import content
from novapulse.stages.reference import JobReference
from tests.adapters.make import NOON as STORED
from tests.adapters.make import add_job, make_job
from tests.services.house import NOON, make_home, publish
from tests.services.word_embedder import WordEmbedder
from tests.stages.analysed import analysed, run_publish

LONG_AGO = NOON.replace(year=2020)
CALLING = Tracker(name="calls", vocabulary=("calling",))


def stored(name: str, *vocabulary: str, number: int = 1) -> StoredTracker:
    tracker = Tracker(name=name, vocabulary=vocabulary)
    return StoredTracker(id=f"{number:016d}", tracker=tracker, created_at=NOON, updated_at=NOON)


def run_content(home: Home, job: Job) -> None:
    content(
        JobReference.of(job),
        jobs=home.jobs,
        trackers=home.trackers,
        blobs=home.blobs,
        embedder=WordEmbedder(),
    )


def found(home: Home, **options: Any) -> Content:
    job = analysed(home, JobOptions(**options))
    run_content(home, job)
    run_publish(home, job)
    return read_content(home, tenant=job.tenant, job_id=job.id).content


def test_what_was_said_is_published_message_by_message(tmp_path: Path) -> None:
    content = found(make_home(tmp_path))
    assert [message.text for message in content.messages] == [
        "Thank you for calling Northwind, this is [NAME], this call may be recorded.",
        "I was charged twice.",
    ]


def test_the_tenants_trackers_are_looked_for_beside_the_calls_own(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    home.trackers.add("acme", stored("recording", "recorded"), at_most=9)
    home.trackers.add("rival", stored("theirs", "recorded"), at_most=9)
    trackers = found(home, content=ContentOptions(trackers=(CALLING,))).trackers
    assert [tracker.name for tracker in trackers] == ["calls", "recording"]


def test_a_call_that_wants_its_own_trackers_alone_gets_them(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    home.trackers.add("acme", stored("recording", "recorded"), at_most=9)
    wanted = ContentOptions(trackers=(CALLING,), stored_trackers=False)
    assert [tracker.name for tracker in found(home, content=wanted).trackers] == ["calls"]


def test_of_two_trackers_of_one_name_the_calls_own_counts(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    home.trackers.add("acme", stored("calls", "recorded"), at_most=9)
    (tracker,) = found(home, content=ContentOptions(trackers=(CALLING,))).trackers
    assert [match.value for match in tracker.matches] == ["calling"]


def test_what_a_caller_wants_found_is(tmp_path: Path) -> None:
    wanted = CustomEntity(custom_type="company", text="Northwind")
    content = found(make_home(tmp_path), content=ContentOptions(custom_entities=(wanted,)))
    assert [(e.custom_type, e.text) for e in content.entities if e.custom_type] == [
        ("company", "Northwind")
    ]


def test_due_dates_count_from_when_the_call_took_place(tmp_path: Path) -> None:
    promise = "I will send you the new invoice tomorrow."
    for number, (told, began) in enumerate(((None, STORED), (LONG_AGO, LONG_AGO))):
        home = make_home(tmp_path / str(number))
        job = analysed(home, JobOptions(call=CallDetails(timestamp=told)), opening=promise)
        run_content(home, job)
        run_publish(home, job)
        (task,) = read_content(home, tenant="acme", job_id=job.id).content.action_items
        assert task.due_by is not None
        assert (task.due_by.date() - began.date()).days == 1


def test_published_again_it_is_the_same_and_nothing_is_left_of_the_work(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home, JobOptions())
    run_content(home, job)
    run_publish(home, job)
    first = read_content(home, tenant=job.tenant, job_id=job.id)
    run_publish(home, job)
    assert read_content(home, tenant=job.tenant, job_id=job.id).content == first.content
    assert list(home.blobs.keys("work/")) == []


def test_messages_are_scanned_once_more(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = analysed(home, JobOptions())
    run_content(home, job)
    key = storage_keys.work(job.tenant, job.id, "content")
    text = home.blobs.get(key).decode()
    home.blobs.put(key, text.replace("I was charged twice", "Call 415-555-0134 today").encode())
    run_publish(home, job)
    published = home.blobs.get(storage_keys.result_content(job.tenant, job.id)).decode()
    assert "555-0134" not in published
    assert "Call [PHONE_NUMBER] today" in published


def test_a_call_whose_content_was_not_analysed_says_so(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = make_job()
    add_job(home.jobs, job)
    publish(home, job)
    with pytest.raises(NotFound, match="was not analysed") as refused:
        read_content(home, tenant=job.tenant, job_id=job.id)
    assert refused.value.code == "content_not_available"


def test_a_transcription_has_no_content_and_says_why(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    job = make_job(options=JobOptions(pipeline=Pipeline.TRANSCRIPTION))
    add_job(home.jobs, job)
    with pytest.raises(Forbidden, match="An analysis of the content requires pipeline"):
        read_content(home, tenant=job.tenant, job_id=job.id)
