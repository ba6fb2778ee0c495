"""Phrases that may name a topic: what stands between stop words and verbs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from novapulse.language.content.boilerplate import without_boilerplate
from novapulse.language.content.places import organizations
from novapulse.language.content.topic_words import (
    FAINT_STEMS,
    TELLING_STARTS,
    WEAK_STARTS,
    is_closed,
    is_verb,
)
from novapulse.language.stems import stem

_SHORTEST_PARTICIPLE = 4
LONGEST = 3
"""Words of a candidate."""
_REDACTED = re.compile(r"\[[A-Z_]+\]")
"""Our own placeholders and those of others."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]|\S+")
_WORD = re.compile(r"^[^\W\d_]+(?:['-][^\W\d_]+)*$")


def candidates(text: str) -> Iterator[list[str]]:
    """Runs of words that may name a thing, lower case, at most three words each."""
    run: list[str] = []
    before = ""
    for token, after in pairwise([*_tokens(text), "", ""]):
        if _WORD.match(token) and not is_closed(token) and not is_verb(token, before, after):
            run.append(token)
        else:
            if phrase := _trimmed(run):
                yield phrase
            run = []
        before = token


def _tokens(text: str) -> list[str]:
    for name in organizations(text):
        text = text.replace(name.text, ".")
    plain = _REDACTED.sub(" . ", text).lower().replace("’", "'")
    plain = without_boilerplate(plain)
    return [token.removesuffix("'s") for token in _TOKEN.findall(plain)]


def _trimmed(run: Sequence[str]) -> list[str]:
    """Without what only qualifies; nothing if that leaves no name of a thing."""
    words = list(run[-LONGEST:])
    while words and words[0] in WEAK_STARTS and not (words[0] in TELLING_STARTS and len(words) > 1):
        words = words[1:]
    while words and words[-1] in WEAK_STARTS:
        words = words[:-1]
    strong = [word for word in words if stem(word) not in FAINT_STEMS and len(word) > 2]
    if len(words) == 1 and words[0].endswith("ed") and len(words[0]) > _SHORTEST_PARTICIPLE:
        return []  # "The fixed one" names no thing.
    return words if strong and (len(words) > 1 or words == strong) else []
