"""What kind of thing a question asks for, a time or an amount, and whether a text holds one."""

import re
from collections.abc import Callable

_NUMBER = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|few|several|couple of)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|month|year)s?"
_TIME = re.compile(
    rf"\b(?:{_NUMBER} (?:more |business |working |full )?{_UNIT}|next {_UNIT}|today|tonight"
    r"|tomorrow|yesterday|immediately|right away|noon|midnight|morning|afternoon|evening"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august"
    r"|september|october|november|december|\d{1,2}(?::\d\d)? ?[ap]\.?m|o['’]clock)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"[$€£] ?\d|\b{_NUMBER}[ -](?:[\w-]+ )?(?:dollars?|bucks?|euros?|pounds?|cents?|percent)\b"
    r"|\d ?[%€£$]|\b(?:free of charge|no (?:extra )?(?:charge|cost|fee))\b",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    rf"\b(?:how (?:long|soon|many (?:business |working )?{_UNIT})|when|what (?:day|date|time))\b",
    re.IGNORECASE,
)
_ASKS_HOW_MUCH = re.compile(
    r"\b(?:how much|what (?:price|fee|amount)|what .*\bcosts?)\b", re.IGNORECASE
)
_KINDS = ((_ASKS_WHEN, _TIME), (_ASKS_HOW_MUCH, _AMOUNT))


def holds_what_is_wanted(question: str) -> Callable[[str], bool]:
    """Whether a text holds a time where ``question`` asks for one, an amount of money where it asks
    for that; True of every text for other questions. English."""
    wanted = [said for asked, said in _KINDS if asked.search(question)]
    return lambda text: all(said.search(text) for said in wanted)
