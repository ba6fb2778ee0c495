"""Contacts among the parties of a call: calls back, meetings, visits, news of how it goes."""

import re

_ME = r"(?:you|me|us|him|her|them|each other)"
_CONTACT = re.compile(
    rf"(?:call|phone|ring|contact)(?:ing)? (?:{_ME}|back)\b(?! (?:a cab|a taxi))"
    r"|return(?:ing)? (?:your|my|the) call"
    rf"|(?:text|message|email|e-mail|notify|inform|update)(?:ing)? {_ME} (?:back|as soon as|when"
    r"|once|if|about|after)\b"
    rf"|(?:give|giving) {_ME} an? (?:\w+ )?(?:call|ring|update|callback|call back)"
    rf"|(?:get|getting|come|coming) back (?:to|with) {_ME}|get back in touch"
    rf"|(?:be|get|stay|keep) in (?:touch|contact)|reach(?:ing)? (?:back )?out(?: to {_ME})?"
    rf"|follow(?:ing)? up(?! (?:email|letter))|touch base"
    rf"|check(?:ing)? (?:back )?in (?:with|on) {_ME}"
    rf"|check(?:ing)? back|let(?:ting)? {_ME} know (?:when|once|if|as soon as|how|what|by|within"
    r"|about|the (?:result|outcome)|tomorrow|on|next|after)"
    rf"|keep(?:ing)? {_ME} (?:posted|updated|informed)"
    r"|hear(?:ing)? (?:back )?from (?:you|me|us|him|her|them)\b"
    r"|(?:schedul|reschedul|arrang|organi[sz]|book|plann?|set|setting|hav)(?:e|ing)?"
    r"(?: up)? (?:an?|the|another|your|our|that|this) (?:[\w-]+ ){0,2}?(?:call|meeting|appointment"
    r"|visit|callback|demo|consultation|session|follow-?up|inspection|review)\b(?! (?:off|fee))"
    rf"|(?:visit(?:ing)?|see(?:ing)?) {_ME}\b|(?:come|coming) (?:out|by|over|round|to you"
    rf"|to see)\b|stop by\b"
    r"|meet(?:ing)?\b(?! (?:the|your|our|my) (?:requirement|need|criteria|deadline|goal))"
    rf"|(?:talk|speak|chat)(?:ing)? (?:(?:to|with) {_ME} )?(?:again|then|soon|tomorrow|on"
    r"|next|later)"
    r"|(?:discuss|talk about|go over|review|continue)\b.*\b(?:next|our) (?:meeting|call|week|time)"
    r"|(?:call|phone|ring|have) (?:\w+ ){1,3}?(?:call|contact|reach out to|phone) "
    rf"(?:{_ME}|back)",
)
_BACK = re.compile(r"\bcall(?:ed|ing|s)? (?:you|me|us|him|her|them) back\b|\bcallback\b")
_NEARBY = re.compile(r"^see (?:you|that|if|what|how|the|it)\b(?! (?:on|tomorrow|next|at))")
_FAREWELL = re.compile(r"^(?:see|talk to|speak (?:to|with)) (?:you|ya|each other)\b")
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next (?:week|month|year)"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b"
)


def is_contact(phrase: str, whose: str = "speaker") -> bool:
    """Whether ``phrase``, lower case from its verb on, opens with a contact to come or holds a
    call back. A farewell counts only with a day."""
    if _FAREWELL.match(phrase):
        return bool(_DATED.search(phrase))
    if _NEARBY.match(phrase):
        return False
    said = re.sub(r"^(?:go ahead and|try to|have to|just|also|be sure to) ", "", phrase)
    contact = _CONTACT.match(said) or _BACK.search(said) or _second_verb(said)
    return bool(contact) and not (whose == "other" and said.startswith("visit"))


def _second_verb(said: str) -> bool:
    """ "Ask the restaurant and get back to you"."""
    _, joined, second = said.partition(" and ")
    return bool(joined) and bool(_CONTACT.match(second))
