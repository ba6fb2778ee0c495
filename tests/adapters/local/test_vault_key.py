"""The key of the local vault: a file, or a setting."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from novapulse.adapters.local.disk.blob_store import FileBlobStore
from novapulse.adapters.local.disk.vault import EncryptedVault, load_vault_key
from novapulse.domain.errors import NovaPulseError

KEY = bytes(range(32))


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobStore:
    return FileBlobStore(tmp_path / "vault")


def test_a_wrong_key_shows_at_start(blobs: FileBlobStore) -> None:
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
