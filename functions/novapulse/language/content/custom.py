"""Words and phrases that somebody asked for, as whole words in any inflection."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from novapulse.domain.content import FoundEntity
from novapulse.domain.content_options import CustomEntity
from novapulse.domain.letters import composed, without_marks
from novapulse.language.stems import UNSPACED, stem

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    stem: str


def find_custom(text: str, wanted: Sequence[CustomEntity]) -> list[FoundEntity]:
    """In order of offset. ``text`` is what was said, ``value`` what the caller calls it."""
    found = [
        FoundEntity(
            type="custom",
            custom_type=custom.custom_type,
            text=text[start:end],
            offset=start,
            value=custom.value or custom.text,
        )
        for custom in wanted
        for start, end in phrase_places(text, custom.text)
    ]
    return sorted(found, key=lambda entity: entity.offset)


def phrase_places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Characters (start, end) of each place where the words of ``phrase`` stand one after another,
    case, accents and inflection apart. Where no blanks are written each character is a word."""
    said, sought = _words(text), [word.stem for word in _words(phrase)]
    length = len(sought)
    place = 0
    while length and place + length <= len(said):
        if [word.stem for word in said[place : place + length]] == sought:
            yield said[place].start, said[place + length - 1].end
            place += length
        else:
            place += 1


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(composed(text)):
        if UNSPACED.search(match.group()):
            found += [
                _Word(match.start() + n, match.start() + n + 1, character)
                for n, character in enumerate(match.group())
            ]
        else:
            found.append(_Word(match.start(), match.end(), _stem(match.group())))
    return found


def _stem(word: str) -> str:
    plain = _POSSESSIVE.sub("", without_marks(word.casefold())).replace("’", "'")
    return plain if any(map(str.isdigit, plain)) else stem(plain)
