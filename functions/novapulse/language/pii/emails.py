"""E-mail addresses: written, spoken ("j dot smith at gmail dot com") and broken by a recogniser
("julie schwak @gmail.com")."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.codes import code_runs
from novapulse.language.pii.context import Context
from novapulse.language.pii.names_list import is_listed, is_sure, is_surname
from novapulse.language.pii.spoken_numbers import REPEATS, TEENS, TENS, UNITS
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common, is_word

_WRITTEN = re.compile(r"[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_TLD = (
    r"(?:com|net|org|edu|gov|info|io|biz|me|co|us|ca|uk|au|de|fr|es|it|nl|in|ie|nz|eu|at|be|ch|se"
    r"|no|dk|fi|pl|pt|gr|cz|ro|hu|tr|ru|jp|cn|kr|hk|sg|my|ph|id|th|vn|pk|bd|lk|ae|il|eg|ng|gh|ke"
    r"|za|br|mx|ar|cl|pe|ac|ai|app|dev|tv|shop|store|online|email|cloud|live|pro|site|xyz"
    r"|design|studio|agency|tech|ltd|legal|fm|group|world|works|media|space|solutions|consulting)\b"
)
_HEARD_TLD = rf"(?:{_TLD}|(?:calm|come|comm|commerce|con)\b)"
"""A recogniser's "com" as well."""
_PROVIDER = (
    r"(?:(?:g|gee) ?mail|yahoo|hot ?ma(?:il|le)|out ?look|i ?cloud|a ?o ?l|proton ?mail"
    r"|comcast|verizon|msn|live|g ?m ?x|me|mac|ymail|att)"
)
_DOT = r"\s*(?:\.(?=\w|\s+(?:com|net|org|co)\b)|\bdot\b|\bpoint\b)\s*"
_PLAIN_TLD = r"(?:com|net|org|edu|gov|co|uk|de|fr|es|ca|au)\b"
"""What a recogniser that loses the dot leaves no doubt about."""
_SPOKEN = re.compile(
    rf"(?P<local>[\w.%+'-]+)\s*(?:@|\bat\b)\s*(?:"
    rf"(?:[\w-]+\s+){{0,2}}?[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}{_HEARD_TLD}(?:{_DOT}{_TLD})*"
    rf"|{_PROVIDER}\s+{_PLAIN_TLD}|(?:g ?mail|yahoo|hot ?mail|i ?cloud|proton ?mail|a ?o ?l"
    rf"|fast ?mail|gmx|y ?mail)\b)",
    re.IGNORECASE,
)
_CLEARLY_SPOKEN = re.compile(
    r"\b[a-z][\w-]*(?:\s+(?:dot|underscore|dash|hyphen)\s+[\w-]+)+\s+at\s+[\w-]+\s+dot\s+[\w-]+\b",
    re.IGNORECASE,
)
""" "First dot last at company dot anything"."""
_AT = re.compile(r"@|\bat\b", re.IGNORECASE)
_DOT_WORD = re.compile(r"\b(?:dot|underscore|dash|hyphen)\b", re.IGNORECASE)
"""Without these no address is dictated: most turns have neither, and are not searched further."""
_DICTATED_COMMA = re.compile(
    r",(?=\s*(?:dot|at|underscore|dash|hyphen)\b)|(?<=\bdot),|(?<=\bat),|(?<=\bunderscore),",
    re.IGNORECASE,
)
""" "David, dot, Wilson, at, Example, dot com": commas for the pauses of a dictation."""
_CONNECTORS = frozenset(["dot", "underscore", "dash", "hyphen", "period", "plus", "point"])
_DIGIT_WORDS = frozenset((*UNITS, *TEENS, *TENS, *REPEATS, "oh"))
_OFFICES_TEXT = """\
info support sales accounts billing payable hello contact office admin help team service mail
payments orders customer care member members claims disputes returns refunds bookings reservations
enquiries inquiries feedback complaints careers press warranty parts events"""
_OFFICES = frozenset(_OFFICES_TEXT.split())
"""Everyday words that a company's addresses begin with."""
_AROUND = r"\W*(?:(?:yes|yeah|yep|and|then|it['’]?s|uh|um|so)\b\W*)*"
_DOMAIN_ALONE = re.compile(
    rf"{_AROUND}(?P<part>at\s+[\w-]+(?:\s+[\w-]+)?(?:{_DOT}[\w-]+)*?{_DOT}{_TLD}(?:{_DOT}{_TLD})?)",
    re.IGNORECASE,
)
_LOCAL_ALONE = re.compile(
    rf"{_AROUND}(?P<part>[a-z][\w-]*\s+(?:dot|underscore)\s+(?!com\b|net\b|org\b|co\b)[\w-]+"
    r"(?:\s+\w+)?)\W*$",
    re.IGNORECASE,
)
"""An address that is split over turns: "harriet dot lowe", "at btinternet dot com"."""
_MOST_PLAIN_WORDS = 2
"""A local part is rarely heard as more words than a first and a last name."""
_ASKED_WORDS = 6


_SOMEBODYS = re.compile(
    r"\b(?:my|your|his|her|their) (?:\w+ )?e-?mail|my \w+ is"
    r"|(?<!our )\be-?mail(?: address)? (?:is|was|should|would|ends)\b",
    re.IGNORECASE,
)
_SENT_TO = re.compile(
    r"\b(?:send|sent|write|forward|e?-?mail|contact|reach)\b[^.?!]{0,30}\b(?:to|us at|us|at)$",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:look\w*|see|saw|seen|find|found|check|visit|go|went|buy|bought|order\w*|sold|website"
    r"|site|page|online|listed)\b",
    re.IGNORECASE,
)
_FREE_MAIL = re.compile(rf"\b{_PROVIDER}\b", re.IGNORECASE)


def email_spans(text: str, context: Context) -> Iterator[Span]:
    for match in _WRITTEN.finditer(text) if "@" in text else ():
        yield Span(match.start(), match.end(), PiiKind.EMAIL, 0.95)
    text = _DICTATED_COMMA.sub(" ", text)
    at, dot = _AT.search(text), _DOT_WORD.search(text)
    for match in _SPOKEN.finditer(text) if at else ():
        local = match.group("local")
        if "@" not in match.group() and not _could_be_local(local):
            continue
        start = _local_start(text, match.start())
        if _is_public(text[start : match.start()] + local, match.group(), text, context):
            continue
        yield Span(start, match.end(), PiiKind.EMAIL, 0.9)
    for match in _CLEARLY_SPOKEN.finditer(text) if at and dot else ():
        yield Span(match.start(), match.end(), PiiKind.EMAIL, 0.9)
    yield from _bare_answer(text, context)
    for pattern, needed in ((_DOMAIN_ALONE, at), (_LOCAL_ALONE, dot)):
        part = pattern.match(text) if needed else None
        sure = part is not None and (
            Topic.EMAIL in context.asked or " dot " in part.group().lower()
        )
        if part is not None and sure:
            yield Span(*part.span("part"), PiiKind.EMAIL, 0.7)


def _is_public(local: str, address: str, text: str, context: Context) -> bool:
    """ "Claims at sunway rental dot com", "the sizes at brindle dot com": a company's own, or its
    site, unless somebody's address is asked for."""
    word = local.strip().lower()
    start = text.find(address) - len(local)
    if word in _OFFICES and _SENT_TO.search(text[: max(0, start)].rstrip()):
        return True
    if Topic.EMAIL in context.asked or _SOMEBODYS.search(text) or _FREE_MAIL.search(address):
        return False
    named = is_listed(word) or is_surname(word) or not is_word(word)
    return word in _OFFICES or (bool(_SITE.search(text)) and not named)


def _could_be_local(word: str) -> bool:
    """ "Look at fairwinds dot com" names a site; "info at" and "one two at" an address."""
    low = word.lower()
    return not is_common(low) or low in _OFFICES or low in _DIGIT_WORDS or len(low) == 1


def _local_start(text: str, start: int) -> int:
    """Walk back over the words that belong to the local part, spelled or not."""
    for run in code_runs(text):
        if run.start < start <= run.end or (
            run.end < start and not text[run.end : start].strip(" ,")
        ):
            start = run.start
    plain = 0
    joined = False
    for token in reversed(list(re.finditer(r"[^\s,]+", text[:start]))):
        word = token.group().lower().strip(".,").replace("’", "'").removesuffix("'s")
        connector = word in _CONNECTORS
        symbol = connector or word in _DIGIT_WORDS or word.isdecimal() or len(word) == 1
        if not symbol:
            plain += 1
            broken = (
                (is_common(word) and word not in _OFFICES)
                or token.group()[-1] in ".?!:"
                or plain >= _MOST_PLAIN_WORDS
            )
            if broken and not joined and not is_sure(word):
                break
        if word in ("i", "a") and not joined and not _spells(text, token.start()):
            break
        start, joined = token.start(), connector
    return start


def _spells(text: str, start: int) -> bool:
    """The single letter at ``start`` stands among other single letters."""
    return bool(re.search(r"\b\w[ ,.-]+$", text[:start]))


def _bare_answer(text: str, context: Context) -> Iterator[Span]:
    """What is said as an answer to "your e-mail?" with an at sign lost: "jay smith gmail com"."""
    talked = Topic.EMAIL in context.asked or re.search(r"e-?mail", text, re.IGNORECASE)
    domain = rf"(?<![\w@.-])(?:{_PROVIDER}(?:{_DOT}{_TLD}|\s+{_PLAIN_TLD})|[\w-]+\s+dot\s+{_TLD})"
    if not talked:
        domain = rf"(?<=[a-z]\s)(?:g ?mail|hot ?mail|i ?cloud|yahoo|proton ?mail){_DOT}com\b"
    for match in re.finditer(domain, text, re.IGNORECASE):
        words = list(re.finditer(r"\S+", text[: match.start()]))[-_ASKED_WORDS:]
        if not talked and (not words or is_common(words[-1].group())):
            continue
        kept = [w for w in words if not is_common(w.group())]
        start = kept[0].start() if kept else match.start()
        yield Span(start, match.end(), PiiKind.EMAIL, 0.6)
