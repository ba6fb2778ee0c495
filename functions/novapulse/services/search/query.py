"""What a person typed, as the words that passages are looked for by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from novapulse.language.stems import holds_phrase, stems
from novapulse.services.search.stop_words import SAYING_NOTHING

MOST = 64
"""Words of one query that are looked for; what is longer is a text and found by its meaning."""
MOST_OF_THE_WORDS = 2 / 3
"""A passage with this share of the words that count says what was asked for."""

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”«»]")
_BETWEEN = re.compile(r"[\s\x00-\x1f\x7f\"“”„«»,;:!?()\[\]{}<>|/\\…—]+")
_EDGES = ".-–_*'‘’`~^+=#&@%$€£¥"
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_ID = re.compile(r"[a-z]{1,8}[-_]?[0-9]{2,}[\w-]*|[0-9][0-9-]{4,}", re.IGNORECASE | re.ASCII)
"""Letters and then digits, such as TC-449823 and AGT-42, or five digits and more. "24-hour",
"3-5" and "2026" are none."""


@dataclass(frozen=True)
class Query:
    """``names`` are phrases in quotation marks and ids: said exactly so or not meant. ``words`` are
    the other words that count; ``rest`` are English function words and the asker's own ("find calls
    where customers said"). Each has a letter or a digit, and no quotation mark."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What passages are looked for by: without the rest, unless there is nothing else."""
        return ((*self.names, *self.words) or self.rest)[:MOST]

    def share_in(self, text: str) -> float:
        """Of the words that count, in any inflection, how many are in ``text``: 0..1."""
        wanted = stems(" ".join(self.words))
        return len(wanted & stems(text)) / len(wanted) if wanted else 0.0

    def names_in(self, text: str) -> int:
        return sum(holds_phrase(text, name) for name in self.names)


def parse_query(text: str) -> Query:
    quoted = _distinct(_between(match[1]) for match in _QUOTED.finditer(text))
    single = _distinct(_word(part) for part in _BETWEEN.split(_QUOTED.sub(" ", text)))
    ids = tuple(word for word in single if _ID.fullmatch(word))
    others = [word for word in single if word not in ids]
    return Query(
        names=_distinct((*quoted, *ids)),
        words=tuple(word for word in others if not _says_nothing(word)),
        rest=tuple(word for word in others if _says_nothing(word)),
    )


def _between(quoted: str) -> str:
    return " ".join(filter(None, map(_word, _BETWEEN.split(quoted))))


def _word(part: str) -> str:
    return _POSSESSIVE.sub("", part.strip(_EDGES)).strip(_EDGES)


def _says_nothing(word: str) -> bool:
    return word.casefold().replace("’", "'") in SAYING_NOTHING


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """In order, and of those that differ in case alone the first. What has neither letter nor digit
    is left out."""
    kept: dict[str, str] = {}
    for word in words:
        if any(map(str.isalnum, word)):
            kept.setdefault(word.casefold(), word)
    return tuple(kept.values())
