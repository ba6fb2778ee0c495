"""API keys in SQLite. Of a secret, only its hash arrives here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, delete, insert, or_, select, update

from novapulse.adapters.sqlite.database import writing
from novapulse.adapters.sqlite.standing_reader import StandingReader
from novapulse.adapters.sqlite.tables import API_KEYS, KEY_USES
from novapulse.domain.errors import Conflict
from novapulse.domain.keys import ApiKey, KeyUse

IN_FORCE = select(API_KEYS.c.id).where(
    API_KEYS.c.id == bindparam("key_id"), API_KEYS.c.revoked_at.is_(None)
)
BY_SECRET = select(API_KEYS).where(API_KEYS.c.secret_sha256 == bindparam("secret_sha256"))


class SqliteKeyStore:
    """Fulfils ``KeyStore``. Keys that were found are remembered until the database changes, so a
    revoked key ends at once, whichever process revoked it."""

    def __init__(self, engine: Engine) -> None:
        self._reads = engine
        self._writes = writing(engine)
        self._reader = StandingReader(engine)
        self._by_secret = self._reader.prepare(BY_SECRET)
        self._known: tuple[int, dict[str, ApiKey]] = (0, {})
        """By secret, as of a version of the database."""

    def add(self, key: ApiKey, secret_sha256: str) -> None:
        values = key.model_dump() | {"secret_sha256": secret_sha256, "scopes": list(key.scopes)}
        with self._writes.begin() as connection:
            if key.issued_by is not None:
                found = connection.execute(IN_FORCE, {"key_id": key.issued_by}).one_or_none()
                if found is None:
                    raise Conflict("key_not_in_force", f"The key '{key.issued_by}' was revoked.")
            connection.execute(insert(API_KEYS).values(values))

    def by_secret(self, secret_sha256: str) -> ApiKey | None:
        # The version is read before the key: a change in between makes the next call look again.
        version = self._reader.data_version()
        if self._known[0] != version:
            self._known = (version, {})
        known = self._known[1]
        key = known.get(secret_sha256) or self._find(secret_sha256)
        if key is not None:
            known[secret_sha256] = key
        return key

    def list(self) -> tuple[ApiKey, ...]:
        statement = (
            select(API_KEYS)
            .where(API_KEYS.c.issued_by.is_(None))
            .order_by(API_KEYS.c.created_at, API_KEYS.c.id)
        )
        with self._reads.connect() as connection:
            return tuple(_key(row._mapping) for row in connection.execute(statement))

    def token_of(self, key_id: str, now: datetime) -> ApiKey | None:
        statement = (
            select(API_KEYS)
            .where(
                API_KEYS.c.issued_by == key_id,
                API_KEYS.c.revoked_at.is_(None),
                API_KEYS.c.expires_at > now,
            )
            .order_by(API_KEYS.c.expires_at.desc(), API_KEYS.c.id)
            .limit(1)
        )
        with self._reads.connect() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _key(row._mapping)

    def revoke(self, key_id: str, at: datetime) -> bool:
        unrevoked = update(API_KEYS).where(API_KEYS.c.revoked_at.is_(None)).values(revoked_at=at)
        with self._writes.begin() as connection:
            if connection.execute(unrevoked.where(API_KEYS.c.id == key_id)).rowcount != 1:
                return False
            connection.execute(unrevoked.where(API_KEYS.c.issued_by == key_id))
            return True

    def revoke_tokens(self, key_id: str, at: datetime) -> int:
        issued = (API_KEYS.c.issued_by == key_id, API_KEYS.c.revoked_at.is_(None))
        with self._writes.begin() as connection:
            revoked = connection.execute(update(API_KEYS).where(*issued).values(revoked_at=at))
            return revoked.rowcount

    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        if not uses:
            return
        latest = {use.key_id: use.at for use in sorted(uses, key=lambda use: use.at)}
        with self._writes.begin() as connection:
            connection.execute(insert(KEY_USES), [use.model_dump() for use in uses])
            for key_id, at in latest.items():
                older = or_(API_KEYS.c.last_used_at.is_(None), API_KEYS.c.last_used_at < at)
                connection.execute(
                    update(API_KEYS).where(API_KEYS.c.id == key_id, older).values(last_used_at=at)
                )

    def delete_uses(self, before: datetime) -> int:
        with self._writes.begin() as connection:
            return connection.execute(delete(KEY_USES).where(KEY_USES.c.at < before)).rowcount

    def delete_tokens(self, ended_before: datetime) -> int:
        over = select(API_KEYS.c.id).where(
            API_KEYS.c.issued_by.is_not(None), API_KEYS.c.expires_at < ended_before
        )
        with self._writes.begin() as connection:
            connection.execute(delete(KEY_USES).where(KEY_USES.c.key_id.in_(over)))
            return connection.execute(delete(API_KEYS).where(API_KEYS.c.id.in_(over))).rowcount

    def _find(self, secret_sha256: str) -> ApiKey | None:
        columns = self._reader.read(self._by_secret, {"secret_sha256": secret_sha256})
        return None if columns is None else _key(columns)


def _key(columns: Mapping[Any, Any]) -> ApiKey:
    return ApiKey.model_validate(
        {name: value for name, value in columns.items() if name != "secret_sha256"}
    )
