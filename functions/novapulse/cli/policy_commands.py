"""The commands of ``novapulse policies`` and their options."""

from pathlib import Path
from typing import Annotated

import typer

from novapulse.cli.failures import shown_to_the_person
from novapulse.cli.options import AsJson

policies = typer.Typer(
    help="Policies: what calls have to say, and what must not be said.", no_args_is_help=True
)


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
