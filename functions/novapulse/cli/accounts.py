"""Tenants and keys of either home, for the person who runs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from novapulse.cli.settings import load_settings
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.ports import Clock, KeyStore, TenantStore


class Accounts(Protocol):
    """As far as ``keys`` and ``tenants`` go."""

    @property
    def clock(self) -> Clock: ...
    @property
    def tenants(self) -> TenantStore: ...
    @property
    def keys(self) -> KeyStore: ...


@contextmanager
def opened(*, data_dir: Path | None, aws: bool) -> Iterator[tuple[Settings, Accounts]]:
    """Those of ``data_dir``; with ``aws`` those of the table that NOVAPULSE_AWS_TABLE names.
    Raises InvalidRequest for both at once, for an AWS that refuses, and without the AWS SDK."""
    if not aws:
        from novapulse.bootstrap.stores import open_stores

        settings = load_settings(data_dir=data_dir)
        yield settings, open_stores(settings)
        return
    if data_dir is not None:
        raise InvalidRequest("invalid_parameter", "--aws: give it or --data-dir, not both")
    with _refusals():
        from novapulse.bootstrap.aws.clients import Clients
        from novapulse.bootstrap.aws.ports import Ports

        settings = load_settings()
        yield settings, Ports(settings, Clients())


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        raise InvalidRequest(
            "aws_sdk_missing", "--aws: the AWS SDK is not installed; make check installs it"
        ) from None
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise InvalidRequest("aws_refused", f"AWS: {error}") from None
