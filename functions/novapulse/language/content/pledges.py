"""Forms in which people leave something to be done: promises, requests, duties, third parties."""

import re
from dataclasses import dataclass
from typing import Literal

Whose = Literal["speaker", "other", "both"]

_ADVERBS = (
    r"(?: (?:also|just|please|now|then|kindly|maybe|definitely|probably|certainly|gladly|happily"
    r"|quickly|immediately|still|only|always|actually|personally|at least|perhaps|possibly"
    r"|go ahead and|be happy to|be glad to|try to|be sure to|make sure to|need to|have to"
    r"|be able to|go and))*"
)
_VERB = r" (?P<phrase>(?!not\b|never\b|don't\b)[a-z][\w'-]*\b.*)$"
_AGENTIVE = (
    r"(?:(?:an?|the|our|my|your|their|his|her|one of (?:our|my)|another|some) (?:[\w-]+ ){0,2}?"
    r"(?:team|manager|supervisor|adjuster|adviser|advisor|engineer|technician|agent|representative"
    r"|rep|colleague"
    r"|specialist|department|husband|wife|partner|assistant|consultant|expert|staff|office|nurse"
    r"|doctor|driver|plumber|electrician|inspector|lawyer|accountant|boss|director|person|people"
    r"|guys|branch|store|support|sales|finance|billing|courier|mechanic)"
    r"|someone(?: (?:from|in|on|at) [\w ]{2,25}?)?|somebody(?: from [\w ]{2,25}?)?|they|he|she"
    r"|\[name\])"
)


@dataclass(frozen=True)
class Form:
    """``pattern`` has the group ``phrase`` from the verb on and matches lower-case text with
    straight apostrophes. ``score``: what the form alone is worth."""

    name: str
    score: float
    whose: Whose
    pattern: re.Pattern[str]
    firm: bool = True
    """Whether the form by itself is a promise or an instruction."""


def _form(name: str, score: float, whose: Whose, pattern: str, *, firm: bool = True) -> Form:
    return Form(name, score, whose, re.compile(rf"(?<![\w'])(?:{pattern})"), firm)


FORMS = (
    _form(
        "promise",
        0.6,
        "speaker",
        r"(?:i|we)(?:'ll| will| shall|(?:'m| am|'re| are) (?:going to|gonna)| gonna)(?: be)?"
        rf"{_ADVERBS}{_VERB}",
    ),
    _form(
        "delegation",
        0.6,
        "speaker",
        r"(?:i|we)(?:'ll| will|(?:'m|'re) (?:going to|gonna))(?: (?:also|just))? (?:have|get|ask) "
        rf"(?:{_AGENTIVE}|him|her|them)(?: to)?{_VERB}",
    ),
    _form(
        "in_progress",
        0.5,
        "speaker",
        rf"(?:i|we)(?:'m| am|'re| are){_ADVERBS} (?P<phrase>(?!going\b|(?:see|hear|talk|speak)ing\b"
        r"|(?:call|ring|phon|contact)ing\b(?!.* back\b))[a-z]+ing\b.*)$",
    ),
    _form(
        "suggestion",
        0.5,
        "other",
        r"i(?:'d| would)?(?: strongly| also| really)* (?:suggest|recommend|advise)(?: that)?"
        rf"(?: you)?(?: to)?{_ADVERBS}{_VERB}",
    ),
    _form(
        "consultation",
        0.5,
        "speaker",
        r"(?:i|we)(?:'d|'ll| will| would)?(?: also| still| just| really)*"
        r" (?:need to|have to|want to|must|should|'ve got to|got to)?(?: first| just| also)*"
        r" (?P<phrase>(?:(?:talk|speak) (?:it over )?(?:to|with)|check with|discuss (?:it|this"
        r"|that)"
        r" with|run (?:it|this|that) (?:by|past)|ask|hear (?:from|what)|see (?:what|if)) (?:my|him"
        r"|her|them|our|the (?:wife"
        r"|missus|husband|boss))\b.*)$",
    ),
    _form(
        "notice",
        0.5,
        "speaker",
        r"you(?:'ll| will| should)(?: also| then| shortly| soon)* (?P<phrase>hear (?:back )?from"
        r" (?:me|us|him|her|them|our|the)\b.*|(?:get|receive|have|be"
        r" getting|be receiving) (?:an?|the|your|our) (?:[\w-]+ ){0,5}?(?:letter|call|callback"
        r"|summary|refund|form|label|replacement|card|invoice|contract|quote|report|visit"
        r"|voucher)\b.*)$",
    ),
    _form("offer_to_act", 0.4, "speaker", rf"let me{_ADVERBS}{_VERB}"),
    _form(
        "duty",
        0.5,
        "other",
        rf"you(?:'ll| will)?(?: just| also| only| still| really)*"
        rf" (?:need to|have to|must|should|ought to|'ve got to|want to make sure to)"
        rf"{_ADVERBS}{_VERB}",
    ),
    _form(
        "request",
        0.55,
        "other",
        rf"(?:can|could|would|will) (?:you|someone|somebody){_ADVERBS}{_VERB}",
        firm=False,
    ),
    _form(
        "request",
        0.55,
        "other",
        r"(?:what )?(?:i|we)(?:'d like| would like| need| want|'ll need)(?: is)?(?: for)? you to"
        rf"{_ADVERBS}{_VERB}",
    ),
    _form(
        "request",
        0.55,
        "other",
        r"if you (?:could|would|can)(?!.*\b(?:i|we)(?:'d| could| would| might)\b)"
        rf"{_ADVERBS}{_VERB}",
        firm=False,
    ),
    _form(
        "request",
        0.5,
        "other",
        r"^if you(?: just)? (?P<phrase>(?:send|email|post|mail|bring|upload|forward|text)"
        r" (?:me|us|it|them|those|that|some|the|your|over|in)\b.*)$",
        firm=False,
    ),
    _form(
        "request",
        0.55,
        "other",
        r"(?:would|do) you mind (?P<phrase>[a-z]+ing\b.*)$",
        firm=False,
    ),
    _form("instruction", 0.55, "other", rf"please{_ADVERBS}{_VERB}"),
    _form(
        "instruction",
        0.55,
        "other",
        rf"(?:make sure (?:to|you|that you)|don't forget to|be sure to|remember to){_VERB}",
    ),
    _form(
        "need_from",
        0.55,
        "other",
        r"(?:i|we)(?:'ll)? (?:also |still |just )?(?P<phrase>need (?:(?!to\b).)* from you\b.*)$",
    ),
    _form(
        "own_duty",
        0.25,
        "speaker",
        r"(?:i|we)(?: also| still| just)* (?:need to|have to|must|should|'ve got to|got to)"
        rf"{_ADVERBS}{_VERB}",
    ),
    _form(
        "third_party",
        0.55,
        "speaker",
        rf"{_AGENTIVE}(?:'ll| will|(?:'d| would)(?= (?:be|come|call|ring|collect|deliver|arrive)\b)"
        r"|(?:'s|'re| is| are) (?:going to|gonna)|"
        rf" (?:needs?|has|have) to| should){_ADVERBS}{_VERB}",
    ),
    _form(
        "third_party",
        0.4,
        "speaker",
        rf"(?!they\b|he\b|she\b){_AGENTIVE}(?: then| usually)? (?P<phrase>(?:looks at|comes"
        rf"|calls you|rings"
        r" you|sends|delivers|checks|reviews|decides|visits|collects|picks|processes"
        r"|contacts)\b.*)$",
    ),
    _form(
        "ability",
        0.25,
        "speaker",
        rf"(?:i|we|{_AGENTIVE}) can{_ADVERBS}{_VERB}",
        firm=False,
    ),
    _form(
        "arrival",
        0.4,
        "speaker",
        r"(?:it|that|they|(?:your|the|an?) [\w ]{2,25}?)(?:'ll| will| should|'d| would)(?: all"
        r"| then)? "
        r"(?P<phrase>(?:be (?:with you|ready|there|delivered|out)|arrive|leave the|go out"
        r"|reach you)\b.*)$",
    ),
    _form("joint", 0.5, "both", rf"(?:let's|let us|(?:we|shall we) should){_ADVERBS}{_VERB}"),
    _form(
        "farewell",
        0.5,
        "both",
        r"^(?:(?:i'll |we'll )?(?P<phrase>(?:see|talk to|speak to|speak with)"
        r" (?:you|ya|each other)\b.*))$",
    ),
    _form(
        "passive",
        0.4,
        "speaker",
        r"(?:it|that|this|they|your [\w ]{2,25}?|the [\w ]{2,25}?|a [\w ]{2,25}?)"
        r"(?:'ll| will| is going to| are going to) (?:also )?(?:be|get) "
        r"(?P<phrase>(?:sent|shipped|mailed|emailed|refunded|credited|delivered|processed|issued"
        r"|waived|cancelled|canceled|replaced|repaired|fixed|escalated|reversed|updated|posted"
        r"|reimbursed|activated|closed)\b.*)$",
    ),
)
IMPERATIVE = Form(
    "imperative",
    0.45,
    "other",
    re.compile(r"^(?:just |simply |also |please )*(?P<phrase>[a-z]+ .*)$"),
)
"""Only where the sentence begins with a verb that lasts: "Keep the receipts."."""
ACCEPTED_OFFER = 0.55
"""For what was offered ("Would you like me to send another one?") and accepted at once."""
OFFER = re.compile(
    r"^(?:(?:(?:would|do|did) )?you (?:like|want)|want) (?:me|us) to (?P<phrase>.*)$"
    r"|^(?:would it help|how about|what) if (?:i|we) (?P<phrase4>[a-z]+ .*)$"
    r"|^(?:should|shall) (?:i|we) (?P<phrase2>.*)$"
    r"|^(?:can|may|could) (?:i|we) (?P<phrase3>(?!(?:have|get|take|ask|keep|pay)\b)[a-z]+"
    r" (?:you|it|that|this|them|one|(?:an?|the) [\w ]+ (?:for|to) you)\b.*)$"
)
PROMISES = re.compile(r"(?<![\w'])(?:i|we)(?:'ll| will|'m going to|'re going to) ")
DOES_THAT = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| can)(?: \w+)? (?:do|send|get|bring|have|take) (?:that|it|this|them"
    r"|those|one|some)\b",
    re.IGNORECASE,
)
"""Promises no more than what was asked."""
CONSENT = re.compile(
    r"^\W*(?:(?:uh|um|oh|well|okay|ok|and)\W+)*(?:yes|yeah|yep|yup|ja|aye|sure|of course|absolutely"
    r"|certainly|definitely|please|will do|sounds good|that would be|that'd be|that works"
    r"|no problem|not a problem|i can do that|i will|i'll|okay|ok|alright|all right|great|perfect"
    r"|gladly|happy to|fine|consider it done|right|lovely|brilliant|wonderful|go (?:on|ahead"
    r"|for it)|it would|that['’]d help"
    r"|do that|you (?:can|may|do that|could)|that['’]s (?:fine|great|perfect|good))\b",
    re.IGNORECASE,
)
"""Beginning an answer, it agrees to what was asked for or offered."""
