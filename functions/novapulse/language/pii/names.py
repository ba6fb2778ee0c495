"""Names of people: by cue ("my name is lily"), as the answer to a question, by title, spelled,
or from a list of first names. Works on cased and on lower-case text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.codes import NATO
from novapulse.language.pii.companies import ORGANISATION, is_company
from novapulse.language.pii.context import Context
from novapulse.language.pii.name_answers import answer_spans
from novapulse.language.pii.name_cues import CUES, SURE_CUES, Cue
from novapulse.language.pii.name_words import WORD, is_cased, likely, name_at, name_end, possible
from novapulse.language.pii.names_list import (
    capital,
    is_ambiguous,
    is_listed,
    is_place,
    is_sure,
    is_surname,
    without_namesakes,
)
from novapulse.language.pii.spelling import spelled_spans
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common, is_unknown, is_word

SURE_CUE = 0.9
UNSURE_NAME = 0.7
"""Taken for a name where it stands, but not sought in the rest of the call."""
_LIKELY = 0.8
_LISTED = 0.6
_CLAUSE_END = re.compile(r"\s*(?:[,.!?]|$)")
_INTRODUCES = re.compile(
    r"\s+(?:from|speaking|here|with|calling|at|how|what['’]?s your|may i|and i['’]?m|in the|in our"
    r"|over at|on (?:the|a) recorded)\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"(?:[ai]an|ish|ese|ic|im)$|^(?:French|Dutch|Swiss|Greek|Thai|Jewish)$")
_INITIALS_AND_NAME = re.compile(r"\b(?:[A-Z]\.\s?){1,3}[A-Z][a-z'’-]+(?:[A-Z][a-z]+)?\b")
_PLACE_BEFORE = re.compile(
    r"\b(?:St\.|Mount|Mt\.?|Lake|Fort|Port|Saint|Cape|North|South|East|West|New|Upper|Lower"
    r"|Great|Little"
    r"|San|Santa|Glen|Loch|Point)\s+$"
)
_MONTHS = frozenset(("april", "may", "june", "august"))
_PLAINLY_SAID = re.compile(
    r"\bthis is (?P<name>(?:[^\W\d_]+ ){1,3})(?:calling|speaking|from|here (?:from|at))\b"
)
_REACH = 40
_OF_COMPANY = re.compile(r"\b(?:from|at|with|calling|company|the|our|by)\s+$", re.IGNORECASE)
_ALPHABET = re.compile(r"\b[A-Za-z] (?:as in|like in|like|for)\s+$")
""" "S as in Sam": goes with its letter, or stays."""
_SAID_OF_NAME = re.compile(
    r"(?:registered|spel(?:led|t)|written|misspel(?:led|t)|listed|printed|shown|missing|blank"
    r"|hidden"
    r"|pronounced|taken|changed|also|already|under)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?<=\w), (?P<name>[A-Z][a-z]+)(?=[.!?](?:\s|$)|$)")
_THE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|every|another)\s+$", re.IGNORECASE)


_AT_SHOP = re.compile(
    r"\b(?:from|at|called|hello|hi|morning|afternoon|evening|is|calling|by)\W+$", re.IGNORECASE
)
_SHOP_ENDS = re.compile(r"\s*(?:[.,?!]|$|(?:in|on|at|and|or)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class _Heard:
    text: str
    cased: bool
    opening: bool = False
    """The first turn of a call: who answers says the company's name and knows no other."""


def name_spans(text: str, context: Context) -> Iterator[Span]:
    masked = without_namesakes(text)
    heard = _Heard(masked, is_cased(masked), context.opening)
    for pattern in SURE_CUES:
        yield from _after_sure(heard, pattern)
    for cue in CUES:
        yield from _after(heard, cue)
    for match in _PLAINLY_SAID.finditer(masked):
        said = match["name"].split()
        if not is_common(said[0]) and not is_common(said[-1]) and not said[0].endswith("ing"):
            yield Span(match.start("name"), match.end("name") - 1, PiiKind.NAME, UNSURE_NAME)
    for match in _INITIALS_AND_NAME.finditer(masked):
        last = WORD.findall(match.group())[-1]
        if is_word(last) and not is_surname(last) and not is_listed(last):
            continue
        yield Span(match.start(), match.end(), PiiKind.NAME, UNSURE_NAME)
    yield from _spoken_to(heard)
    if Topic.NAME in context.asked:
        yield from answer_spans(masked)
    yield from spelled_spans(masked, context)
    yield from _listed(heard)


def _spoken_to(heard: _Heard) -> Iterator[Span]:
    """ "See you Saturday, Will."; "Redline Tyres, Mick."."""
    for match in _LAST_WORD.finditer(heard.text):
        name = match["name"]
        before = WORD.findall(heard.text[: match.start()])[-1:]
        listing = before and capital(before[0]) and not is_common(before[0]) and not heard.opening
        month = is_place(name) or name.lower() in _MONTHS
        if is_ambiguous(name) and not (listing or month):
            yield Span(*match.span("name"), PiiKind.NAME, UNSURE_NAME)


def _after_sure(heard: _Heard, cue: re.Pattern[str]) -> Iterator[Span]:
    for match in cue.finditer(heard.text):
        found = name_at(heard.text, match.start("name"))
        if found is None or not possible(found[1].group(), cased=heard.cased):
            continue
        start, word = found
        everyday = is_word(word.group()) and not is_listed(word.group())
        if everyday and heard.text[:start].lower().endswith("madam "):
            continue
        if not heard.cased and _SAID_OF_NAME.match(heard.text, word.start()):
            continue
        if not heard.cased and is_word(word.group()) and not is_listed(word.group()):
            score = UNSURE_NAME
        else:
            score = SURE_CUE
        yield Span(start, name_end(heard.text, word, sure=True), PiiKind.NAME, score)


def _after(heard: _Heard, cue: Cue) -> Iterator[Span]:
    for match in cue.pattern.finditer(heard.text):
        found = name_at(heard.text, match.start("name"))
        if found is None:
            continue
        start, word = found
        initials = start < word.start() and is_unknown(word.group())
        if not initials and not _accepted(heard, word, cue):
            continue
        score = _LIKELY if is_listed(word.group()) else UNSURE_NAME
        yield Span(start, name_end(heard.text, word, sure=False), PiiKind.NAME, score)


def _is_shop(text: str, word: re.Match[str]) -> bool:
    """ "From Jackson's in Sydney", "Hello, Dobson's."."""
    own = word.group().endswith(("'s", "’s"))
    return own and bool(
        _AT_SHOP.search(text[: word.start()]) and _SHOP_ENDS.match(text, word.end())
    )


def _something_else(heard: _Heard, word: re.Match[str], cue: Cue) -> bool:
    """A company, a place, a shop or a letter is called so, or it is not written as a name."""
    name, before = word.group(), heard.text[: word.start()]
    return (
        is_company(heard.text, word, introduced=cue.introduces or cue.people or cue.greets)
        or (capital(name) and bool(_PLACE_BEFORE.search(before)))
        or bool(_ALPHABET.search(before))
        or _is_shop(heard.text, word)
        or (heard.cased and not capital(name) and not cue.greets)
        or _answers_call(heard, word, cue)
        or _owns_a_thing(heard.text, word)
    )


def _answers_call(heard: _Heard, word: re.Match[str], cue: Cue) -> bool:
    """ "Good evening, Osteria Fiorella.", not "Hi, Tolulope?"."""
    unknown = not is_listed(word.group()) and heard.opening and (cue.greets or cue.listed)
    return unknown and not re.match(r"[^,.]*\?", heard.text[word.end() :])


def _owns_a_thing(text: str, word: re.Match[str]) -> bool:
    """ "Tony's Pizza"."""
    following = WORD.match(text, word.end() + 1)
    owns = word.group().endswith(("'s", "’s")) and following is not None
    return owns and following is not None and capital(following.group())


def _accepted(heard: _Heard, word: re.Match[str], cue: Cue) -> bool:
    """Listed names always; other words as the cue allows."""
    name, after = word.group(), heard.text[word.end() :]
    if name.lower() in cue.never or _something_else(heard, word, cue):
        return False
    if is_sure(name) and not is_common(name):
        return not is_place(name) or not cue.places
    introduced = bool(_INTRODUCES.match(after)) or _has_surname(after, cased=heard.cased)
    if is_ambiguous(name):
        return _ambiguous_accepted(heard, word, cue, introduced=introduced)
    if not likely(name, cased=heard.cased):
        named = capital(name) and not name.isupper() and not is_common(name)
        told = not is_word(name) or is_surname(name) or not _opens_sentence(heard.text, word)
        return bool(cue.people and heard.cased and named and told)
    known = introduced or cue.people
    if cue.listed or cue.places:
        known = cue.listed and introduced and heard.cased
    elif heard.cased:
        known = not _ORIGIN.search(name) and (known or bool(_CLAUSE_END.match(after)))
    return known


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """There every word has a capital: "Staff will call you"."""
    before = text[: word.start()].rstrip()
    return not before or before[-1] in ".?!"


def _ambiguous_accepted(heard: _Heard, word: re.Match[str], cue: Cue, *, introduced: bool) -> bool:
    """ "I spoke to May", "thanks Bill."; not "flying to Austin" and "by June"."""
    name = word.group()
    before = heard.text[: word.start()].lower()
    if name.lower() in _MONTHS and not (cue.people or introduced or before.endswith("this is ")):
        return cue.greets and capital(name)
    if not heard.cased and _ARTICLE.search(before):
        return False
    if not heard.cased:
        ends = not heard.text[word.end() :].strip() and heard.text[: word.start()].endswith(
            "this is "
        )
        return (introduced and cue.introduces) or ((cue.people or ends) and not is_common(name))
    if not capital(name):
        return False
    if cue.places and (is_place(name) or name.lower() in _MONTHS):
        return False
    ends = bool(_CLAUSE_END.match(heard.text[word.end() :]))
    return cue.people or not is_common(name) or ends or introduced


def _has_surname(after: str, *, cased: bool) -> bool:
    following = WORD.match(after[1:]) if after[:1] == " " else None
    if following is None or is_common(following.group()):
        return False
    word = following.group()
    if cased:
        return capital(word) and not ORGANISATION.match(after)
    return is_unknown(word) or is_surname(word) or is_sure(word)


def _listed(heard: _Heard) -> Iterator[Span]:
    """First and last names without any sign. In cased text they must be written as names; what is
    everyday or not listed must be followed by a last name."""
    text, cased = heard.text, heard.cased
    end = 0
    for word in WORD.finditer(text):
        name = word.group()
        if word.start() < end or (is_common(name) and not is_ambiguous(name)):
            continue
        if cased and not capital(name):
            continue
        if not _stands_alone(text, word, cased=cased) or _nobody(text, word, cased=cased):
            continue
        if heard.opening and not is_listed(name):
            continue
        end = name_end(text, word, sure=False) if cased or not is_common(name) else word.end()
        if ORGANISATION.match(text, end) and not is_sure(name):
            continue
        yield Span(word.start(), end, PiiKind.NAME, _LISTED)


def _nobody(text: str, word: re.Match[str], *, cased: bool) -> bool:
    """A company, a thing, a place or a letter is called so."""
    before = text[: word.start()]
    return (
        is_company(text, word)
        or _names_a_thing(text, word)
        or (cased and bool(_PLACE_BEFORE.search(before)))
        or bool(_ALPHABET.search(before))
        or _is_shop(text, word)
        or _is_article(text, word)
        or _in_alphabet(text, word)
    )


def _is_article(text: str, word: re.Match[str]) -> bool:
    """ "Ask for the Henry in red": no more than one name after an article."""
    if not _THE.search(text[: word.start()]):
        return False
    following = WORD.match(text, word.end() + 1)
    return following is None or is_common(following.group())


def _in_alphabet(text: str, word: re.Match[str]) -> bool:
    """ "Juliet Kilo Lima": letters."""
    beside = [*WORD.findall(text[: word.start()])[-1:], *WORD.findall(text, word.end())[:1]]
    return word.group().lower() in NATO and any(w.lower() in NATO for w in beside)


def _stands_alone(text: str, word: re.Match[str], *, cased: bool) -> bool:
    name = word.group()
    if is_sure(name):
        return not is_common(name)
    following = (
        WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] == " " else None
    )
    if not cased or following is None or not capital(following.group()):
        return False
    last = following.group()
    if is_place(name) or is_place(last) or (is_common(last) and not is_ambiguous(last)):
        return False
    if is_ambiguous(name):
        return is_unknown(last) or is_surname(last) or is_listed(last)
    beside = text[max(0, word.start() - _REACH) : word.start()]
    if _OF_COMPANY.search(beside) or name.isupper() or last.isupper():
        return False
    return is_unknown(name) and is_unknown(last)


def _names_a_thing(text: str, word: re.Match[str]) -> bool:
    """ "The Oliver armchair", "Bella's Kitchen"."""
    following = (
        WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] == " " else None
    )
    if following is None:
        return False
    after = following.group()
    if word.group().endswith(("'s", "’s")):
        return capital(after) and is_word(after)
    thing = is_word(after) and not is_common(after) and not capital(after)
    return thing and bool(_ARTICLE.search(text[: word.start()]))
