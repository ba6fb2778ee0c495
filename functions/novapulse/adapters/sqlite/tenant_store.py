"""Tenants in SQLite."""

from typing import Any

from sqlalchemy import Engine, Row, select, update
from sqlalchemy.dialects import sqlite

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.tables import TENANTS
from novapulse.domain.errors import NotFound
from novapulse.domain.tenant import Tenant


class SqliteTenantStore:
    """Fulfils ``TenantStore``."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)

    def add(self, tenant: Tenant) -> None:
        statement = sqlite.insert(TENANTS).values(_values(tenant))
        with self._writes.begin() as connection:
            connection.execute(statement.on_conflict_do_nothing(index_elements=["name"]))

    def get(self, name: str) -> Tenant:
        with self._reads.connect() as connection:
            row = connection.execute(select(TENANTS).where(TENANTS.c.name == name)).one_or_none()
        if row is None:
            raise _unknown(name)
        return _tenant(row)

    def list(self) -> tuple[Tenant, ...]:
        with self._reads.connect() as connection:
            rows = connection.execute(select(TENANTS).order_by(TENANTS.c.name))
            return tuple(_tenant(row) for row in rows)

    def update(self, tenant: Tenant) -> None:
        statement = update(TENANTS).where(TENANTS.c.name == tenant.name).values(_values(tenant))
        with self._writes.begin() as connection:
            if connection.execute(statement).rowcount != 1:
                raise _unknown(tenant.name)


def _values(tenant: Tenant) -> dict[str, Any]:
    policies = [policy.model_dump(mode="json") for policy in tenant.policies]
    return {**tenant.model_dump(exclude={"policies"}), "policies": policies}


def _tenant(row: Row[Any]) -> Tenant:
    return Tenant.model_validate(dict(row._mapping))


def _unknown(name: str) -> NotFound:
    return NotFound(
        "tenant_not_found", f"No tenant '{name}' exists; 'novapulse tenants create' makes one."
    )
