"""Companies that are called like people, wherever a call names them: "Ramsey Pruitt Associates",
later "Ramsey Pruitt"."""

import re
from collections.abc import Sequence

from novapulse.language.pii.names_list import is_sure
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS

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


def without_companies(texts: Sequence[str]) -> list[str]:
    """``texts`` with signs in place of such names; as long as before."""
    found = (m for text in texts for m in _COMPANY.finditer(text) if _is_company(m))
    named = list(dict.fromkeys(match["head"] for match in found))[:_MOST_COMPANIES]
    heads = [head for head in named if not any(_is_person(head, text) for text in texts)]
    if not heads:
        return list(texts)
    longest_first = sorted(heads, key=lambda head: (-len(head), head))
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!['’]?\w)")
    return [known.sub(lambda match: re.sub(r"\w", "¤", match.group()), text) for text in texts]


def _is_company(match: re.Match[str]) -> bool:
    """A first and a last name after "this is" may be a person who goes on with the company."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    person = is_sure(match["head"].split()[0]) and _INTRODUCED.search(before)
    return not (person or _OF_PERSON.search(before))


def _is_person(head: str, text: str) -> bool:
    """Somebody is introduced by that name."""
    if head not in text:
        return False
    said = re.finditer(rf"\b{re.escape(head)}\b", text)
    return any(
        _OF_PERSON.search(text[max(0, match.start() - _REACH) : match.start()]) for match in said
    )
