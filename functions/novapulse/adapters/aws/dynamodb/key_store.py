"""API keys in DynamoDB. Of a secret, only its hash arrives here."""

import secrets
from datetime import datetime, timedelta

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, present, ttl, utc_text
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.writes import ABSENT, Put, Update, When
from novapulse.domain.errors import Conflict
from novapulse.domain.keys import ApiKey, KeyUse

CHANGING = frozenset({"revoked_at", "last_used_at"})


class DynamoKeyStore:
    """Fulfils ``KeyStore``. ``use_days`` is how long uses of keys are kept."""

    def __init__(self, table: Table, *, use_days: float) -> None:
        self._table = table
        self._uses_kept = timedelta(days=use_days)

    def add(self, key: ApiKey, secret_sha256: str) -> None:
        """1 request. Raises Conflict for an id or a secret that is taken."""
        by_id = Put(keys.api_key_by_id(key.id), {"secret_sha256": secret_sha256}, ABSENT)
        by_secret = Put(keys.api_key(secret_sha256), _item(key), ABSENT)
        if not self._table.holds_all([by_secret, by_id]):
            raise Conflict("key_already_exists", f"A key '{key.id}' exists already.")

    def by_secret(self, secret_sha256: str) -> ApiKey | None:
        """1 request, always: a key that was revoked ends at once."""
        item = self._table.get(keys.api_key(secret_sha256))
        return None if item is None else _key(item)

    def list(self) -> tuple[ApiKey, ...]:
        """1 request for each MB. By an index: one that was just made may be missing."""
        return tuple(map(_key, self._table.query(Query(keys.KEYS, index=Index.GSI1))))

    def revoke(self, key_id: str, at: datetime) -> bool:
        """2 requests."""
        item = self._by_id(key_id)
        if item is None:
            return False
        first = When("attribute_exists(#PK) AND attribute_not_exists(#revoked_at)")
        return self._table.holds(Update(item, set={"revoked_at": utc_text(at)}, when=first))

    def log_uses(self, uses: tuple[KeyUse, ...]) -> None:
        """1 request for each 25 uses, 1 for each 100 keys and 1 for each key."""
        self._table.put_many([self._use(use) for use in uses])
        latest = {use.key_id: use.at for use in sorted(uses, key=lambda use: use.at)}
        found = self._table.get_many([keys.api_key_by_id(key_id) for key_id in latest])
        for key_id, at in latest.items():
            pointer = found.get(keys.api_key_by_id(key_id))
            if pointer is not None:
                self._move_last_use(keys.api_key(pointer["secret_sha256"]), utc_text(at))

    def delete_uses(self, before: datetime) -> int:
        """1 request for each key, and 1 for each 25 uses. A use's ``ttl`` deletes it too."""
        return sum(self._delete_uses(key.id, before) for key in self.list())

    def _by_id(self, key_id: str) -> Key | None:
        pointer = self._table.get(keys.api_key_by_id(key_id))
        return None if pointer is None else keys.api_key(pointer["secret_sha256"])

    def _use(self, use: KeyUse) -> Put:
        kept = {"doc": use.model_dump_json(), "ttl": ttl(use.at, self._uses_kept)}
        return Put(keys.key_use(use.key_id, use.at, secrets.token_hex(4)), kept)

    def _move_last_use(self, key: Key, at: str) -> None:
        earlier = When(
            "attribute_exists(#PK)"
            " AND (attribute_not_exists(#last_used_at) OR #last_used_at < :at)",
            at=at,
        )
        self._table.holds(Update(key, set={"last_used_at": at}, when=earlier))

    def _delete_uses(self, key_id: str, before: datetime) -> int:
        query = Query(keys.key_uses(key_id), high=utc_text(before))
        old = [Key(item["PK"], item["SK"]) for item in self._table.query(query)]
        self._table.delete_many(old)
        return len(old)


def _item(key: ApiKey) -> Item:
    times = {name: getattr(key, name) for name in CHANGING}
    return present(
        {
            "doc": key.model_dump_json(exclude=set(CHANGING)),
            **{name: None if at is None else utc_text(at) for name, at in times.items()},
            "GSI1PK": keys.KEYS,
            "GSI1SK": keys.moment(key.created_at, key.id),
        }
    )


def _key(item: Item) -> ApiKey:
    key = ApiKey.model_validate_json(item["doc"])
    changed = {name: datetime.fromisoformat(item[name]) for name in CHANGING if name in item}
    return key.model_copy(update=changed)
