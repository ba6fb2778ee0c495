"""The clients as AWS meets them: without a request."""

from urllib.parse import urlsplit

import pytest

from novapulse.bootstrap.aws.clients import Clients

SIGNED = {"Bucket": "recordings", "Key": "staged/acme/upload_1/part-00001", "ContentLength": 5}


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3", raising=False)


def test_an_uploads_url_names_the_region_of_its_bucket() -> None:
    """Elsewhere a new bucket answers with a redirect, and the signature is of another host."""
    url = Clients().s3.generate_presigned_url("put_object", Params=SIGNED, ExpiresIn=60)
    assert urlsplit(url).netloc == "recordings.s3.eu-central-1.amazonaws.com"


def test_an_uploads_url_asks_for_nothing_that_a_caller_would_not_send() -> None:
    url = Clients().s3.generate_presigned_url("put_object", Params=SIGNED, ExpiresIn=60)
    assert "X-Amz-SignedHeaders=content-length%3Bhost&" in url
    assert "checksum" not in url.lower()
