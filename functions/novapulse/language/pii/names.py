"""Names of people: by cue ("my name is lily"), as the answer to a question, by title, spelled,
or from a list of first names. Works on cased and on lower-case text."""

import re
from collections.abc import Callable, Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.names_list import is_ambiguous, is_listed, is_sure
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_STRONG_CUE = re.compile(
    r"\b(?:name(?:['’]s| is| was)|names are|holder(?:['’]s| is)|registered to|belongs to|call me"
    r"|(?:under|for|in|by) the name(?: of)?|(?:speaking|talking|spoke|talked) (?:with|to))\s+"
    r"(?:(?:uh|um|it's|is|mr|mrs|ms|dr|miss|mister|missus|doctor)\b\.?\s+)*",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"\b(?:speak|talk) (?:with|to)\s+", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|miss|mister|missus|doctor)\b\.?\s+", re.IGNORECASE)
_WEAK_CUE = re.compile(r"\b(?:this is|i['’]?m|i am|it['’]s|here is|that['’]s)\s+", re.IGNORECASE)
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
_SPELLED = re.compile(r"\b(?:[A-Za-z](?:\s*[-.,]\s*|\s+)){2,}[A-Za-z]\b(?!['’])")
_ALPHABET = re.compile(r"\b[A-Za-z] (?:as in|for|like in|like) \w+\b", re.IGNORECASE)
_CLEARLY_SPELLED = 5
_SPELLING_TALK = re.compile(r"\b(?:name|spell\w*|letters?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"(?:\s|(?<=\b[A-Za-z])\.\s)+")
_MOST_WORDS = 3
_SHORT_ANSWER = 7


def name_spans(text: str, context: Context) -> Iterator[Span]:
    yield from _after(_STRONG_CUE, text, _could_be_name, 0.9)
    yield from _after(_ASKED_FOR, text, _written_as_name, 0.8)
    yield from _after(_TITLE, text, _could_be_name, 0.9)
    yield from _after(_RELATION, text, _likely_name, 0.8)
    yield from _after(_WEAK_CUE, text, _introduced, 0.8)
    yield from _after(_VOCATIVE, text, _greeted, 0.7)
    for match in _NAME_FIRST.finditer(text):
        if _could_be_name(match.group("name"), ""):
            yield Span(*match.span("name"), PiiKind.NAME, 0.9)
    for match in _ADDRESSED.finditer(text):
        if _likely_name(match.group("name"), ""):
            yield Span(*match.span("name"), PiiKind.NAME, 0.7)
    if Topic.NAME in context.asked:
        yield from _answer(text)
    yield from _spelled(text, context)
    yield from _listed(text)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _could_be_name(word: str, _: str) -> bool:
    """After a sure sign: anything that is not an everyday word, or a listed name in capitals."""
    return not is_common(word) or (_capital(word) and is_ambiguous(word))


def _likely_name(word: str, _: str) -> bool:
    """A listed name; those that are everyday words too must be written as names."""
    if is_sure(word):
        return not is_common(word)
    return is_ambiguous(word) and _capital(word) and not is_common(word)


def _written_as_name(word: str, after: str) -> bool:
    return _likely_name(word, after) or (_capital(word) and not is_common(word))


def _greeted(word: str, after: str) -> bool:
    """ "Thanks Bill.": also an everyday name, if written as one and the clause ends with it."""
    named = _capital(word) and is_ambiguous(word)
    return _likely_name(word, after) or (named and bool(re.match(r"\s*(?:[,.!?]|$)", after)))


def _introduced(word: str, after: str) -> bool:
    """ "This is Kevin": a listed name, or a capitalised word after which the clause ends."""
    ends = re.match(r"\s+(?:from|speaking|here|with|calling)\b|\s*[,.!?]|\s*$|\s+[A-Z]", after)
    return _likely_name(word, after) or (_capital(word) and not is_common(word) and bool(ends))


def _after(
    cue: re.Pattern[str], text: str, accepts: Callable[[str, str], bool], score: float
) -> Iterator[Span]:
    for match in cue.finditer(text):
        first = _WORD.match(text, match.end())
        if first and len(first.group()) > 1 and accepts(first.group(), text[first.end() :]):
            yield Span(first.start(), _surname_end(text, first), PiiKind.NAME, score)


def _surname_end(text: str, first: re.Match[str]) -> int:
    """The end of the name that begins with ``first``: further words that are written as names, or
    in lower-case text one further word that is no everyday word."""
    end = first.end()
    cased = _capital(first.group())
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
        if cased and not _capital(word.group()):
            break
        end = position
        left -= 1
    return end


def _answer(text: str) -> Iterator[Span]:
    """To "your name?": the words of a short answer that are no everyday words; of a long answer
    only its beginning, and only what is listed or capitalised."""
    words = list(_WORD.finditer(text))
    short = sum(len(word.group()) > 1 for word in words) <= _SHORT_ANSWER
    name: Span | None = None
    for word in words[:_SHORT_ANSWER]:
        if is_common(word.group()) or len(word.group()) == 1:
            continue
        if not (short or is_listed(word.group()) or (_capital(word.group()) and word.start())):
            continue
        if name and text[name.end : word.start()].isspace():
            name = Span(name.start, word.end(), PiiKind.NAME, 0.75)
            continue
        if name:
            yield name
        name = Span(word.start(), word.end(), PiiKind.NAME, 0.75)
    if name:
        yield name


def _spelled(text: str, context: Context) -> Iterator[Span]:
    """Letters one by one, where a name is talked about, or simply many of them."""
    talked = Topic.NAME in context.asked or bool(_SPELLING_TALK.search(text))
    for match in _SPELLED.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match.group())
        alone = len(letters) == len(re.sub(r"[^A-Za-z]", "", text))
        if talked or alone or len(letters) >= _CLEARLY_SPELLED or _beside_name(text, match):
            yield Span(match.start(), match.end(), PiiKind.NAME, 0.7)
    if talked:
        for match in _ALPHABET.finditer(text):
            yield Span(match.start(), match.end(), PiiKind.NAME, 0.7)


def _beside_name(text: str, spelled: re.Match[str]) -> bool:
    before = _WORD.findall(text[: spelled.start()])
    return bool(before) and is_listed(before[-1])


def _listed(text: str) -> Iterator[Span]:
    """Listed first names anywhere. In cased text they must be written as names; the everyday ones
    must be followed by another name, and not open a sentence alone."""
    cased = any(c.isupper() for c in re.sub(r"\bI\b", "", text))
    for word in _WORD.finditer(text):
        name = word.group().lower().removesuffix("'s").removesuffix("’s")
        if is_common(name) or (cased and not _capital(word.group())):
            continue
        end = _surname_end(text, word) if cased else word.end()
        if is_sure(name) or (is_ambiguous(name) and cased and end > word.end()):
            yield Span(word.start(), max(end, word.end()), PiiKind.NAME, 0.6)
