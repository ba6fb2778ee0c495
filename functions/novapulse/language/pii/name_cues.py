"""What people say before, and after, a name."""

import re
from dataclasses import dataclass, field

_NAME = r"(?=(?P<name>[^\W\d_]))"
_TITLE_WORDS = (
    r"mr|mrs|ms|dr|miss|mister|missus|doctor|prof|professor|señora?|senora?|nurse|madam|judge"
)
_FILLERS = rf"(?:(?:uh|um|it['’]?s|is|like|maybe|also|(?:{_TITLE_WORDS})\b\.?)[\s,]+)*"
_KIN = (
    r"husband|wife|son|daughter|brother|sister|partner|mother|father|mom|mum|dad|mummy|daddy|friend"
    r"|colleague|coworker|co-worker|boss|manager|assistant|boyfriend|girlfriend|fianc[eé]e?|spouse"
    r"|mother[ -]in[ -]law|father[ -]in[ -]law|ex|ex-husband|ex-wife|grandson|granddaughter|nephew"
    r"|niece|aunt|auntie|uncle|cousin|grandma|grandmother|grandad|grandfather|grandpa|nan|twin"
    r"|neighbou?r|cleaner|solicitor|lawyer|attorney|accountant|landlord|landlady|roommate|flatmate"
    r"|housemate|carer|nanny|kid|child|baby|stepson|stepdaughter|secretary|tenant|supervisor"
)
_STAFF = (
    r"guy|man|lady|woman|girl|boy|gentleman|person|driver|technician|tech|engineer|agent|rep"
    r"|representative|nurse|plumber|electrician|installer|courier|receptionist|advisor|adviser"
    r"|consultant|specialist|clerk|cashier|teller|contractor|caseworker|adjuster|pupil|student"
    r"|passenger|patient|holder|beneficiary|contact"
)


@dataclass(frozen=True)
class Cue:
    """``introduces``: a person introduces itself or another. ``people``: only people are spoken of
    like this, so that any word that is written as a name is one. ``places``: places, months
    and companies may follow as well. ``greets``: who is spoken to. ``listed``: much else may, so
    that the name must be known."""

    pattern: re.Pattern[str]
    introduces: bool = False
    people: bool = False
    places: bool = False
    listed: bool = False
    greets: bool = False
    never: frozenset[str] = field(default_factory=frozenset)


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SURE_CUES = (
    _cue(
        r"(?<!company )(?<!business )(?<!user )(?<!company's )(?<!company’s )(?<!product )"
        r"(?<!brand )(?<!domain )(?<!store )(?<!street )(?<!account )"
        r"\b(?:(?:sur|first |last |full |middle |maiden |family |given )?names?(?:['’]?s| is| are"
        rf"| was| would be|:)|names(?= [^\W\d_]+ [^\W\d_]+))\s+{_FILLERS}{_NAME}"
    ),
    _cue(rf"\b(?:sur|first |last |maiden |middle |family )names?,?\s+{_FILLERS}{_NAME}"),
    _cue(rf"\b(?:holder(?:['’]s| is)|registered to|belongs to|addressed to)\s+{_FILLERS}{_NAME}"),
    _cue(rf"\b(?:calls? me|known as|goes? by|go by)\s+{_NAME}"),
    _cue(rf"\b(?:under|for|in|by) the name(?: of)?\s+{_FILLERS}{_NAME}"),
    _cue(
        r"\b(?:someone|somebody|one|man|guy|lady|woman|girl|gentleman|person|agent|colleague)"
        rf"(?: who(?:['’]s| is| was))? (?:called|named)\s+{_FILLERS}{_NAME}"
    ),
    _cue(rf"(?<!\bthe )(?<!\ba )(?<!\banother )\b(?:{_TITLE_WORDS})\b\.?\s+{_NAME}"),
    _cue(rf"(?<!\w){_NAME}[\w'’-]+ (?:is|would be) (?:my|the|his|her) (?:\w+ )?name\b"),
)
CUES = (
    Cue(
        _cue(
            r"\b(?:this is|is this|i['’]?m|i am|here is|you(?:['’]re| are) (?:speaking|talking)"
            r" (?:with|to)|(?:through|transferring you|connect you|hand you over) to"
            rf"|you(?:['’]ve| have) (?:reached|got))\s+(?:(?:uh|um)\b,?\s+)*{_NAME}"
        ),
        introduces=True,
    ),
    Cue(_cue(rf"\b(?:was|he['’]?s|she['’]?s) (?:called|named)\s+{_NAME}"), people=True),
    Cue(_cue(rf"\b(?:he|she)(?:['’]s| is)\s+{_NAME}(?=[^\W\d_]+\W)"), listed=True),
    Cue(_cue(rf"\b(?:it|that)['’]?s\s+(?:(?:uh|um)\b,?\s+)*{_NAME}"), introduces=True),
    Cue(_cue(rf"\b(?:am i|are you|was i) (?:speaking|talking) (?:with|to)\s+{_NAME}"), people=True),
    Cue(
        _cue(
            r"\b(?:speak|talk|spoke|spoken|talked|speaking|talking) (?:with|to)\s+"
            rf"(?:(?:uh|um)\b\.?\s+)*{_NAME}"
        ),
        people=True,
    ),
    Cue(
        _cue(
            rf"\b(?:my|his|her|our|your|their|the) (?:{_KIN})(?:['’]s name(?: is)?|,| is| named"
            rf"| called)?\s+(?:(?:uh|um)\b,?\s+)*{_NAME}"
        ),
        people=True,
        never=frozenset(("general",)),
    ),
    Cue(
        _cue(rf"\b(?:the|a|this|that|your|our|my) (?:\w+ )?(?:{_STAFF})(?:,| um| uh)+\s+{_NAME}"),
        people=True,
    ),
    Cue(
        _cue(
            r"\b(?:message|reservation|refill|booking|appointment|prescription|order|package|parcel"
            rf"|delivery|tickets?|looking|asking|one|is this|and) for\s+(?:me,\s+)?{_NAME}"
        ),
    ),
    Cue(_cue(rf"\b(?:tell|ask|thank|cc|let)\s+{_NAME}"), people=True),
    Cue(_cue(rf"\b(?:contact|get|by|with|from|to|and|or|is|for)\s+{_NAME}"), places=True),
    Cue(_cue(rf"\bunder\s+{_NAME}"), introduces=True),
    Cue(_cue(rf"\bis {_NAME}(?=[^\W\d_]+ (?:there|in|around|available|at home)\b)"), people=True),
    Cue(
        _cue(
            r"\b(?:hi|hello|hey|thanks|thank you|(?:good )?(?:morning|afternoon|evening)|g['’]day"
            r"|okay|alright"
            rf"|bye|sorry|welcome|yes|no|sure|right|well|dear|listen|look|please)[, ]+{_NAME}"
        ),
        greets=True,
        never=frozenset(("alexa", "siri")),
    ),
    Cue(_cue(rf"(?:^|[.?!]\s+){_NAME}(?=[^\W\d_]+,)"), listed=True),
    Cue(
        _cue(rf"(?:^|[,.?!]\s+|\bthis is ){_NAME}(?=[^\W\d_]+(?: [^\W\d_]+)? (?:speaking|here)\b)"),
        introduces=True,
        people=True,
    ),
    Cue(
        _cue(
            rf"(?<![\w'’-]){_NAME}(?=[^\W\d_]+ (?:will call|said|told|called|helped|promised|signed"
            r"|put|(?:she|he) (?:said|told|was|is|will|put|never)|never called)\b)"
        ),
        introduces=True,
        people=True,
    ),
)
