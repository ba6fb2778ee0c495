import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.adapters.local.disk.vault import EncryptedVault, load_vault_key
from novapulse.domain.errors import NotFound, NovaPulseError

KEY = bytes(range(32))
TEXT = b"my card number is 4111 1111 1111 1111"


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobStore:
    return FileBlobStore(tmp_path / "vault")


@pytest.fixture
def vault(blobs: FileBlobStore) -> EncryptedVault:
    return EncryptedVault(blobs, KEY)


def test_text_comes_back_and_rests_encrypted(vault: EncryptedVault, blobs: FileBlobStore) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    assert vault.get("acme/job_1/transcript") == TEXT
    assert b"4111" not in blobs.get("acme/job_1/transcript")


def test_the_same_text_never_looks_the_same(vault: EncryptedVault, blobs: FileBlobStore) -> None:
    vault.put("a/1", TEXT)
    first = blobs.get("a/1")
    vault.put("a/1", TEXT)
    assert blobs.get("a/1") != first


@pytest.mark.parametrize("position", [0, 4, 10, 20, -1])
def test_one_changed_bit_is_noticed(
    vault: EncryptedVault, blobs: FileBlobStore, position: int
) -> None:
    vault.put("a/1", TEXT)
    sealed = bytearray(blobs.get("a/1"))
    sealed[position] ^= 1
    blobs.put("a/1", bytes(sealed))
    with pytest.raises(NovaPulseError) as caught:
        vault.get("a/1")
    assert caught.value.code == "vault_damaged"


@pytest.mark.parametrize("length", [0, 3, 4, 10, 16, 20])
def test_a_shortened_object_is_noticed(
    vault: EncryptedVault, blobs: FileBlobStore, length: int
) -> None:
    vault.put("a/1", TEXT)
    blobs.put("a/1", blobs.get("a/1")[:length])
    with pytest.raises(NovaPulseError, match="altered"):
        vault.get("a/1")


def test_one_object_cannot_stand_in_for_another(
    vault: EncryptedVault, blobs: FileBlobStore
) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    blobs.put("rival/job_2/transcript", blobs.get("acme/job_1/transcript"))
    with pytest.raises(NovaPulseError, match="altered"):
        vault.get("rival/job_2/transcript")


def test_deleted_objects_are_gone(vault: EncryptedVault) -> None:
    vault.put("acme/job_1/transcript", TEXT)
    assert vault.delete("acme/job_1/") == 1
    with pytest.raises(NotFound):
        vault.get("acme/job_1/transcript")


def test_a_wrong_key_shows_at_start(vault: EncryptedVault, blobs: FileBlobStore) -> None:
    EncryptedVault(blobs, KEY)
    with pytest.raises(NovaPulseError) as caught:
        EncryptedVault(blobs, bytes(32))
    assert caught.value.code == "vault_key_wrong"


def test_a_missing_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "vault.key"
    key = load_vault_key(path, None)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_vault_key(path, None) == key


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: load_vault_key(tmp_path / "vault.key", None), range(16)))
    assert len(keys) == 1


def test_the_configured_key_wins_and_makes_no_file(tmp_path: Path) -> None:
    configured = base64.urlsafe_b64encode(os.urandom(32)).decode()
    key = load_vault_key(tmp_path / "vault.key", configured)
    assert base64.urlsafe_b64encode(key).decode() == configured
    assert not (tmp_path / "vault.key").exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "vault.key"
    load_vault_key(path, None)
    path.chmod(mode)
    with pytest.raises(NovaPulseError, match="chmod 600"):
        load_vault_key(path, None)


@pytest.mark.parametrize("text", ["", "short", "!" * 44, base64.b64encode(bytes(31)).decode()])
def test_anything_but_32_bytes_is_no_key_and_is_not_repeated(tmp_path: Path, text: str) -> None:
    with pytest.raises(NovaPulseError) as caught:
        load_vault_key(tmp_path / "vault.key", text)
    assert caught.value.code == "vault_key_invalid"
    assert not text or text not in caught.value.message
