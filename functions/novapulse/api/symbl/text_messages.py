"""The messages of ``/v1/process/text``: a written call, and who takes part in it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from novapulse.api.symbl.parameters import member
from novapulse.api.symbl.values import objects_of
from novapulse.domain.conversation import Member
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.domain.written_call import WrittenCall, WrittenTurn

LARGEST_ID = 10**18
ROLES = {role.casefold(): role for role in (AGENT, CUSTOMER)}


class Written(NamedTuple):
    """``began``: when the first message was said, None where nobody noted it. ``named``: whether
    any message says whom it is from."""

    call: WrittenCall
    members: tuple[Member, ...]
    began: datetime | None
    named: bool


class _Message(NamedTuple):
    """``start`` and ``end``: Unix time, or seconds from any moment."""

    text: str
    user: str
    name: str
    start: float | None
    end: float | None


def read_messages(sent: Mapping[str, Any]) -> Written:
    """Raises InvalidRequest naming the message. Times that are none are left out."""
    messages = [_message(number, each) for number, each in enumerate(_list(sent))]
    if all(message.start is not None for message in messages):
        messages.sort(key=lambda message: message.start or 0.0)
    zero = min((m.start for m in messages if m.start is not None), default=None)
    speakers = {identity: place for place, identity in enumerate(_identities(messages))}
    members = _members(messages, speakers)
    labels = _labels(len(speakers), members)
    turns = tuple(
        WrittenTurn(
            speaker=labels[speakers[_identity(message)]],
            text=message.text,
            start=_since(zero, message.start),
            end=_since(zero, message.end),
        )
        for message in messages
    )
    return Written(WrittenCall(turns=turns), members, _moment(zero), any(speakers))


def _list(sent: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    messages = objects_of(sent, "messages")
    if not messages:
        raise InvalidRequest(
            "missing_required_field",
            '"messages" is required: a list of objects such as {"payload": {"content": "Hello"}, '
            '"from": {"userId": "a@example.com", "name": "A"}}',
        )
    return messages


def _message(number: int, sent: Mapping[str, Any]) -> _Message:
    content = _object(sent, "payload").get("content")
    if not isinstance(content, str) or not content.strip():
        raise InvalidRequest(
            "missing_required_field",
            f'"messages[{number}].payload.content" is required and is a text that is not blank',
        )
    speaker, duration = _object(sent, "from"), _object(sent, "duration")
    start, end = _instant(duration.get("startTime")), _instant(duration.get("endTime"))
    if start is None or (end is not None and end < start):
        end = None
    user = _plain(speaker.get("userId")) or _plain(speaker.get("email"))
    return _Message(content.strip(), user, _plain(speaker.get("name")), start, end)


def _identities(messages: Sequence[_Message]) -> Iterable[str]:
    """By first appearance."""
    return dict.fromkeys(_identity(message) for message in messages)


def _identity(message: _Message) -> str:
    """Blank for a message that does not say whom it is from."""
    return message.user.casefold() or message.name


def _labels(speakers: int, members: Sequence[Member]) -> list[str]:
    """Never a person's name. One party that is called by a role has it."""
    called = {each.source: (each.name or "").casefold() for each in members}
    claims = Counter(called.values())
    sources = map(_source, range(speakers))
    return [
        ROLES[role] if (role := called.get(source, "")) in ROLES and claims[role] == 1 else source
        for source in sources
    ]


def _members(messages: Sequence[_Message], speakers: Mapping[str, int]) -> tuple[Member, ...]:
    """With the name that each was given first."""
    found: dict[str, Member] = {}
    for message in messages:
        identity = _identity(message)
        if identity and (identity not in found or found[identity].name is None):
            source = _source(speakers[identity])
            found[identity] = member(source, message.name, message.user)
    return tuple(found.values())


def _source(number: int) -> str:
    return f"speaker {number + 1}"


def _since(zero: float | None, at: float | None) -> float | None:
    return None if zero is None or at is None else round(at - zero, 3)


def _instant(value: Any) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < 1e10 else None
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).timestamp()
    except (ValueError, OverflowError):
        return None


def _moment(zero: float | None) -> datetime | None:
    """None for seconds that are no Unix time of a day when calls were written down."""
    return datetime.fromtimestamp(zero, UTC) if zero is not None and zero > 1e8 else None


def _object(sent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = sent.get(name)
    return value if isinstance(value, dict) else {}


def _plain(value: Any) -> str:
    """Some number their users."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_ID:
        return str(value)
    return value.strip() if isinstance(value, str) else ""
