"""What calls talk about: the topics, their kinds of personal data, and the words that name them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from novapulse.domain.pii import PiiKind


class Topic(StrEnum):
    """What is being talked about; several topics share one kind of personal data."""

    SECURITY_CODE = "security code"
    EXPIRY = "expiry"
    SSN = "social security number"
    ROUTING = "bank routing"
    PIN = "pin"
    ONE_TIME_CODE = "one-time code"
    BIRTH = "date of birth"
    PHONE = "phone"
    POSTAL_CODE = "postal code"
    CARD = "card"
    ACCOUNT = "account"
    ADDRESS = "address"
    EMAIL = "email"
    NAME = "name"
    AMOUNT = "an amount of money"
    OTHER = "something that is not personal"


KIND_OF: dict[Topic, PiiKind] = {
    Topic.SECURITY_CODE: PiiKind.SECURITY_CODE,
    Topic.EXPIRY: PiiKind.CARD_EXPIRY,
    Topic.SSN: PiiKind.SSN,
    Topic.ROUTING: PiiKind.ACCOUNT_NUMBER,
    Topic.PIN: PiiKind.PIN,
    Topic.ONE_TIME_CODE: PiiKind.PIN,
    Topic.BIRTH: PiiKind.DATE_OF_BIRTH,
    Topic.PHONE: PiiKind.PHONE_NUMBER,
    Topic.POSTAL_CODE: PiiKind.ADDRESS,
    Topic.CARD: PiiKind.CARD_NUMBER,
    Topic.ACCOUNT: PiiKind.ACCOUNT_NUMBER,
    Topic.ADDRESS: PiiKind.ADDRESS,
}

_CUES: dict[Topic, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE)
    for topic, pattern in {
        Topic.SECURITY_CODE: r"security code|\bc ?v ?[vc]\b|code on the back|three digit"
        r"|3.digit|back of (?:the|your|my) card",
        Topic.EXPIRY: r"expir\w+|\bexp\b|good (?:thru|through)|valid (?:thru|through|until)",
        Topic.SSN: r"\bsocial\b(?! media)|\bs\.?s\.?n\b|tax ?payer (?:id|number)",
        Topic.ROUTING: r"\brouting\b|\baba\b|sort code",
        Topic.PIN: r"\bpin\b(?! down)|pass ?codes?\b|access code|\bpasswords?\b",
        Topic.ONE_TIME_CODE: r"verification code|one.time (?:pass)?code|\botp\b"
        r"|code (?:that )?(?:we|i)(?:['’]ve| have)?(?: just)? (?:sent|texted|e-?mailed)",
        Topic.BIRTH: r"dates? of birth|\bd\.?o\.?b\b|birth ?(?:day|date)|\bborn\b",
        Topic.PHONE: r"\bphone\b|call ?back|call (?:me|you) (?:at|on)|reach (?:you|me)|\bmobile\b"
        r"|\bcell\b|telephone|contact number|text me|best number|area code|\bmy number\b",
        Topic.POSTAL_CODE: r"\bzip\b|postal code|post ?code",
        Topic.CARD: r"\bcards?\b|\bvisa\b|master ?card|\bamex\b|american express"
        r"|\bcredit card|\bdebit\b|sixteen digit|16.digit",
        Topic.ACCOUNT: r"\baccounts?\b|\bacct\b|\biban\b|\bchecking\b|\bsavings\b"
        r"|(?:member|customer|policy|patient|client)(?:ship)? (?:id|number)|user ?name"
        r"|last (?:four|4)\b|medical record",
        Topic.ADDRESS: r"\baddress\b|where do you live|\blive (?:at|on)\b|moved to"
        r"|ship(?:ping|ped)? (?:it )?to",
        Topic.EMAIL: r"e-?mail",
        Topic.NAME: r"(?:your|my|full|first|last) name|who am i (?:speaking|talking)"
        r"|who do i have|speaking with|spell (?:that|it|your)|\band you are\b\W*$",
        Topic.OTHER: r"\border\b|\btickets?\b|\breference\b|confirmation|case number|tracking"
        r"|\berror\b|invoice|\bmodel\b|serial|version|\broom\b|flight|\bplan\b|\bsince\b"
        r"|claim number|extension",
        Topic.AMOUNT: r"how much|\bcharged?\b|\bcharges\b|\bbalance\b|\bcosts?\b|\bbill(?:s|ed)?\b"
        r"|\bpaid\b|\bprice\b|\btotal\b|\bamount\b",
    }.items()
}
_EMAIL_ADDRESS = re.compile(r"e-?mail(?:ing)? address", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    topic: Topic
    end: int


def mentions(text: str) -> list[Mention]:
    """Every topic named in ``text``, in order of where its cue ends."""
    text = _EMAIL_ADDRESS.sub(lambda m: "email".ljust(len(m.group())), text)
    found = [
        Mention(topic, match.end())
        for topic, pattern in _CUES.items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda mention: mention.end)
