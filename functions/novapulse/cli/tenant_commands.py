"""The commands of ``novapulse tenants`` and their options."""

from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.options import AsJson, DataDir, InAws

tenants = typer.Typer(
    help="Tenants of this data directory or of AWS, and what was agreed with them.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="As shown by tenants list.")]
TIER = "free, starter, professional or enterprise."


@tenants.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Letters, digits, '-' and '_'.")],
    tier: Annotated[str, typer.Option(help=TIER)] = "professional",
    data_dir: DataDir = None,
    aws: InAws = False,
) -> None:
    """Make a tenant. A key for it is made by keys create."""
    from novapulse.cli.tenants import create_tenant

    with shown_to_the_person():
        create_tenant(name, tier=tier, data_dir=data_dir, aws=aws)


@tenants.command("list")
def list_(data_dir: DataDir = None, aws: InAws = False, as_json: AsJson = False) -> None:
    """List all tenants, without their secrets."""
    from novapulse.cli.tenants import list_tenants

    with shown_to_the_person(as_json=as_json):
        list_tenants(data_dir=data_dir, aws=aws, as_json=as_json)


@tenants.command("show")
def show(name: Name, data_dir: DataDir = None, aws: InAws = False, as_json: AsJson = False) -> None:
    """Show what counts for one tenant."""
    from novapulse.cli.tenants import show_tenant

    with shown_to_the_person(as_json=as_json):
        show_tenant(name, data_dir=data_dir, aws=aws, as_json=as_json)


@tenants.command("set")
def set_(
    name: Name,
    *,
    tier: Annotated[str | None, typer.Option(help=TIER)] = None,
    retention_days: Annotated[
        str | None,
        typer.Option(help="How long recordings and results are kept; or 'default'."),
    ] = None,
    concurrent_jobs: Annotated[
        str | None, typer.Option(help="Queued and processing jobs at most; or 'default'.")
    ] = None,
    data_dir: DataDir = None,
    aws: InAws = False,
) -> None:
    """Change what counts for a tenant, from its next request on."""
    from novapulse.cli.tenants import set_tenant

    with shown_to_the_person():
        set_tenant(
            name,
            tier=tier,
            retention_days=retention_days,
            concurrent_jobs=concurrent_jobs,
            data_dir=data_dir,
            aws=aws,
        )


@tenants.command("secret")
def secret(name: Name, data_dir: DataDir = None, aws: InAws = False) -> None:
    """Print the secret that signs the tenant's webhooks."""
    from novapulse.cli.tenants import print_secret

    with shown_to_the_person():
        print_secret(name, data_dir=data_dir, aws=aws)


@tenants.command("rotate-secret")
def rotate_secret(
    name: Name,
    overlap_hours: Annotated[
        float | None,
        typer.Option(help="How long the old secret signs too.", show_default="24"),
    ] = None,
    data_dir: DataDir = None,
    aws: InAws = False,
) -> None:
    """Make a new webhook secret and print it."""
    from novapulse.cli.tenants import rotate

    with shown_to_the_person():
        rotate(name, overlap_hours=overlap_hours, data_dir=data_dir, aws=aws)
