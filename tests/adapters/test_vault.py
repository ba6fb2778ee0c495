import pytest

from novapulse.domain.errors import NotFound, NovaPulseError
from novapulse.ports import BlobStore, Vault
from tests.adapters.homes import Storage

TEXT = b"my card number is 4111 1111 1111 1111"


@pytest.fixture
def blobs(storage: Storage) -> BlobStore:
    return storage.sealed


@pytest.fixture
def vault(storage: Storage) -> Vault:
    return storage.vault


def test_text_comes_back_and_rests_encrypted(vault: Vault, blobs: BlobStore) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    assert vault.get("acme/job_1/transcript") == TEXT
    assert b"4111" not in blobs.get("acme/job_1/transcript")


def test_the_same_text_never_looks_the_same(vault: Vault, blobs: BlobStore) -> None:
    vault.put("a/1", TEXT)
    first = blobs.get("a/1")
    vault.put("a/1", TEXT)
    assert blobs.get("a/1") != first


@pytest.mark.parametrize("position", [0, 4, 10, 20, -1])
def test_one_changed_bit_is_noticed(vault: Vault, blobs: BlobStore, position: int) -> None:
    vault.put("a/1", TEXT)
    sealed = bytearray(blobs.get("a/1"))
    sealed[position] ^= 1
    blobs.put("a/1", bytes(sealed))
    with pytest.raises(NovaPulseError) as caught:
        vault.get("a/1")
    assert caught.value.code == "vault_damaged"


@pytest.mark.parametrize("length", [0, 3, 4, 10, 16, 20])
def test_a_shortened_object_is_noticed(vault: Vault, blobs: BlobStore, length: int) -> None:
    vault.put("a/1", TEXT)
    blobs.put("a/1", blobs.get("a/1")[:length])
    with pytest.raises(NovaPulseError, match="altered"):
        vault.get("a/1")


def test_one_object_cannot_stand_in_for_another(vault: Vault, blobs: BlobStore) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    blobs.put("rival/job_2/transcript", blobs.get("acme/job_1/transcript"))
    with pytest.raises(NovaPulseError, match="altered"):
        vault.get("rival/job_2/transcript")


def test_deleted_objects_are_gone(vault: Vault) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    assert vault.delete("acme/job_1/") == 1
    with pytest.raises(NotFound):
        vault.get("acme/job_1/transcript")
