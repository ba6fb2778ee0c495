"""The rules of a policy file: disclosures and prohibited phrases, with their wordings."""

import re
from typing import Any, get_args

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import (
    Disclosure,
    PhraseSpeaker,
    ProhibitedPhrase,
    Wording,
    WordingKind,
)
from novapulse.language.assessment.wordings.safe_patterns import safe_pattern
from novapulse.language.assessment.wordings.tokens import tokens
from novapulse.services.policies.fields import Field

LONGEST_ID = 64
LONGEST_TEXT = 500
LONGEST_WORDING = 300
MOST_WORDINGS = 20
MOST_SECONDS = 3600
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def read_disclosure(field: Field) -> Disclosure | None:
    """The text itself always counts as one of the wordings."""
    values = _common(field, ("id", "text", "wordings", "within_seconds"))
    if values is None:
        return None
    own = Wording(kind="fuzzy", text=values["text"])
    values["wordings"] = (own, *(wording for wording in values["wordings"] if wording != own))
    limit = values.pop("within_seconds", None)
    seconds = limit.number(1, MOST_SECONDS) if limit else None
    return Disclosure(within_seconds=seconds, **values)


def read_phrase(field: Field) -> ProhibitedPhrase | None:
    """Without wordings, the text itself is looked for."""
    values = _common(field, ("id", "text", "wordings", "speaker"))
    if values is None:
        return None
    speaker = values.pop("speaker", None)
    chosen = speaker.choice(get_args(PhraseSpeaker)) if speaker else None
    return ProhibitedPhrase(speaker=chosen or "agent", **values)


def _common(field: Field, known: tuple[str, ...]) -> dict[str, Any] | None:
    """``id``, ``text`` and ``wordings`` read, other fields as they are; None where one of the
    first two is missing."""
    given = field.fields(known)
    if field.kind != "map":
        return None
    for name in ("id", "text"):
        if name not in given:
            field.problems.add(field.line, f"{field.where}.{name}", "missing")
    if not {"id", "text"} <= set(given):
        return None
    text = given.pop("text")
    wordings = given.pop("wordings", None)
    return {
        **given,
        "id": _id(given["id"]),
        "text": text.text(LONGEST_TEXT),
        "wordings": wordings.each(MOST_WORDINGS, _wording) if wordings else (_own(text),),
    }


def _id(field: Field) -> str:
    value = field.text(LONGEST_ID)
    if value and not _ID.fullmatch(value):
        field.refuse(f"'{value}' is not accepted; use small letters, digits, '-' and '_'")
    return value


def _own(text: Field) -> Wording:
    return Wording(kind="fuzzy", text=" ".join(text.raw.split())[:LONGEST_TEXT])


def _wording(field: Field) -> Wording | None:
    """Plain text is fuzzy; ``exact: ...``, ``fuzzy: ...`` and ``regex: ...`` name their kind."""
    if field.kind != "map":
        return _spoken(field, "fuzzy")
    kinds: tuple[WordingKind, ...] = get_args(WordingKind)
    given = field.fields(kinds)
    if len(given) != 1:
        if given or not field.node.value:
            field.refuse(f"has {len(given)} kinds; one is needed of {', '.join(kinds)}")
        return None
    kind = next(k for k in kinds if k in given)
    return _pattern(given[kind]) if kind == "regex" else _spoken(given[kind], kind)


def _spoken(field: Field, kind: WordingKind) -> Wording | None:
    text = field.text(LONGEST_WORDING)
    if text and not tokens(text):
        field.refuse(f"'{text}' has no words")
    return Wording(kind=kind, text=text) if text else None


def _pattern(field: Field) -> Wording | None:
    if not field.text(LONGEST_WORDING):
        return None
    try:
        safe_pattern(field.raw)
    except InvalidRequest as error:
        field.refuse(error.message.removeprefix("regex: "))
        return None
    return Wording(kind="regex", text=field.raw)
