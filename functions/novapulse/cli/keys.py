"""``novapulse keys``: works while a server runs, and never starts a job."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from novapulse.cli.accounts import opened
from novapulse.cli.json_output import print_json
from novapulse.domain.errors import Conflict, InvalidRequest, NotFound
from novapulse.domain.keys import SCOPES, ApiKey, parse_scopes
from novapulse.domain.wire_time import wire_time
from novapulse.ports import TenantStore
from novapulse.services import keys as use_cases
from novapulse.services.tenants import DEFAULT_TIER

MAX_EXPIRES_DAYS = 3650
NOT_FOR_APPS = ("pii:read",)
"""Symbl has no scopes: an app gets all of them, unless told otherwise, but what was redacted."""


@dataclass(frozen=True)
class KeyRequest:
    """As it was typed. ``tier`` is for a new tenant, None for the usual one; ``symbl`` asks for the
    id and the secret of an app."""

    tenant: str
    scopes: str | None = None
    tier: str | None = None
    expires_days: int | None = None
    live: bool = True
    symbl: bool = False


def create_key(wanted: KeyRequest, *, data_dir: Path | None, aws: bool, as_json: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        made = use_cases.create_key(
            tenant=wanted.tenant,
            scopes=_scopes(wanted),
            tenants=kept.tenants,
            keys=kept.keys,
            clock=kept.clock,
            tier=_tier(wanted, kept.tenants),
            live=wanted.live,
            expires_at=_end(wanted.expires_days, kept.clock.now()),
        )
    if as_json:
        print_json({**_shown(made, symbl=wanted.symbl), **_about(made.key)})
        return
    console = Console(highlight=False)
    if wanted.symbl:
        for name, value in _shown(made, symbl=True).items():
            console.print(f"{name} {value}", soft_wrap=True)
    else:
        console.print(made.secret, soft_wrap=True)
    what = "secret" if wanted.symbl else "key"
    Console(stderr=True, highlight=False).print(
        f"[dim]{made.key.id} of tenant {made.key.tenant}: {', '.join(made.key.scopes)}. "
        f"The {what} is shown this once; only its hash is kept.[/]"
    )


def _shown(made: use_cases.NewKey, *, symbl: bool) -> dict[str, str]:
    if symbl:
        return {"app_id": made.key.id, "app_secret": made.secret}
    return {"key": made.secret, "id": made.key.id}


def _about(key: ApiKey) -> dict[str, Any]:
    return {
        "tenant": key.tenant,
        "scopes": list(key.scopes),
        "expires_at": wire_time(key.expires_at),
    }


def _scopes(wanted: KeyRequest) -> tuple[str, ...]:
    """Raises InvalidRequest."""
    if wanted.scopes is not None:
        return parse_scopes(wanted.scopes)
    if wanted.symbl:
        return tuple(scope for scope in SCOPES if scope not in NOT_FOR_APPS)
    raise InvalidRequest(
        "missing_required_field", f"--scopes: is required; send all, or some of {', '.join(SCOPES)}"
    )


def list_keys(*, data_dir: Path | None, aws: bool, as_json: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        found, now = kept.keys.list(), kept.clock.now()
    if as_json:
        print_json([key.model_dump(mode="json") for key in found])
        return
    table = Table("id", "tenant", "ends in", "scopes", "made", "last used", "state")
    for key in found:
        table.add_row(
            key.id,
            key.tenant,
            f"…{key.hint}",
            " ".join(key.scopes),
            f"{key.created_at:%Y-%m-%d %H:%M}",
            f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never",
            _state(key, now),
        )
    Console().print(table if found else "No keys yet: novapulse keys create --help")


def revoke_key(key_id: str, *, data_dir: Path | None, aws: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        use_cases.revoke_key(key_id, keys=kept.keys, clock=kept.clock)
    Console(highlight=False).print(f"Revoked {key_id}.")


def _tier(wanted: KeyRequest, tenants: TenantStore) -> str:
    """Raises Conflict rather than leave a tier unheeded."""
    try:
        existing = tenants.get(wanted.tenant)
    except NotFound:
        return wanted.tier or DEFAULT_TIER
    if wanted.tier not in (None, existing.tier):
        raise Conflict(
            "tenant_exists",
            f"tier: tenant '{existing.name}' exists and is {existing.tier}; change it with "
            f"'novapulse tenants set {existing.name} --tier {wanted.tier}'",
        )
    return existing.tier


def _end(days: int | None, now: datetime) -> datetime | None:
    if days is None:
        return None
    if not 1 <= days <= MAX_EXPIRES_DAYS:
        raise InvalidRequest(
            "invalid_parameter",
            f"expires-days: {days} is not accepted; send 1 to {MAX_EXPIRES_DAYS}",
        )
    return now + timedelta(days=days)


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at is not None:
        return f"revoked {key.revoked_at:%Y-%m-%d %H:%M}"
    return "in force" if key.active(now) else "expired"
