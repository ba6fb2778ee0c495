"""What is KMS's own about the vault: whose key, for what name, and who may not open it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from novapulse.adapters.aws.s3.blob_store import S3BlobStore
from novapulse.adapters.aws.s3.objects import Bucket
from novapulse.adapters.aws.s3.vault import KmsVault
from novapulse.domain.errors import NovaPulseError, StorageUnavailable
from tests.adapters.aws.cloud import Cloud, OneAtATime


@pytest.fixture
def kms(aws: Cloud) -> OneAtATime:
    return OneAtATime(aws.client("kms"))


@pytest.fixture
def blobs(aws: Cloud) -> S3BlobStore:
    return S3BlobStore(Bucket(aws.client("s3"), aws.shared_bucket), prefix="vault-test/")


@pytest.fixture
def vault(aws: Cloud, kms: OneAtATime, blobs: S3BlobStore) -> KmsVault:
    return KmsVault(blobs, kms, aws.shared_key)


def test_each_object_has_a_data_key_for_its_own_name(vault: KmsVault, kms: OneAtATime) -> None:
    asked: list[dict[str, Any]] = []
    kms.before = lambda name, request: asked.append(request)
    vault.put("acme/job_1/transcript", b"text")
    vault.get("acme/job_1/transcript")
    assert kms.requests == ["generate_data_key", "decrypt"]
    contexts = [request["EncryptionContext"] for request in asked]
    assert contexts == [{"object": "acme/job_1/transcript"}] * 2


def test_every_byte_of_an_object_counts(vault: KmsVault, blobs: S3BlobStore) -> None:
    vault.put("a/1", b"text")
    sealed = blobs.get("a/1")
    for position in range(0, len(sealed), 23):
        damaged = bytearray(sealed)
        damaged[position] ^= 0x80
        blobs.put("a/1", bytes(damaged))
        with pytest.raises(NovaPulseError) as caught:
            vault.get("a/1")
        assert caught.value.code == "vault_damaged"


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": ""}}, "Decrypt")


def test_what_another_key_sealed_is_not_opened(vault: KmsVault, kms: OneAtATime) -> None:
    vault.put("a/1", b"text")

    def refuse(name: str, request: dict[str, Any]) -> None:
        raise refusal("IncorrectKeyException")

    kms.before = refuse
    with pytest.raises(NovaPulseError) as caught:
        vault.get("a/1")
    assert caught.value.code == "vault_damaged"


def test_a_right_that_is_missing_is_not_taken_for_damage(vault: KmsVault, kms: OneAtATime) -> None:
    vault.put("a/1", b"text")

    def deny(name: str, request: dict[str, Any]) -> None:
        raise refusal("AccessDeniedException")

    kms.before = deny
    with pytest.raises(ClientError):
        vault.get("a/1")


def test_a_kms_that_throttles_is_storage_that_is_unavailable(
    vault: KmsVault, kms: OneAtATime
) -> None:
    vault.put("a/1", b"text")

    def throttle(name: str, request: dict[str, Any]) -> None:
        raise refusal("ThrottlingException")

    kms.before = throttle
    for action in (lambda: vault.get("a/1"), lambda: vault.put("a/2", b"text")):
        with pytest.raises(StorageUnavailable):
            action()
