"""Organisations by how they are named, and well-known places."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from novapulse.domain.content import FoundEntity

_NAME = r"[A-Z][\w'’&.-]*(?: (?:of|and|&|the|for) (?=[A-Z]))?"
_SUFFIX = (
    r"Inc|Corp|Corporation|Company|Ltd|Limited|LLC|PLC|GmbH|Group|Bank|Credit Union|Insurance"
    r"|Airlines|Airways|University|College|Hospital|Clinic|Telecom|Communications|Mobile|Wireless"
    r"|Broadband|Energy|Electric|Utilities|Hotels?|Resorts?|Motors|Pharmacy|Foundation|Institute"
    r"|Agency|Associates|Partners|Holdings|Logistics|Express|Systems|Technologies|Solutions"
    r"|Services|Support|Rentals?|Dental|Health|Financial|Mutual|Stores?"
)
_BY_SUFFIX = re.compile(rf"(?<![\w\[])(?:{_NAME} ){{1,4}}(?:{_SUFFIX})\b(?!\])")
_ANSWERED = re.compile(
    r"\b(?:thank(?:s| you) for (?:calling|choosing|contacting)|welcome to"
    r"|you(?:['’]ve| have) reached|calling from"
    r"|this is \[name\] (?:from|with|at|over at|calling from))\s+(?:the )?(?P<name>.+?)"
    r"(?=$|[,.!?;\[]|\s(?:this is|my name|how|the number"
    r"|you['’]re|speaking|good|may i|who|what|where|your|before|in order|today|and|about|because|we"
    r"|to|with|for|at|i)\b)",
    re.IGNORECASE,
)
_LONGEST_NAME = 4
_NO_NAME = re.compile(
    r"^(?:us|back|in|again|me|you|our|my|your|this|that|here|it|him|her|home|work|now|a|an"
    r"|customer (?:service|care|support)|support|technical support|(?:the )?service desk)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:The|A|An|This|That|My|Our|Your|I|We|You|And|But|So|Yes|No|Hi|Hello|Okay|Thanks|Thank"
    r"|At|From|With|For|In|Is|It|Please|Good|Great|Oh|Well|Calling|Welcome|To|What|Which) )+"
)


def organizations(text: str) -> Iterator[FoundEntity]:
    """As agents answer the phone with them, in any case, and names that end like a company's. Two
    finds may overlap."""
    for match in _ANSWERED.finditer(text):
        name = match["name"].strip()
        if len(name.split()) <= _LONGEST_NAME and not _NO_NAME.match(name):
            yield _found("organization", name, match.start("name"))
    for match in _BY_SUFFIX.finditer(text):
        lead = _LEADING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = text[start : match.end()]
        if " " in name:
            yield _found("organization", name, start)


def locations(text: str) -> Iterator[FoundEntity]:
    """Countries, states of the United States and large cities; in text with capitals only where
    written with one, since "turkey" may be eaten."""
    capitals = text != text.lower()
    for match in _gazetteer().finditer(text):
        name = match.group()
        written = name[:1].isupper()
        if written or (not capitals and _names_place(text, match.start())):
            yield _found("location", name, match.start())


def _names_place(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:in|to|from|near|at|of|visit|visiting|for)\s+$", text[:start]))


def _found(kind: str, name: str, offset: int) -> FoundEntity:
    value = name if name[:1].isupper() else name.title()
    return FoundEntity(type=kind, text=name, offset=offset, value=value)


@cache
def _gazetteer() -> re.Pattern[str]:
    text = files("novapulse.language.content").joinpath("places.txt").read_text("utf-8")
    names = [line.strip() for line in text.splitlines() if line and not line.startswith("#")]
    longest_first = sorted(names, key=len, reverse=True)
    choices = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w'’-])(?:{choices})(?![\w-])", re.IGNORECASE)
