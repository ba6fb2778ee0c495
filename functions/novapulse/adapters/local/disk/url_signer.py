"""URLs that let whoever has them send one part of one upload, for a time."""

import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlencode

from novapulse.domain.errors import Forbidden
from novapulse.domain.upload import PartLink

METHOD = "PUT"
PATH = "v1/audio/uploads/{upload_id}/parts/{part_number}"
"""Relative to the server's root: only the request tells under which name the server is known."""


class UrlSigner:
    """Signs with HMAC-SHA256 over method, upload, part, tenant and end."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def url(self, link: PartLink) -> str:
        path = PATH.format(upload_id=link.upload_id, part_number=link.part_number)
        query = {
            "tenant": link.tenant,
            "expires": link.expires,
            "signature": self._signature(link),
        }
        return f"{path}?{urlencode(query)}"

    def check(self, link: PartLink, signature: str, now: datetime) -> None:
        """Raises Forbidden: ``invalid_signature``, and ``upload_url_expired`` for a right one."""
        if not hmac.compare_digest(self._signature(link).encode(), signature.encode()):
            raise Forbidden(
                "invalid_signature",
                "The URL was altered, or another server signed it; use it as it was given.",
            )
        if now.timestamp() >= link.expires:
            raise Forbidden(
                "upload_url_expired",
                "The URL is no longer good; announce the upload again (POST /v1/audio/uploads).",
            )

    def _signature(self, link: PartLink) -> str:
        # No field can hold a line break, so no two links make the same text.
        fields = (METHOD, link.upload_id, link.part_number, link.tenant, link.expires)
        text = "\n".join(map(str, fields))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
