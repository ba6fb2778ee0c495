"""The policies of a tenant, all of them at once."""

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import Policy
from novapulse.domain.tenant import Tenant
from novapulse.ports import TenantStore

MOST_POLICIES = 50
MOST_BYTES = 262_144
"""Of all together as JSON: an item of DynamoDB takes 400 KB.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"""


def set_policies(name: str, policies: Sequence[Policy], *, tenants: TenantStore) -> Tenant:
    """They take the place of all that the tenant had, and count for calls that are assessed from
    then on. Raises NotFound(``tenant_not_found``), InvalidRequest."""
    _check_names(policies)
    _check_size(policies)
    changed = tenants.get(name).model_copy(update={"policies": tuple(policies)})
    tenants.update(changed)
    return changed


def _check_names(policies: Iterable[Policy]) -> None:
    seen: set[str] = set()
    for policy in policies:
        if policy.name in seen:
            raise InvalidRequest(
                "invalid_policy",
                f"name: '{policy.name}' is given twice; each policy of a tenant needs its own",
            )
        seen.add(policy.name)


def _check_size(policies: Sequence[Policy]) -> None:
    if len(policies) > MOST_POLICIES:
        raise InvalidRequest(
            "invalid_policy", f"{len(policies)} policies; a tenant has {MOST_POLICIES} at most"
        )
    size = len(TypeAdapter(tuple[Policy, ...]).dump_json(tuple(policies)))
    if size > MOST_BYTES:
        raise InvalidRequest(
            "invalid_policy",
            f"the policies have {size} bytes as JSON; accepted are {MOST_BYTES} in all",
        )
