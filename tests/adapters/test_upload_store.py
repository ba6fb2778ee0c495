from concurrent.futures import ThreadPoolExecutor

import pytest

from novapulse.domain.errors import NotFound
from novapulse.domain.upload import UploadStatus
from novapulse.ports import UploadStore
from tests.adapters.homes import Storage
from tests.adapters.make import NOON, make_upload

OPEN, COMPLETED, USED = UploadStatus.OPEN, UploadStatus.COMPLETED, UploadStatus.USED


@pytest.fixture
def store(storage: Storage) -> UploadStore:
    return storage.uploads


def test_an_upload_comes_back_as_it_was(store: UploadStore) -> None:
    for upload in (make_upload(), make_upload(2, sha256=None, part_size=None)):
        assert store.add(upload) is None
        assert store.get("acme", upload.id) == upload


def test_an_upload_of_another_tenant_is_unknown(store: UploadStore) -> None:
    upload = make_upload()
    store.add(upload)
    messages = []
    for tenant, upload_id in (("rival", upload.id), ("rival", make_upload(2).id)):
        with pytest.raises(NotFound) as caught:
            store.get(tenant, upload_id)
        messages.append((caught.value.code, caught.value.message.replace(upload_id, "")))
    assert messages[0] == messages[1]
    assert not store.move("rival", upload.id, from_=(OPEN,), to=COMPLETED)
    store.delete("rival", upload.id)
    assert store.get("acme", upload.id) == upload


def test_a_status_moves_only_from_where_it_is(store: UploadStore) -> None:
    upload = make_upload()
    store.add(upload)
    assert not store.move("acme", upload.id, from_=(COMPLETED,), to=USED, job_id="job_1")
    assert store.move("acme", upload.id, from_=(OPEN,), to=COMPLETED)
    assert not store.move("acme", upload.id, from_=(OPEN,), to=COMPLETED)
    assert store.move("acme", upload.id, from_=(COMPLETED,), to=USED, job_id="job_1")
    stored = store.get("acme", upload.id)
    assert (stored.status, stored.job_id) == (USED, "job_1")


def test_the_limit_counts_what_is_neither_used_nor_over_nor_anothers(
    store: UploadStore,
) -> None:
    store.add(make_upload(1, status=USED))
    store.add(make_upload(2, expires_at=NOON))
    store.add(make_upload(3, tenant="rival"))
    assert store.add(make_upload(4), open_at_most=1) is None
    assert store.add(make_upload(5, status=COMPLETED), open_at_most=2) is None
    assert store.add(make_upload(6), open_at_most=2) == make_upload(4).expires_at
    assert store.add(make_upload(6), open_at_most=1) == make_upload(5).expires_at
    with pytest.raises(NotFound):
        store.get("acme", make_upload(6).id)


def test_expired_uploads_are_those_of_every_tenant(store: UploadStore) -> None:
    first, second, third = make_upload(1), make_upload(2, tenant="rival"), make_upload(3)
    for upload in (first, second, third):
        store.add(upload)
    assert {u.id for u in store.expired(third.expires_at)} == {first.id, second.id}
    assert store.expired(first.expires_at) == ()


def test_the_uploads_of_a_job_are_found_by_its_tenant(store: UploadStore) -> None:
    store.add(make_upload(1, job_id="job_1"))
    store.add(make_upload(2, job_id="job_2"))
    store.add(make_upload(3, job_id="job_1", tenant="rival"))
    assert [upload.id for upload in store.of_job("acme", "job_1")] == [make_upload(1).id]


def test_of_many_announced_at_once_no_more_are_open_than_may_be(store: UploadStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: store.add(make_upload(n), open_at_most=3), range(1, 17)))
    assert answers.count(None) == 3


def test_a_deleted_upload_leaves_its_place_and_its_job(store: UploadStore) -> None:
    first, second = make_upload(1), make_upload(2)
    for upload in (first, second):
        store.add(upload)
        store.move("acme", upload.id, from_=(OPEN,), to=COMPLETED)
    store.move("acme", first.id, from_=(COMPLETED,), to=USED, job_id="job_1")
    assert [upload.id for upload in store.of_job("acme", "job_1")] == [first.id]
    for upload in (first, second):
        for _ in range(2):
            store.delete("acme", upload.id)
    assert store.of_job("acme", "job_1") == ()
    assert store.expired(second.expires_at + (second.expires_at - NOON)) == ()
    assert store.add(make_upload(3), open_at_most=1) is None
