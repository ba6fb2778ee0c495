"""What is said in every call and is about none: greetings, courtesy, introductions, notices."""

import re

_PHRASES = (
    r"thank(?:s| you) for (?:calling|choosing|contacting|holding|waiting|joining)\b[^.?!]*?"
    r"(?=$|[.,!?]|\bthis is\b|\bmy name\b|\bhow (?:can|may)\b)",
    r"welcome to [^.,?!]*",
    r"you(?:'ve| have) reached [^.,?!]*?(?=$|[.,!?]|\bhow\b|\bthis is\b)",
    r"(?:this|the|your) call (?:is|may be|will be|is being) (?:recorded|monitored)[^.?!]*",
    r"(?:for|and) (?:quality|training) (?:and training )?(?:purposes|assurance)",
    r"how (?:can|may|could) i (?:help|assist)(?: you)?(?: with)?(?: today)?",
    r"what can i do for you(?: today)?",
    r"(?:is there )?(?:anything|something) else[^.?!]*",
    r"(?:have|enjoy) (?:a|an|the rest of your|your) [^.?!]*?(?:day|evening|afternoon|weekend|night"
    r"|one|week)\b",
    r"my name(?:'s| is)|you're speaking with|speaking with|this is \[name\][^.,?!]{0,25}",
    r"\[name\] (?:speaking|here)|from the service desk",
    r"technical support|customer (?:service|care|support)",
    r"good (?:morning|afternoon|evening|day|bye)",
    r"(?:just )?(?:a|one) (?:moment|second|minute)(?: please)?|bear with me|hold (?:on|please)",
    r"(?:no|not a) (?:problem|worries|trouble)|of course|by the way|at the moment|right away",
    r"(?:i'm|i am|we're) (?:so |very |really )?sorry(?: to hear that| about that)?",
    r"i (?:understand|apologi[sz]e|appreciate)[^.,?!]{0,15}?(?:frustration|inconvenience|patience"
    r"|concern)s?",
    r"(?:the )?(?:frustration|inconvenience)|are you (?:kidding|serious)(?: me)?",
    r"as soon as(?: possible)?|a (?:lot|bit|couple|few)|in (?:case|order|fact|general)"
    r"|go ahead|take care|make sure|loud and clear|the rest"
    r"|(?:on )?(?:a|the) recorded line|on the line",
    r"(?:your|the) (?:name|date of birth|zip code|phone number|email address|last four digits"
    r"|four digits)|last four digits of|security question",
    r"(?:this|that|the|a|some|any|what|which) (?:way|thing|case|kind|sort|reason|problem|question"
    r"|help|information|issue|matter|point|idea|chance|part|lot)\b(?! of)",
)
_BOILERPLATE = re.compile(r"(?<![\w'])(?:" + "|".join(_PHRASES) + r")(?![\w'])")


def without_boilerplate(text: str) -> str:
    """``text``, lower case with straight apostrophes, with a full stop for each such phrase."""
    return _BOILERPLATE.sub(" . ", text)
