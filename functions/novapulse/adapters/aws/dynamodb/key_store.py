"""API keys in DynamoDB. Of a secret, only its hash arrives here."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from novapulse.adapters.aws.dynamodb import keys
from novapulse.adapters.aws.dynamodb.attributes import Item, encode, present, ttl, utc_text
from novapulse.adapters.aws.dynamodb.keys import Key
from novapulse.adapters.aws.dynamodb.query import Index, Query
from novapulse.adapters.aws.dynamodb.table import Table
from novapulse.adapters.aws.dynamodb.transactions import settled
from novapulse.adapters.aws.dynamodb.writes import ABSENT, PRESENT, Put, Update, When, Write
from novapulse.domain.errors import Conflict
from novapulse.domain.keys import ApiKey, KeyUse

CHANGING = frozenset({"revoked_at", "last_used_at"})
TOKEN_KEPT = timedelta(days=1)
"""Beyond its end: a caller with an old token is told that it has expired."""
MOST_TOKENS = 99
"""Of one key, at once: one transaction ends them all with it."""


class DynamoKeyStore:
    """Fulfils ``KeyStore``. ``use_days`` is how long uses of keys are kept."""

    def __init__(self, table: Table, *, use_days: float) -> None:
        self._table = table
        self._uses_kept = timedelta(days=use_days)

    def add(self, key: ApiKey, secret_sha256: str) -> None:
        """1 request, 2 for a token. Raises Conflict for an id or a secret that is taken."""
        kept = {} if key.issued_by is None else {"ttl": ttl(_end(key), TOKEN_KEPT)}
        pointer = {"secret_sha256": secret_sha256, **kept}
        by_id = Put(keys.api_key_by_id(key.id), pointer, ABSENT)
        by_secret = Put(keys.api_key(secret_sha256), {**_item(key), **kept}, ABSENT)
        if not self._table.holds_all([by_secret, by_id, *self._as_token(key, pointer)]):
            raise Conflict("key_already_exists", f"A key '{key.id}' exists already.")

    def by_secret(self, secret_sha256: str) -> ApiKey | None:
        """1 request, always: a key that was revoked ends at once."""
        item = self._table.get(keys.api_key(secret_sha256))
        return None if item is None else _key(item)

    def list(self) -> tuple[ApiKey, ...]:
        """1 request for each MB. By an index: one that was just made may be missing."""
        return tuple(map(_key, self._table.query(Query(keys.KEYS, index=Index.GSI1))))

    def token_of(self, key_id: str, now: datetime) -> ApiKey | None:
        """2 requests, and 1 for each that was revoked before its time; 1 if there is none."""
        query = Query(keys.tokens(key_id), low=utc_text(now) + keys.LAST_TEXT, newest_first=True)
        for pointer in self._table.query(query):
            token = self.by_secret(pointer["secret_sha256"])
            if token is not None and token.active(now):
                return token
        return None

    def revoke(self, key_id: str, at: datetime) -> bool:
        """4 requests. A token that is issued in that moment is issued before, and ends, or is not
        issued any more."""
        return settled(lambda: self._revoke(key_id, at))

    def _revoke(self, key_id: str, at: datetime) -> bool:
        item = self._by_id(key_id)
        if item is None:
            return False
        issued = self._table.query(Query(keys.tokens(key_id)))
        tokens = [keys.api_key(each["secret_sha256"]) for each in issued]
        found = self._table.get_many([item, *tokens])
        if item not in found or "revoked_at" in found[item]:
            return False
        unchanged = When(f"attribute_exists(#PK) AND {_as_counted(found[item].get('issued'))}")
        if found[item].get("issued") is not None:
            unchanged.values = {":issued": encode(found[item]["issued"])}
        change = {"revoked_at": utc_text(at)}
        ends = [Update(token, set=change, when=PRESENT) for token in tokens if token in found]
        self._table.transact([Update(item, set=change, when=unchanged), *ends[:MOST_TOKENS]])
        return True

    def revoke_tokens(self, key_id: str, at: datetime) -> int:
        """1 request, and 1 for each token."""
        issued = self._table.query(Query(keys.tokens(key_id)))
        unrevoked = When("attribute_exists(#PK) AND attribute_not_exists(#revoked_at)")
        ends = [
            Update(
                keys.api_key(each["secret_sha256"]),
                set={"revoked_at": utc_text(at)},
                when=unrevoked,
            )
            for each in issued
        ]
        return sum(self._table.holds(end) for end in ends)

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

    def delete_tokens(self, ended_before: datetime) -> int:
        """1 request for each key, and some for each token. A token's ``ttl`` deletes it too."""
        return sum(self._delete_tokens(key.id, ended_before) for key in self.list())

    def _delete_tokens(self, key_id: str, before: datetime) -> int:
        over = list(self._table.query(Query(keys.tokens(key_id), high=utc_text(before))))
        for pointer in over:
            token_id = pointer["SK"].rpartition("#")[2]
            uses = self._table.query(Query(keys.key_uses(token_id)))
            gone = [Key(item["PK"], item["SK"]) for item in uses]
            gone += [keys.api_key(pointer["secret_sha256"]), keys.api_key_by_id(token_id)]
            self._table.delete_many([*gone, Key(pointer["PK"], pointer["SK"])])
        return len(over)

    def _as_token(self, token: ApiKey, pointer: Item) -> Sequence[Write]:
        """The key that issues it is counted up, so that it cannot be revoked meanwhile. Raises
        Conflict for one that was."""
        if token.issued_by is None:
            return []
        key = self._by_id(token.issued_by)
        if key is None:
            raise Conflict("key_not_in_force", f"The key '{token.issued_by}' was revoked.")
        in_force = When("attribute_exists(#PK) AND attribute_not_exists(#revoked_at)")
        named = Put(keys.token(token.issued_by, _end(token), token.id), pointer)
        return [Update(key, add={"issued": 1}, when=in_force), named]

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
    listed = {"GSI1PK": keys.KEYS, "GSI1SK": keys.moment(key.created_at, key.id)}
    return present(
        {
            "doc": key.model_dump_json(exclude=set(CHANGING)),
            **{name: None if at is None else utc_text(at) for name, at in times.items()},
            **(listed if key.issued_by is None else {}),
        }
    )


def _end(token: ApiKey) -> datetime:
    assert token.expires_at is not None, "every token ends"
    return token.expires_at


def _as_counted(issued: int | None) -> str:
    return "attribute_not_exists(#issued)" if issued is None else "#issued = :issued"


def _key(item: Item) -> ApiKey:
    key = ApiKey.model_validate_json(item["doc"])
    changed = {name: datetime.fromisoformat(item[name]) for name in CHANGING if name in item}
    return key.model_copy(update=changed)
