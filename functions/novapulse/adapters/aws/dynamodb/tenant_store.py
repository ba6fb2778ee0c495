"""Tenants in DynamoDB."""

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Put, When
from novapulse.domain.errors import NotFound
from novapulse.domain.tenant import Tenant


class DynamoTenantStore:
    """Fulfils ``TenantStore``."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, tenant: Tenant) -> None:
        """1 request."""
        self._table.holds(_put(tenant, ABSENT))

    def get(self, name: str) -> Tenant:
        """1 request."""
        item = self._table.get(keys.tenant(name))
        if item is None:
            raise _unknown(name)
        return _tenant(item)

    def list(self) -> tuple[Tenant, ...]:
        """1 request for each MB. By an index: one that was just made may be missing."""
        return tuple(map(_tenant, self._table.query(Query(keys.TENANTS, index=Index.GSI1))))

    def update(self, tenant: Tenant) -> None:
        """1 request."""
        if not self._table.holds(_put(tenant, PRESENT)):
            raise _unknown(tenant.name)


def _put(tenant: Tenant, when: When) -> Put:
    listed = {"GSI1PK": keys.TENANTS, "GSI1SK": tenant.name}
    return Put(keys.tenant(tenant.name), {"doc": tenant.model_dump_json(), **listed}, when)


def _tenant(item: Item) -> Tenant:
    return Tenant.model_validate_json(item["doc"])


def _unknown(name: str) -> NotFound:
    return NotFound(
        "tenant_not_found", f"No tenant '{name}' exists; 'novapulse tenants create' makes one."
    )
