"""What calls talk about: the topics, their kinds of personal data, and the words that name them."""

import re
from dataclasses import dataclass, replace
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
    PASSWORD = "password"
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
    Topic.PASSWORD: PiiKind.PIN,
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
        Topic.SECURITY_CODE: r"security (?:code|number)|\bc ?v ?[vcd]2?\b"
        r"|(?<!last )three[ -]digits?\b(?! of)|three numbers|3.digits?|back of (?:the|your|my) card"
        r"|(?:code|numbers?|digits|ones?) (?:printed )?on the (?:back|front|strip)"
        r"|(?:the|on the) (?:back|front)(?: one| code)? (?:is|says?)|(?:back|front) code"
        r"|next to (?:the|your) signature|little (?:number|ones)",
        Topic.EXPIRY: r"expir\w+|\bexp\b|good (?:thru|through)|valid (?:thru|through|until)"
        r"|runs out",
        Topic.SSN: r"\bsocial\b(?! media)|\bs\.?s\.?n\b|tax ?payer (?:id|number)"
        r"|national insurance|social insurance|\baadhaar\b",
        Topic.ROUTING: r"\brouting\b|\baba\b|sort code",
        Topic.PIN: r"\bpins?\b(?! (?:down|the|it))|pass ?codes?\b|access code|\bpass ?words?\b"
        r"|(?:alarm|door|gate|safe|entry|lock ?box|unlock) code|key ?safe|banking number"
        r"|memorable (?:word|date|place)|security (?:word|answer)",
        Topic.PASSWORD: r"\b(?:what|which|give|tell me|read|confirm|need|verify|and|have|did|do you)\b"
        r"[^.?!]{0,40}\b(?:pass ?words?|pass ?phrase|memorable (?:word|place|name)|security word)\b"
        r"(?! (?:reset|link|page))",
        Topic.ONE_TIME_CODE: r"(?:verification|activation|text) code|\botp\b"
        r"|one.time (?:pass)?(?:code|word)|(?:four|five|six|eight|\d).digit code"
        r"|codes? (?:that )?(?:we|i)(?:['’]ve| have)?(?: just)? (?:sent|texted|e-?mailed)"
        r"|codes? (?:that )?(?:just )?(?:came|was (?:just )?sent|has been sent|got sent)"
        r"|(?:sent|send|texted|text)(?: \w+){1,4} code",
        Topic.BIRTH: r"dates? of birth|\bd\.?o\.?b\b|birth ?(?:day|date)|\bborn\b(?! yesterday)",
        Topic.PHONE: r"\bphones?\b(?! (?:bill|plan|case|shop|store))|call ?back"
        r"|call (?:me|you) (?:back )?(?:at|on)|(?:reach|ring|text|phone) (?:you|me|him|her)"
        r"|\bmobile\b|\bcell\b|telephone|contact number|best number|area code|\bmy number\b"
        r"|what['’]?s ?app|land ?line|direct line|good number|number to (?:call|reach)",
        Topic.POSTAL_CODE: r"\bzip\b(?! file)|post(?:al)? ?code|\bpin ?code\b",
        Topic.CARD: r"\bcards?\b|\bvisa\b|master ?card|\bamex\b|american express|\bmaestro\b"
        r"|\bcredit card|\bdebit\b|sixteen.digit|16.digit",
        Topic.ACCOUNT: r"\baccounts?\b|\bacct\b|\biban\b|\bchecking\b|\bsavings\b"
        r"|(?:member|customer|policy|patient|client|subscriber|plan|group|medicare|medicaid|nhs"
        r"|loyalty|flyer|rewards?|mileage|licen[cs]e|passport|loan|mortgage|user|employee|student"
        r"|meter point|cardholder)(?:ship)?(?:['’]?s)? (?:account |card )?(?:id|i d|number|no)\b"
        r"|insurance card|user ?name|\bmpan\b"
        r"|last (?:three|four|[34])\b(?! (?:digits |numbers )?(?:of|on|from) (?:the|your|my|that)"
        r" (?:order|ticket|invoice|serial|tracking))|medical record|\bpolicy\b",
        Topic.ADDRESS: r"\baddress(?:es)?\b|where do you live|\blive (?:at|on)\b|moved (?:to|from)"
        r"|(?:apartment|unit|flat|suite|house) number|which house|city and (?:state|zip|post)"
        r"|(?:ship|deliver|send|post)(?:ping|ped|ed|ing)? (?:it |them |that )?to\b",
        Topic.EMAIL: r"e-?mail",
        Topic.NAME: r"(?<!company )(?<!business )(?<!user )(?<!product )(?<!brand )(?<!domain )"
        r"(?<!the )\b(?:sur|first |last |full |maiden |middle )?names?\b"
        r"(?! of (?:the|your|that) (?:store|product|shop|company|street|branch|business|hotel))"
        r"|\bthe names?\b(?! of (?:the|your|that) (?:store|product|shop|company|street|branch))"
        r"|who am i (?:speaking|talking)|who do i have|speaking with|spell (?:that|it|your|the name"
        r"|the sur)|\band you are\b\W*$|lead passenger|who['’]?s (?:the|this|calling|it)\b"
        r"|who (?:is|will|lives|should|else)\b|who['’]?ll\b|how do you spell",
        Topic.OTHER: r"\border\b|\btickets?\b|\b(?:a|your|the|this) case\b|\bshipment\b|\breference\b|confirmation|case number"
        r"|tracking|\berror\b|invoice|\bmodel\b|serial|version|\broom\b|flight|\bplan\b(?! id)"
        r"|\bsince\b|claim number|extension|\b(?:item|product|promo|discount|voucher|part) code"
        r"|(?:prescription|permit|receipt|lot|part|quote|authori[sz]ation|docket|contract|form|bus"
        r"|channel|booking|reservation|parcel|tag) (?:number|ref)|\bdocket\b|\bpart is\b"
        r"|\bmeter\b|\breading\b|\bhot ?line\b|help ?line|(?:claims?|support) line"
        r"|call us (?:at|on)|interpreter|\bwarranty\b|best before|\btag\b|appointment",
        Topic.AMOUNT: r"how much|\bcharged?\b|\bcharges\b|\bbalance\b|\bcosts?\b|\bbill(?:s|ed)?\b"
        r"|\bpaid\b|\bprice\b|\btotal\b|\bamount\b",
    }.items()
}
_NOT_OF_CARD = re.compile(
    r"\b(?:warranty|best before|lot|passport|contract|offer|coupon|voucher|lease|permit|membership"
    r"|subscription|policy|points|certificate|prescription|medicine|licen[cs]e|domain|trial|code)\b",
    re.IGNORECASE,
)
"""What expires as well."""
_EMAIL_ADDRESS = re.compile(r"e-?mail(?:ing)? address", re.IGNORECASE)


_BARE = re.compile(
    r"(?:accounts?|acct|checking|savings|cards?|visa|master ?card|amex|debit|credit card|policy)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:['’]s)?\W*(?:numbers?|no\b|#|id\b|end|details|is\b|it['’]?s|\d|in front|you)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """``weak``: the thing is named, not its number: "the PIN of your account"."""

    topic: Topic
    end: int
    weak: bool = False


def mentions(text: str) -> list[Mention]:
    """Every topic named in ``text``, in order of where its cue ends."""
    text = _EMAIL_ADDRESS.sub(lambda m: "email".ljust(len(m.group())), text)
    found = [
        Mention(topic, match.end(), _is_weak(text, match))
        for topic, pattern in _CUES.items()
        for match in pattern.finditer(text)
    ]
    if _NOT_OF_CARD.search(text) and not _CUES[Topic.CARD].search(text):
        found = [
            replace(mention, topic=Topic.OTHER) if mention.topic is Topic.EXPIRY else mention
            for mention in found
        ]
    return sorted(found, key=lambda mention: mention.end)


def _is_weak(text: str, cue: re.Match[str]) -> bool:
    return bool(_BARE.fullmatch(cue.group())) and not _NUMBER_OF.match(text, cue.end())
