"""``novapulse policies set`` and ``show``: seen by a server that runs from its next call on."""

import sys
from collections.abc import Sequence
from pathlib import Path

from novapulse.cli.accounts import opened
from novapulse.cli.json_output import print_json
from novapulse.cli.terminal import say
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import Policy
from novapulse.services.policies.document import MOST_BYTES
from novapulse.services.policies.read import check_policy
from novapulse.services.policies.tenant import set_policies
from novapulse.services.policies.write import policy_yaml

DEFAULT_COUNTS = "# none of its own: that of 'novapulse policies default' counts"


def set_tenant_policies(
    tenant: str, files: Sequence[Path], *, none: bool, data_dir: Path | None, aws: bool
) -> None:
    """All files are right, or nothing is changed. Raises InvalidRequest, NotFound."""
    if bool(files) == none:
        raise InvalidRequest(
            "missing_required_field",
            "set: name the files of all policies that the tenant is to have, or give --none",
        )
    policies = [_policy(file) for file in files]
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        changed = set_policies(tenant, policies, tenants=kept.tenants)
    names = ", ".join(policy.name for policy in changed.policies)
    say(f"Policies of {tenant}: {names or 'none of its own, the default counts'}.")


def show_tenant_policies(tenant: str, *, data_dir: Path | None, aws: bool, as_json: bool) -> None:
    """YAML, each policy a document that ``set`` takes as a file."""
    with opened(data_dir=data_dir, aws=aws) as (_, kept):
        policies = kept.tenants.get(tenant).policies
    if as_json:
        print_json([policy.model_dump(mode="json") for policy in policies])
        return
    documents = [policy_yaml(policy) for policy in policies]
    sys.stdout.write("---\n".join(documents) if documents else f"{DEFAULT_COUNTS}\n")


def _policy(file: Path) -> Policy:
    with file.open("rb") as opened_file:
        checked = check_policy(opened_file.read(MOST_BYTES + 1))
    if checked.policy is None:
        problems = "\n".join(f"{file}: {problem}" for problem in checked.problems)
        raise InvalidRequest("invalid_policy", problems)
    return checked.policy
