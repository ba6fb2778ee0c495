"""Names of people: by cue ("my name is lily"), as the answer to a question, by title, spelled,
or from a list of first names. Works on cased and on lower-case text."""

import re
from collections.abc import Callable, Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.name_answers import answer_spans
from novapulse.language.pii.names_list import capital, is_ambiguous, is_listed, is_sure
from novapulse.language.pii.spelling import spelled_spans
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_STRONG_CUE = re.compile(
    r"\b(?:name(?:['’]s| is| was| would be)|names are|holder(?:['’]s| is)"
    r"|registered to|belongs to|call me"
    r"|(?:under|for|in|by) the name(?: of)?)\s+"
    r"(?:(?:uh|um|it's|is|mr|mrs|ms|dr|miss|mister|missus|doctor)\b\.?\s+)*",
    re.IGNORECASE,
)
_TALKED_TO = re.compile(
    r"\b(?:speaking|talking|spoke|talked) (?:with|to)\s+(?:(?:uh|um)\b\.?\s+)*", re.IGNORECASE
)
_ASKED_FOR = re.compile(r"\b(?:speak|talk) (?:with|to)\s+", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|miss|mister|missus|doctor)\b\.?\s+", re.IGNORECASE)
_INTRODUCTION = re.compile(r"\b(?:this is|is this|i['’]?m|i am|here is)\s+", re.IGNORECASE)
_STATEMENT = re.compile(r"\b(?:it|that)['’]s\s+", re.IGNORECASE)
_RELATION = re.compile(
    r"\b(?:my|his|her|our|your) (?:husband|wife|son|daughter|brother|sister|partner|mother|father"
    r"|mom|dad|friend|colleague|boss|manager)(?:['’]s name(?: is)?|,| is named| named)?\s+",
    re.IGNORECASE,
)
_VOCATIVE = re.compile(
    r"\b(?:hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening)|okay|alright|bye"
    r"|sorry|welcome|yes|no|sure|right)[, ]+",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    r"(?P<name>[^\W\d_][\w'’-]+) (?:is|would be) (?:my|the|his|her) (?:first |last |full )?name\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(?P<name>[^\W\d_]+),")
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "di", "da", "la", "le", "el", "al", "bin", "ibn")
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"(?:\s|(?<=\b[A-Za-z])\.\s)+")
_MOST_WORDS = 3
_INTRODUCES = frozenset(("from", "speaking", "here", "with", "calling"))
_CLAUSE_END = re.compile(r"\s*(?:[,.!?]|$)")
_ORIGIN = re.compile(r"(?:[ai]an|ish|ese|ic|im)$|^(?:French|Dutch|Swiss|Greek|Thai|Jewish)$")
SURE_CUE = 0.9
UNSURE_NAME = 0.7
"""Taken for a name where it stands, but not sought in the rest of the call."""


def name_spans(text: str, context: Context) -> Iterator[Span]:
    yield from _after(_STRONG_CUE, text, _could_be_name, 0.9)
    yield from _after(_ASKED_FOR, text, _written_as_name, 0.8)
    yield from _after(_TITLE, text, _could_be_name, 0.9)
    yield from _after(_RELATION, text, _likely_name, 0.8)
    yield from _after(_TALKED_TO, text, _talked_to, 0.8)
    yield from _after(_INTRODUCTION, text, _introduced, 0.8)
    yield from _after(_STATEMENT, text, _likely_name, 0.8)
    yield from _after(_VOCATIVE, text, _greeted, 0.7)
    for match in _NAME_FIRST.finditer(text):
        if _could_be_name(match.group("name"), ""):
            yield Span(*match.span("name"), PiiKind.NAME, 0.9)
    for match in _ADDRESSED.finditer(text):
        if _likely_name(match.group("name"), ""):
            yield Span(*match.span("name"), PiiKind.NAME, 0.7)
    if Topic.NAME in context.asked:
        yield from answer_spans(text)
    yield from spelled_spans(text, context)
    yield from _listed(text)


def _could_be_name(word: str, _: str) -> bool:
    """After a sure sign: anything that is not an everyday word, or a listed name in capitals."""
    return not is_common(word) or (capital(word) and is_ambiguous(word))


def _likely_name(word: str, _: str) -> bool:
    """A listed name; those that are everyday words too must be written as names."""
    if is_sure(word):
        return not is_common(word)
    return is_ambiguous(word) and capital(word) and not is_common(word)


def _written_as_name(word: str, after: str) -> bool:
    return _likely_name(word, after) or (capital(word) and not is_common(word))


def _greeted(word: str, after: str) -> bool:
    """ "Thanks Bill.": also an everyday name, if written as one and the clause ends with it."""
    named = capital(word) and is_ambiguous(word)
    return _likely_name(word, after) or (named and bool(re.match(r"\s*(?:[,.!?]|$)", after)))


def _talked_to(word: str, after: str) -> bool:
    """ "I spoke to Brittany": companies are spoken to as well, so lower case needs the list."""
    if capital(word):
        return _could_be_name(word, after)
    return is_listed(word) and not is_common(word)


def _introduced(word: str, after: str) -> bool:
    """ "This is Kevin": a listed name, or a capitalised word with a surname or "speaking" after
    it, or after which the clause ends, unless it tells where somebody comes from."""
    if _likely_name(word, after):
        return True
    if not capital(word) or is_common(word):
        return False
    if _CLAUSE_END.match(after):
        return not _ORIGIN.search(word)
    following = _WORD.match(after.lstrip())
    if following is None or after[:1] != " ":
        return False
    surname = capital(following.group()) and not is_common(following.group())
    return surname or following.group().lower() in _INTRODUCES


def _after(
    cue: re.Pattern[str], text: str, accepts: Callable[[str, str], bool], score: float
) -> Iterator[Span]:
    for match in cue.finditer(text):
        first = _WORD.match(text, match.end())
        if first and len(first.group()) > 1 and accepts(first.group(), text[first.end() :]):
            sure = score >= SURE_CUE or is_listed(first.group())
            found = score if sure else UNSURE_NAME
            yield Span(first.start(), _surname_end(text, first), PiiKind.NAME, found)


def _surname_end(text: str, first: re.Match[str]) -> int:
    """The end of the name that begins with ``first``: further words that are written as names, or
    in lower-case text one further word that is no everyday word."""
    end = first.end()
    cased = capital(first.group())
    left = _MOST_WORDS - 1 if cased else 1
    position = end
    while left:
        gap = _GAP.match(text, position)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or is_common(word.group()):
            break
        position = word.end()
        if word.group().lower() in _PARTICLES:
            continue
        if cased and not capital(word.group()):
            break
        end = position
        left -= 1
    return end


def _listed(text: str) -> Iterator[Span]:
    """Listed first names anywhere. In cased text they must be written as names; the everyday ones
    must be followed by another name, and not open a sentence alone."""
    cased = any(c.isupper() for c in re.sub(r"\bI\b", "", text))
    for word in _WORD.finditer(text):
        name = word.group().lower().removesuffix("'s").removesuffix("’s")
        if is_common(name) or (cased and not capital(word.group())):
            continue
        end = _surname_end(text, word) if cased else word.end()
        if is_sure(name) or (is_ambiguous(name) and cased and end > word.end()):
            yield Span(word.start(), max(end, word.end()), PiiKind.NAME, 0.6)
