from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from novapulse.adapters.local.disk.url_signer import UrlSigner
from novapulse.domain.errors import Forbidden
from novapulse.domain.upload import PartLink

LINK = PartLink("acme", "upl_" + "0" * 32, 1, 1_000_000)
BEFORE = datetime.fromtimestamp(999_999.9, UTC)
SIGNER = UrlSigner(bytes(range(32)))


def signature(link: PartLink = LINK, signer: UrlSigner = SIGNER) -> str:
    return parse_qs(urlsplit(signer.url(link)).query)["signature"][0]


def test_a_url_is_good_until_its_end() -> None:
    SIGNER.check(LINK, signature(), BEFORE)
    with pytest.raises(Forbidden) as caught:
        SIGNER.check(LINK, signature(), datetime.fromtimestamp(1_000_000, UTC))
    assert caught.value.code == "upload_url_expired"


@pytest.mark.parametrize(
    "change",
    [
        {"tenant": "rival"},
        {"upload_id": "upl_" + "1" * 32},
        {"part_number": 2},
        {"expires": 1_000_001},
        {"expires": 999_999},
    ],
)
def test_a_signature_is_for_one_link(change: dict[str, Any]) -> None:
    with pytest.raises(Forbidden) as caught:
        SIGNER.check(replace(LINK, **change), signature(), BEFORE)
    assert caught.value.code == "invalid_signature"


@pytest.mark.parametrize("wrong", ["", "0" * 64, "é", signature().upper(), signature()[:-1]])
def test_anything_else_is_no_signature(wrong: str) -> None:
    with pytest.raises(Forbidden) as caught:
        SIGNER.check(LINK, wrong, BEFORE)
    assert caught.value.code == "invalid_signature"


def test_another_key_signs_otherwise() -> None:
    assert signature(signer=UrlSigner(bytes(32))) != signature()


def test_the_end_of_a_url_is_not_told_to_who_guesses() -> None:
    with pytest.raises(Forbidden) as caught:
        SIGNER.check(replace(LINK, expires=1), signature(), BEFORE)
    assert caught.value.code == "invalid_signature"
