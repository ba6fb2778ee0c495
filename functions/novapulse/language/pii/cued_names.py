"""Names after what people say before one: "my name is lily", "I spoke to May"."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.companies import ORGANISATION, is_company
from novapulse.language.pii.heard import Heard
from novapulse.language.pii.name_cues import CUES, SURE_CUES, Cue
from novapulse.language.pii.name_words import likely, name_at, name_end, next_word, possible
from novapulse.language.pii.names_list import (
    capital,
    is_ambiguous,
    is_listed,
    is_place,
    is_sure,
    is_surname,
)
from novapulse.language.pii.namesakes import (
    follows_article,
    follows_place_word,
    is_letter,
    is_month,
    is_shop,
    owns_a_thing,
)
from novapulse.language.pii.words import is_common, is_unknown, is_word

UNSURE_NAME = 0.7
"""Taken for a name where it stands, but not sought in the rest of the call."""
_SURE_CUE = 0.9
_LIKELY = 0.8
_CLAUSE_END = re.compile(r"\s*(?:[,.!?]|$)")
_INTRODUCES = re.compile(
    r"\s+(?:from|speaking|here|with|calling|at|how|what['’]?s your|may i|and i['’]?m|in the|in our"
    r"|over at|on (?:the|a) recorded)\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"(?:[ai]an|ish|ese|ic|im)$|^(?:French|Dutch|Swiss|Greek|Thai|Jewish)$")
_PLAINLY_SAID = re.compile(
    r"\bthis is (?P<name>(?:[^\W\d_]+ ){1,3})(?:calling|speaking|from|here (?:from|at))\b"
)
_SAID_OF_NAME = re.compile(
    r"(?:registered|spel(?:led|t)|written|misspel(?:led|t)|listed|printed|shown|missing|blank"
    r"|hidden"
    r"|pronounced|taken|changed|also|already|under)\b",
    re.IGNORECASE,
)


def cued_spans(heard: Heard) -> Iterator[Span]:
    for pattern in SURE_CUES:
        yield from _after_sure(heard, pattern)
    for cue in CUES:
        yield from _after(heard, cue)
    for match in _PLAINLY_SAID.finditer(heard.text):
        said = match["name"].split()
        if not is_common(said[0]) and not is_common(said[-1]) and not said[0].endswith("ing"):
            yield Span(match.start("name"), match.end("name") - 1, PiiKind.NAME, UNSURE_NAME)


def _after_sure(heard: Heard, cue: re.Pattern[str]) -> Iterator[Span]:
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
        score = UNSURE_NAME if everyday and not heard.cased else _SURE_CUE
        yield Span(start, name_end(heard.text, word, sure=True), PiiKind.NAME, score)


def _after(heard: Heard, cue: Cue) -> Iterator[Span]:
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


def _accepted(heard: Heard, word: re.Match[str], cue: Cue) -> bool:
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


def _something_else(heard: Heard, word: re.Match[str], cue: Cue) -> bool:
    """A company, a place, a shop or a letter is called so, or it is not written as a name."""
    text, name = heard.text, word.group()
    return (
        is_company(text, word, introduced=cue.introduces or cue.people or cue.greets)
        or (capital(name) and follows_place_word(text, word))
        or is_letter(text, word)
        or is_shop(text, word)
        or (heard.cased and not capital(name) and not cue.greets)
        or _answers_call(heard, word, cue)
        or owns_a_thing(text, word)
    )


def _answers_call(heard: Heard, word: re.Match[str], cue: Cue) -> bool:
    """ "Good evening, Osteria Fiorella.", not "Hi, Tolulope?"."""
    unknown = not is_listed(word.group()) and heard.opening and (cue.greets or cue.listed)
    return unknown and not re.match(r"[^,.]*\?", heard.text[word.end() :])


def _ambiguous_accepted(heard: Heard, word: re.Match[str], cue: Cue, *, introduced: bool) -> bool:
    """ "I spoke to May", "thanks Bill."; not "flying to Austin" and "by June"."""
    name, rest = word.group(), heard.text[word.end() :]
    before = heard.text[: word.start()].lower()
    if is_month(name) and not (cue.people or introduced or before.endswith("this is ")):
        return cue.greets and capital(name)
    if not heard.cased:
        if follows_article(heard.text, word):
            return False
        ends = not rest.strip() and heard.text[: word.start()].endswith("this is ")
        return (introduced and cue.introduces) or ((cue.people or ends) and not is_common(name))
    if not capital(name):
        return False
    if cue.places and (is_place(name) or is_month(name)):
        return False
    return cue.people or not is_common(name) or bool(_CLAUSE_END.match(rest)) or introduced


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """There every word has a capital: "Staff will call you"."""
    before = text[: word.start()].rstrip()
    return not before or before[-1] in ".?!"


def _has_surname(after: str, *, cased: bool) -> bool:
    following = next_word(after, 0)
    if following is None or is_common(following.group()):
        return False
    word = following.group()
    if cased:
        return capital(word) and not ORGANISATION.match(after)
    return is_unknown(word) or is_surname(word) or is_sure(word)
