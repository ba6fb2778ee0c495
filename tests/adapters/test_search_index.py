"""What every ``SearchIndex`` does."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.job import JobStatus, Pipeline
from novapulse.domain.listing import JobFilter
from novapulse.domain.search import SearchFilter
from tests.adapters.aws.storage import aws_storage
from tests.adapters.homes import VECTOR_BYTES
from tests.adapters.make import NOON, add_job, make_job
from tests.adapters.search_house import (
    EVERYTHING,
    MODEL,
    SearchHouse,
    house_of,
    open_sqlite,
    passages,
    unit,
)

EAST, NORTH, UP = (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)


@pytest.fixture(params=["local", "local without memory for vectors", "aws"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> SearchHouse:
    if request.param == "aws":
        return house_of(aws_storage(request.getfixturevalue("aws"), tmp_path))
    return open_sqlite(tmp_path, vector_bytes=VECTOR_BYTES if request.param == "local" else 0)


def test_a_hit_tells_all_of_the_passage_and_of_its_job(house: SearchHouse) -> None:
    job_id = house.call(1, "Good morning.", "I was charged twice.", metadata={"agent": "AGT-42"})
    (hit,) = house.index.by_words("acme", ("charged",), EVERYTHING, limit=5)
    assert (hit.job_id, hit.file_name, hit.metadata) == (job_id, "call.wav", {"agent": "AGT-42"})
    assert hit.created_at == NOON + timedelta(minutes=1)
    assert hit.passage == passages("Good morning.", "I was charged twice.")[1]
    assert hit.score > 0
    assert hit.place == (job_id, 2)


def test_a_hit_tells_the_metadata_that_its_job_has_now(house: SearchHouse) -> None:
    job_id = house.call(1, "I was charged twice.", metadata={"label": "old"})
    other = house.call(2, "I was charged once.", metadata={"label": "new"})
    house.index.by_words("acme", ("charged",), EVERYTHING, limit=5)
    house.jobs.set_metadata("acme", job_id, {"label": "changed"})
    house.index.retell("acme", job_id)
    hits = house.index.by_words("acme", ("charged",), EVERYTHING, limit=5)
    labels = {hit.job_id: hit.metadata["label"] for hit in hits}
    assert labels == {job_id: "changed", other: "new"}
    for label, found in (("changed", 1), ("old", 0)):
        where = SearchFilter(jobs=JobFilter(metadata=(("label", label),)))
        assert len(house.index.by_words("acme", ("charged",), where, limit=5)) == found


def test_nothing_is_retold_of_what_is_not_indexed(house: SearchHouse) -> None:
    add_job(house.jobs, make_job(1))
    house.index.retell("acme", make_job(1).id)
    house.index.retell("acme", make_job(2).id)
    assert house.index.by_words("acme", ("charged",), EVERYTHING, limit=5) == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("They refunded me.", "refund"),
        ("A refund, please.", "REFUNDING"),
        ("Two charges.", "charged"),
        ("We met at the café.", "CAFE"),
        ("We met at the cafe.", "café"),
        ("The order TC-449823 is late.", "tc-449823"),
        ("我的订单要退款，谢谢", "退款"),
        ("返金をお願いします", "返金"),
        ("ขอคืนเงินค่ะ", "คืนเงิน"),
        ("Ich möchte kündigen", "kundigen"),
        ("Верните мои деньги", "деньги"),
    ],
)
def test_a_word_is_found_in_another_form_of_it(house: SearchHouse, said: str, asked: str) -> None:
    job_id = house.call(1, "Nothing of it here.", said)
    assert house.words(asked) == [(job_id, 2)]


def test_the_words_of_a_phrase_stand_side_by_side(house: SearchHouse) -> None:
    job_id = house.call(1, "cancel my account now", "my cancel account", "退货款")
    assert house.words("cancel my account") == [(job_id, 1)]
    assert house.words("退款") == []


def test_one_phrase_of_several_is_enough_and_more_are_better(house: SearchHouse) -> None:
    house.call(1, "red wine", "green tea", "red tea", "black coffee", "milk", "sugar", "water")
    hits = house.words("red", "tea")
    assert hits[0][1] == 3
    assert {segment for _, segment in hits} == {1, 2, 3}


@pytest.mark.parametrize(
    "phrase",
    ['"', '""', "", "...", "a AND", "NEAR(", "*", "words:charged", "^x", "'; DROP", "\0", "\ud800"],
)
def test_no_sign_of_a_phrase_means_anything(house: SearchHouse, phrase: str) -> None:
    job_id = house.call(1, "charged twice")
    assert house.words(phrase) == []
    assert house.words(phrase, "charged") == [(job_id, 1)]


def test_nothing_asked_for_is_nothing_found(house: SearchHouse) -> None:
    house.call(1, "charged twice")
    assert house.words() == []


def test_thousands_of_phrases_may_be_asked_for(house: SearchHouse) -> None:
    job_id = house.call(1, "charged twice")
    assert house.words(*(f"word{n}" for n in range(2000)), "twice") == [(job_id, 1)]


def test_of_equally_good_passages_the_newest_come_first(house: SearchHouse) -> None:
    old, new = house.call(1, "late bus", "late bus"), house.call(3, "late bus")
    middle = house.call(2, "late bus")
    expected = [(new, 1), (middle, 1), (old, 1), (old, 2)]
    assert house.words("late") == expected
    assert house.meaning(*EAST) == expected
    assert house.words("late", limit=2) == house.meaning(*EAST, limit=2) == expected[:2]


def test_the_nearest_meanings_come_first_with_their_cosines(house: SearchHouse) -> None:
    job_id = house.call(1, "a", "b", "c", vectors=[NORTH, (3, 4, 0, 0), (1, 0.1, 0, 0)])
    hits = house.index.by_meaning("acme", unit(EAST)[0], EVERYTHING, model=MODEL, limit=2)
    assert [hit.place for hit in hits] == [(job_id, 3), (job_id, 2)]
    assert [hit.score for hit in hits] == pytest.approx([0.995037, 0.6], abs=1e-3)


def test_what_is_not_nearer_than_a_right_angle_is_left_out(house: SearchHouse) -> None:
    vectors = [NORTH, (-1, 0.2, 0, 0), (0, 0, 0, 0), (0.1, 1, 0, 0)]
    job_id = house.call(1, "a", "b", "c", "d", vectors=vectors)
    assert house.meaning(*EAST) == [(job_id, 4)]
    assert house.meaning(0, 0, 0, 0) == []


def test_a_score_is_never_above_one(house: SearchHouse) -> None:
    generator = np.random.default_rng(7)
    vectors = generator.standard_normal((40, 4)).tolist()
    house.call(1, *("text" for _ in vectors), vectors=vectors)
    for vector in unit(*vectors):
        hits = house.index.by_meaning("acme", vector, EVERYTHING, model=MODEL, limit=1)
        assert 0.999 < hits[0].score <= 1


def test_vectors_of_another_model_are_not_compared(house: SearchHouse) -> None:
    mine = house.call(1, "a", vectors=[EAST])
    house.call(2, "b", vectors=[EAST], model="another")
    longer = house.call(3, "c", vectors=[(1, 0, 0, 0, 0, 0)], model="longer")
    assert house.meaning(*EAST) == [(mine, 1)]
    assert house.meaning(1, 0, 0, 0, 0, 0, model="longer") == [(longer, 1)]
    assert house.meaning(1, 0, 0, 0, 0, 0) == []


FILTERS = [
    SearchFilter(jobs=JobFilter(metadata=(("team", "blue"), ("vip", "true")))),
    SearchFilter(jobs=JobFilter(created_after=NOON + timedelta(minutes=2))),
    SearchFilter(jobs=JobFilter(pipeline=Pipeline.TRANSCRIPTION)),
    SearchFilter(job_id=make_job(2).id),
]


@pytest.mark.parametrize("where", FILTERS, ids=["metadata", "date", "pipeline", "job"])
def test_only_what_passes_the_filter_is_found(house: SearchHouse, where: SearchFilter) -> None:
    house.call(1, "late bus", metadata={"team": "blue", "vip": False})
    wanted = house.call(
        2, "late bus", metadata={"team": "blue", "vip": True}, pipeline=Pipeline.TRANSCRIPTION
    )
    assert house.words("late", where=where) == house.meaning(*EAST, where=where) == [(wanted, 1)]


def test_only_what_the_speaker_said_is_found(house: SearchHouse) -> None:
    job_id = house.call(1, "late bus", "late bus", "late bus")
    customer = SearchFilter(speaker="Customer")
    assert house.words("late", where=customer) == house.meaning(*EAST, where=customer)
    assert house.words("late", where=customer) == [(job_id, 2)]
    assert house.words("late", where=SearchFilter(speaker="Nobody")) == []
    assert house.meaning(*EAST, where=SearchFilter(speaker="Nobody")) == []


def test_a_filter_never_starves_the_result(house: SearchHouse) -> None:
    near = [(1, 0, 0, 0)] * 120
    for number in range(1, 4):
        house.call(number, *("late bus late bus" for _ in near), vectors=near)
    wanted = house.call(9, "the bus is often late", vectors=[(1, 1, 0, 0)], metadata={"vip": True})
    where = SearchFilter(jobs=JobFilter(metadata=(("vip", "true"),)))
    assert house.words("late", where=where, limit=3) == [(wanted, 1)]
    assert house.meaning(*EAST, where=where, limit=3) == [(wanted, 1)]


def test_another_tenants_passages_are_never_found(house: SearchHouse) -> None:
    house.call(1, "late bus", tenant="rival")
    mine = house.call(2, "late bus")
    assert house.words("late") == house.meaning(*EAST) == [(mine, 1)]
    theirs = SearchFilter(job_id=make_job(1).id)
    assert house.words("late", where=theirs) == house.meaning(*EAST, where=theirs) == []


def test_a_job_is_found_from_its_completion_on(house: SearchHouse) -> None:
    job = make_job(1)
    add_job(house.jobs, job)
    house.jobs.start("acme", job.id, NOON)
    house.put(job.id, "late bus")
    assert house.words("late") == house.meaning(*EAST) == []
    house.jobs.complete("acme", job.id, NOON, ())
    assert house.words("late") == house.meaning(*EAST) == [(job.id, 1)]


def test_a_filter_for_another_status_finds_nothing(house: SearchHouse) -> None:
    house.call(1, "late bus")
    failed = SearchFilter(jobs=JobFilter(status=JobStatus.FAILED))
    assert house.words("late", where=failed) == house.meaning(*EAST, where=failed) == []


def test_what_is_put_again_takes_the_place_of_what_was(house: SearchHouse) -> None:
    job_id = house.call(1, "late bus", "late train", vectors=[EAST, EAST])
    house.meaning(*EAST)
    house.put(job_id, "early plane", vectors=[NORTH])
    assert house.words("late") == house.meaning(*EAST) == []
    assert house.words("early") == house.meaning(*NORTH) == [(job_id, 1)]
    house.put(job_id)
    assert house.words("early") == house.meaning(*NORTH) == []


def test_unknown_and_foreign_jobs_cannot_be_told_apart(house: SearchHouse) -> None:
    theirs = house.call(1, "late bus", tenant="rival")
    answers = []
    for job_id in (theirs, make_job(9).id):
        with pytest.raises(NotFound) as caught:
            house.put(job_id, "x")
        answers.append((caught.value.code, caught.value.message))
    assert answers[0] == answers[1]
    assert answers[0][0] == "job_not_found"
    assert house.words("late", tenant="rival") == [(theirs, 1)]


def test_erasing_counts_passages_and_leaves_other_jobs(house: SearchHouse) -> None:
    gone, kept = house.call(1, "late bus", "late train"), house.call(2, "late bus")
    house.meaning(*EAST)
    assert house.index.erase_job("rival", gone) == 0
    assert house.index.erase_job("acme", gone) == 2
    assert house.index.erase_job("acme", gone) == 0
    assert house.words("late") == house.meaning(*EAST) == [(kept, 1)]


def test_a_job_that_is_erased_takes_its_passages_along(house: SearchHouse) -> None:
    gone, kept = house.call(1, "late bus"), house.call(2, "late bus")
    house.meaning(*EAST)
    assert house.jobs.erase("acme", gone)
    assert house.words("late") == house.meaning(*EAST) == [(kept, 1)]
    assert house.index.erase_job("acme", gone) == 0


def test_data_that_expire_take_their_passages_along_for_good(house: SearchHouse) -> None:
    gone, kept = house.call(1, "late bus"), house.call(2, "late bus")
    house.meaning(*EAST)
    house.jobs.data_expired("acme", gone, NOON)
    assert house.words("late") == house.meaning(*EAST) == [(kept, 1)]
    assert house.index.erase_job("acme", gone) == 0
    with pytest.raises(NotFound):
        house.put(gone, "late bus")
    assert house.index.unindexed(MODEL, limit=5) == ()


def test_the_following_passage_has_the_same_score(house: SearchHouse) -> None:
    job_id = house.call(1, "first", "second", "third")
    house.call(2, "fourth")
    (hit,) = house.index.by_words("acme", ("second",), EVERYTHING, limit=1)
    after = house.index.following("acme", hit)
    assert after is not None
    assert (after.place, after.passage.text, after.score) == ((job_id, 3), "third", hit.score)
    assert house.index.following("acme", after) is None
    assert house.index.following("rival", hit) is None
    house.jobs.erase("acme", job_id)
    assert house.index.following("acme", hit) is None


def test_completed_jobs_that_the_model_has_not_embedded_are_told_newest_first(
    house: SearchHouse,
) -> None:
    old = house.call(1, "a", model="another")
    new = house.call(3, "b", tenant="rival")
    middle = house.call(2)
    add_job(house.jobs, make_job(4))

    def unindexed(model: str, limit: int = 9) -> list[str]:
        return [job.id for job in house.index.unindexed(model, limit=limit)]

    assert unindexed(MODEL) == [old]
    assert unindexed("another") == [new, middle]
    assert unindexed("another", 1) == [new]
    assert unindexed("new") == [new, middle, old]
    house.put(old, "a")
    assert unindexed(MODEL) == []
    house.index.erase_job("acme", old)
    assert unindexed(MODEL) == [old]
