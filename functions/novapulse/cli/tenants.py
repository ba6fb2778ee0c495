"""``novapulse tenants``: works while a server runs, which sees each change at the next request."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from novapulse.cli.accounts import opened
from novapulse.cli.json_output import print_json
from novapulse.cli.terminal import say
from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.tenant import Tenant
from novapulse.domain.wire_time import wire_time
from novapulse.services import tenants as use_cases

DEFAULT = "default"


def create_tenant(name: str, *, tier: str, data_dir: Path | None, aws: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        made = use_cases.create_tenant(name, tenants=kept.tenants, clock=kept.clock, tier=tier)
    say(f"Made tenant {made.name} ({made.tier}).")


def list_tenants(*, data_dir: Path | None, aws: bool, as_json: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (settings, kept):
        found = kept.tenants.list()
    if as_json:
        print_json([_document(tenant) for tenant in found])
        return
    table = Table("name", "tier", "made", "kept for", "jobs at once")
    for tenant in found:
        table.add_row(
            tenant.name,
            tenant.tier,
            f"{tenant.created_at:%Y-%m-%d %H:%M}",
            _retention(tenant, settings),
            _concurrency(tenant, settings),
        )
    Console().print(table if found else "No tenants yet: novapulse tenants create --help")


def show_tenant(name: str, *, data_dir: Path | None, aws: bool, as_json: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (settings, kept):
        tenant, now = kept.tenants.get(name), kept.clock.now()
    if as_json:
        print_json(_document(tenant))
        return
    secrets = len(tenant.signing_secrets(now))
    until = wire_time(tenant.previous_secret_until) if secrets > 1 else None
    for label, value in (
        ("tenant", tenant.name),
        ("tier", tenant.tier),
        ("made", wire_time(tenant.created_at)),
        ("recordings and results are kept", _retention(tenant, settings)),
        ("queued and processing jobs", _concurrency(tenant, settings)),
        ("policies", ", ".join(policy.name for policy in tenant.policies) or DEFAULT),
        ("webhooks are signed with", f"two secrets until {until}" if until else "one secret"),
    ):
        say(f"{label}: {value}")


def set_tenant(
    name: str,
    *,
    tier: str | None,
    retention_days: str | None,
    concurrent_jobs: str | None,
    data_dir: Path | None,
    aws: bool,
) -> None:
    changes: dict[str, Any] = {} if tier is None else {"tier": tier}
    if retention_days is not None:
        changes["retention_days"] = _count("retention-days", retention_days)
    if concurrent_jobs is not None:
        changes["concurrent_jobs"] = _count("concurrent-jobs", concurrent_jobs)
    if not changes:
        raise InvalidRequest(
            "missing_required_field",
            "set: nothing to change; give --tier, --retention-days or --concurrent-jobs",
        )
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        use_cases.change_tenant(name, tenants=kept.tenants, **changes)
    show_tenant(name, data_dir=data_dir, aws=aws, as_json=False)


def print_secret(name: str, *, data_dir: Path | None, aws: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        say(kept.tenants.get(name).webhook_secret)


def rotate(name: str, *, overlap_hours: float | None, data_dir: Path | None, aws: bool) -> None:
    with opened(data_dir=data_dir, aws=aws) as (settings, kept):
        hours = settings.secret_overlap_hours if overlap_hours is None else overlap_hours
        rotated = use_cases.rotate_secret(
            name, tenants=kept.tenants, clock=kept.clock, overlap_hours=hours
        )
    say(rotated.webhook_secret)
    until = rotated.previous_secret_until
    old = f"signs too until {wire_time(until)}" if until else "signs nothing any more"
    Console(stderr=True, highlight=False).print(f"[dim]The old secret {old}.[/]")


def _count(option: str, text: str) -> int | None:
    """None for ``default``."""
    if text == DEFAULT:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise InvalidRequest(
            "invalid_parameter",
            f"{option}: '{text}' is not accepted; send a whole number from 1, or '{DEFAULT}'",
        )
    return int(text)


def _document(tenant: Tenant) -> dict[str, Any]:
    """Without secrets; null is what the settings say. Of policies the names."""
    left_out = {"webhook_secret", "previous_webhook_secret", "policies"}
    names = [policy.name for policy in tenant.policies]
    return {**tenant.model_dump(mode="json", exclude=left_out), "policies": names}


def _retention(tenant: Tenant, settings: Settings) -> str:
    own = tenant.retention_days
    return f"{own} days" if own else f"{settings.retention_days} days ({DEFAULT})"


def _concurrency(tenant: Tenant, settings: Settings) -> str:
    if tenant.concurrent_jobs:
        return str(tenant.concurrent_jobs)
    most = settings.concurrent_jobs.get(tenant.tier)
    return f"{'no limit' if most is None else most} ({DEFAULT})"
