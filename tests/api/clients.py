"""Callers of the native API in either home."""

from types import SimpleNamespace
from typing import Any, cast

import httpx
from fastapi.testclient import TestClient

from novapulse.adapters.aws.s3.upload_parts import S3UploadParts
from novapulse.api.native.app import create_app
from novapulse.services.home import Home
from tests.api.gateway import ADDRESS, HOST, Environments, Gateway


class GatewayClient(httpx.Client):
    """A caller of the AWS home, by way of API Gateway."""

    def __init__(self, home: Home, *, address: str = ADDRESS, **options: Any) -> None:
        self._function = Environments(home)
        self.app = SimpleNamespace(state=SimpleNamespace(home=home))
        super().__init__(
            base_url=f"https://{HOST}",
            transport=Gateway(self._function, address=address),
            follow_redirects=True,
            **options,
        )

    def close(self) -> None:
        super().close()
        self._function.close()

    def __exit__(self, *raised: Any) -> None:
        super().__exit__(*raised)
        self._function.close()

    def __del__(self) -> None:
        self._function.close()


Caller = TestClient | httpx.Client
"""Of an application in this process, or of one behind its gateway or at its address."""


def in_aws(home: Home) -> bool:
    return isinstance(home.upload_parts, S3UploadParts)


def client_of(home: Home, *, address: str | None = None, **options: Any) -> TestClient:
    """``address`` is the caller's own."""
    if in_aws(home):
        options.pop("raise_server_exceptions", None)
        where = {} if address is None else {"address": address}
        return cast(TestClient, GatewayClient(home, **where, **options))
    if address is not None:
        options["client"] = (address, 1)
    return TestClient(create_app(home), **options)


def home_of(client: TestClient) -> Home:
    home: Home = client.app.state.home  # type: ignore[attr-defined]
    return home
