"""Companies that are called like people, wherever a call names them: "Ramsey Pruitt Associates",
later "Ramsey Pruitt". A name that somebody of the call has as well stays one."""

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from novapulse.language.pii.mentions import mentions
from novapulse.language.pii.names_list import is_sure
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS
from novapulse.language.pii.topics import Topic
from novapulse.language.pii.words import is_common

_STRONG = (
    r"Agency|Airlines|Airways|Associates|Bank|Brokers?|Builders|Cars|Clinic|Couriers?|Dental|Energy"
    r"|Finance|Financial|Foods|Freight|Furniture|Garage|Group|Haulage|Holdings|Hotel|Inc|Insurance"
    r"|Law|Lettings|Limited|LLC|LLP|Logistics|Ltd|Mortgages|Motors|Movers|Moving|Outfitters"
    r"|Partners|Pharmacy|Plumbing|PLC|Polling|Practice|Properties|Realty|Recovery|Removals"
    r"|Research|Roofing|Solicitors|Solutions|Stores|Supermarkets|Surgery|Transport|Travel|Trucking"
    r"|Trust|Vets"
)
"""What companies are called and nobody's last name is."""
_REACH = 40
_MOST_COMPANIES = 20
"""A call that names more is searched for the first ones only."""
_NUMBER = "|".join((*UNITS, *TEENS, *TENS))
_COMPANY = re.compile(
    rf"(?<![\w'’])(?<!\d )(?!(?i:{_NUMBER})\b)"
    rf"(?P<head>[A-Z][\w'’]+(?: (?:and |& )?[A-Z][\w'’]+){{1,2}}) (?:{_STRONG})\b"
)
"""Not "Twelve Quarry Bank", which is an address."""
_OF_PERSON = re.compile(
    r"\b(?:name(?:['’]?s| is)|i['’]?m|i am|(?:speak|speaking|talk|talking|spoke) (?:to|with)"
    r"|mr|mrs|ms|dr|miss|for)\.?\s+$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"\b(?:this is|it['’]?s|here is)\s+$", re.IGNORECASE)
_GREETED = re.compile(r"\b(?:hi|hello|hey|dear|thanks|thank you|sorry|bye)[, ]+$", re.IGNORECASE)
_SPEAKS = re.compile(r",? (?:speaking|here|calling)\b", re.IGNORECASE)
_GOES_ON = re.compile(rf" (?:{_STRONG})\b")


def without_companies(texts: Sequence[str]) -> list[str]:
    """``texts`` with signs in place of such names; as long as before."""
    found = (m for text in texts for m in _COMPANY.finditer(text) if _is_company(m))
    called = (_name(match["head"]) for match in found)
    named = list(dict.fromkeys(name for name in called if " " in name))[:_MOST_COMPANIES]
    people = {head for head in named for text in texts if _is_person(head, text)}
    people |= {head for head in named if _is_answer(head, texts)}
    heads = [head for head in named if head not in people]
    if not heads:
        return list(texts)
    longest_first = sorted(heads, key=lambda head: (-len(head), head))
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!['’]?\w)")
    return [known.sub(lambda match: re.sub(r"\w", "¤", match.group()), text) for text in texts]


def _name(head: str) -> str:
    """ "The Ramsey Pruitt" as "Ramsey Pruitt"."""
    return " ".join(dropwhile(is_common, head.split()))


def _is_company(match: re.Match[str]) -> bool:
    """A first and a last name after "this is" may be a person who goes on with the company."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    person = is_sure(match["head"].split()[0]) and _INTRODUCED.search(before)
    return not (person or _OF_PERSON.search(before))


def _is_person(head: str, text: str) -> bool:
    """Somebody is introduced, or spoken to, by that name."""
    if head not in text:
        return False
    return any(_names_person(match) for match in re.finditer(rf"\b{re.escape(head)}\b", text))


def _names_person(match: re.Match[str]) -> bool:
    text = match.string
    before = text[max(0, match.start() - _REACH) : match.start()]
    if _OF_PERSON.search(before):
        return True
    if _GOES_ON.match(text, match.end()):
        return False
    greeted = is_sure(match.group().split()[0]) and _GREETED.search(before)
    return bool(greeted or _INTRODUCED.search(before) or _SPEAKS.match(text, match.end()))


def _is_answer(head: str, texts: Sequence[str]) -> bool:
    """The turn before asked for somebody's name."""
    return any(
        head in text and any(mention.topic is Topic.NAME for mention in mentions(asked))
        for asked, text in pairwise(texts)
    )
