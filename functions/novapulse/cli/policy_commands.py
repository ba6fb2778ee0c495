"""The commands of ``novapulse policies`` and their options."""

from pathlib import Path
from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.options import AsJson, DataDir, InAws

policies = typer.Typer(
    help="Policies: what calls have to say, and what must not be said.", no_args_is_help=True
)

Tenant = Annotated[str, typer.Argument(help="As shown by tenants list.")]


@policies.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A policy, as docs/policies.md describes it.")],
    as_json: AsJson = False,
) -> None:
    """Say whether a policy file is right, or what is wrong in which line."""
    from novapulse.cli.policies import check_file

    with shown_to_the_person(as_json=as_json):
        check_file(file, as_json=as_json)


@policies.command("default")
def default() -> None:
    """Print the policy that counts where a tenant has none: a file to begin with."""
    from novapulse.cli.policies import print_default

    with shown_to_the_person():
        print_default()


@policies.command("set")
def set_(
    tenant: Tenant,
    files: Annotated[
        list[Path] | None, typer.Argument(help="All policies that it is to have.")
    ] = None,
    *,
    none: Annotated[bool, typer.Option("--none", help="It is to have none of its own.")] = False,
    data_dir: DataDir = None,
    aws: InAws = False,
) -> None:
    """Give a tenant these policies in the place of those that it has."""
    from novapulse.cli.tenant_policies import set_tenant_policies

    with shown_to_the_person():
        set_tenant_policies(tenant, files or [], none=none, data_dir=data_dir, aws=aws)


@policies.command("show")
def show(
    tenant: Tenant, data_dir: DataDir = None, aws: InAws = False, as_json: AsJson = False
) -> None:
    """Print a tenant's policies as files that set takes."""
    from novapulse.cli.tenant_policies import show_tenant_policies

    with shown_to_the_person(as_json=as_json):
        show_tenant_policies(tenant, data_dir=data_dir, aws=aws, as_json=as_json)
