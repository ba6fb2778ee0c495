"""The answer to "your name?": the words at its beginning that are no everyday words."""

import re
from collections.abc import Iterator, Sequence

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.companies import is_company
from novapulse.language.pii.name_words import DATED, WORD, is_cased
from novapulse.language.pii.names_list import capital, is_listed, is_surname
from novapulse.language.pii.words import is_common, is_unknown, is_word

_OPENER = re.compile(
    r"sure|yes|yeah|yep|yup|its?|it's|is|would|be|under|uh|um|oh|okay|ok|well|hi|hello|hey|this"
    r"|that's|that|here|i'm|i|am|my|first|last|middle|full|name|name's|of|course|certainly"
    r"|absolutely|no|not|problem|so|mrs?|ms|miss|mister|dr|doctor|speaking|you|have|ah|please"
    r"|alright|right|let|me|see|good|morning|afternoon|evening|thanks?",
    re.IGNORECASE,
)
""" "Sure, my last name is": what may stand before and between names; any other word ends them."""
_ARTICLE = re.compile(r"\bthe(?= (?:first|last|full|name)\b)", re.IGNORECASE)
_INITIALS = re.compile(r"(?<![\w'’])(?:(?![ai]\b)[a-z]\.?\s+){1,3}$", re.IGNORECASE)
_MODEL = re.compile(r"(?-i:[A-Z]{1,4})[ -]?\d")
""" "HG 6 3 3": letters of a device."""
_SHORT_ANSWER = 7
_WHOLE_NAME_WORDS = 2
_EVERYDAY_NAME_WORDS = 3
_SURE, _UNSURE = 0.75, 0.7
"""Only the names in sure answers are sought in the rest of the call."""


def answer_spans(text: str) -> Iterator[Span]:
    """Of a long answer only what is listed or capitalised."""
    text = _ARTICLE.sub("   ", text)
    words = [word for word in WORD.finditer(text) if len(word.group()) > 1]
    everyday = _everyday_name(words)
    if everyday is not None:
        yield everyday
        return
    names = _name_words(words)
    rest = [w for w in words if w not in names and not _opens(w)]
    whole = not rest and len(names) <= _WHOLE_NAME_WORDS
    for group in _neighbours(text, names):
        sure = whole or any(is_listed(w.group()) or _written(w) for w in group)
        score = _SURE if sure else _UNSURE
        if is_company(text, group[-1]):
            continue
        initials = _INITIALS.search(text[: group[0].start()])
        start = initials.start() if initials else group[0].start()
        yield Span(start, group[-1].end(), PiiKind.NAME, score)


def _name_words(words: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    short = len(words) <= _SHORT_ANSWER
    cased = bool(words) and is_cased(words[0].string)
    names: list[re.Match[str]] = []
    for word in words[:_SHORT_ANSWER]:
        if _MODEL.match(word.string, word.start()):
            break
        if _opens(word) or (names and word.group().lower() == "and"):
            continue
        if DATED.match(word.string, word.start()):
            break
        if is_common(word.group()) or not (short or is_listed(word.group()) or _written(word)):
            break
        if _told_apart(words, word, cased=cased):
            names.append(word)
        elif names:
            break
    return names


def _told_apart(words: Sequence[re.Match[str]], word: re.Match[str], *, cased: bool) -> bool:
    """A word of the language is a name only if written as one, or if it is most of the answer."""
    name = word.group()
    if cased and not capital(name) and is_word(name):
        return False
    if is_listed(name) or is_surname(name) or is_unknown(name):
        return True
    if name.endswith("ly") or word.string[word.end() : word.end() + 1] == "?":
        return False
    rest = [w for w in words if not _opens(w)]
    return len(rest) <= _EVERYDAY_NAME_WORDS and (capital(name) or not cased)


def _everyday_name(words: Sequence[re.Match[str]]) -> Span | None:
    """ "May Long.": everyday words, but all capitalised, one of them listed, and nothing else."""
    rest = [word for word in words if not _opens(word)]
    if not 0 < len(rest) <= _EVERYDAY_NAME_WORDS:
        return None
    listed = [is_listed(word.group()) for word in rest]
    written = all(capital(word.group()) for word in rest)
    both = len(rest) == _WHOLE_NAME_WORDS and listed[0]
    both = both and (listed[1] or is_surname(rest[1].group()))
    if not any(listed) or not (written or both) or is_company(rest[0].string, rest[0]):
        return None
    return Span(rest[0].start(), rest[-1].end(), PiiKind.NAME, _SURE)


def _neighbours(text: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """``words`` in groups between which only blanks, or an "and", stand."""
    group: list[re.Match[str]] = []
    for word in words:
        gap = text[group[-1].end() : word.start()] if group else ""
        if group and not gap.isspace() and gap != " and ":
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _opens(word: re.Match[str]) -> bool:
    return bool(_OPENER.fullmatch(word.group().replace("’", "'")))


def _written(word: re.Match[str]) -> bool:
    """Capitalised where no sentence begins."""
    return capital(word.group()) and word.start() > 0
