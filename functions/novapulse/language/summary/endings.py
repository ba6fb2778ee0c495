"""Patterns that tell what is done, what is to come, what was refused, and who is undecided."""

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_WILL = r"(?:['’]ll|\bwill|\b(?:gonna|going to|has to|have to|needs? to))"
_WORK = (
    r"call|ring|phone|contact|text|message|whatsapp|inform|notify|let you know|get back|reach out"
    r"|be in touch|hear (?:from|back)|follow up|come|visit|stop by|be (?:there|out|round|with you)"
    r"|collect|pick (?:it|this|that|them|up)|deliver\w*|bring|drop|fit|repair|fix|replace|install"
    r"|ship|dispatch|re-?send|order|investigate|trace|look (?:into|at)|review|assess|check with"
    r"|escalate|talk to|speak (?:to|with)|ask|decide|arrange|arrive|send (?:out|over|someone"
    r"|somebody|a (?:tech\w*|engineer|driver|new|replacement|courier))"
    r"|send you a (?:new|replacement|prepaid|return)|raise|file|forward"
    r"|pass (?:it|this|that) (?:on|to)"
)
_WHEN = (
    r"tomorrow|tonight|this (?:afternoon|evening|week)|later (?:today|this week|on)|today before"
    r"|(?:on|by|until|before|from) (?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|noon|lunch)|next (?:week|month|business day|working day)|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|within|in (?:the next|about|a (?:few|couple)|one|two|three"
    r"|four|five|\d+)|by (?:the )?end of|between \w+ and \w+|as soon as|once (?:it|i|we|they|the)"
    r"|when(?:ever)? (?:it|they|we|i|he|she)(?:['’]?s|['’]re| is| are| have| has)?"
)
LATER_WORK = re.compile(
    rf"(?:{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b(?=.*\b(?:{_WHEN})\b)"
    rf"|(?:{_WHEN})\b.*{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b"
    r"|can have (?:it|this|that|them|one|this one|the \w+) \w+ (?:on|by|tomorrow)"
    rf"|i(?:['’]ve| have) got (?:\w+ )?(?:{_WHEN})"
    r"|(?:will|['’]ll) (?:call|ring|phone) (?:the|your|them|him|her)\b"
    r"|(?:will|['’]ll) (?:be|get) (?:contacted|a call|a callback"
    r"|a (?:text|message) (?:the|when|once|on))|(?:depot|warehouse|team|department|manager"
    r"|supervisor|specialist|technician|engineer|driver|adjuster|assessor|doctor|nurse"
    r"|back office|colleague) (?:['’]s |is |are )?(?:will"
    r"|['’]ll|going to|gonna) )",
    re.IGNORECASE,
)
"""Work that the company has before it, with a time or with somebody to do it."""
ONLY_CONFIRMS = _compiled(
    r"confirm\w*|receipt|reference|statement|survey|get a letter|(?:e-?mail|text|send) (?:you )?"
    r"(?:a |the )?(?:link|details|summary|copy|confirmation|receipt|offer)|next bill"
    r"|see (?:it|that|the) (?:on|in)|disappear|show up|appear"
    r"|(?:refund\w*|credit\w*|money|payment|amount|funds?)\b.{0,40}"
    r"\b(?:arrive|be (?:there|back)|post|reach|take)"
)
"""What comes by itself once everything is done."""
CONDITION = _compiled(r"if (?:you|it|that|they|there)|in case|should you")
DONE = _compiled(
    r"(?:^|\.\s*)done|all (?:set|done|sorted)|good to go|you(?:['’]re| are) (?:all )?(?:booked|set"
    r"|confirmed|registered|covered|up to date)|(?:that|it|this|everything)(?:['’]s| is| has been"
    r"| was)(?: all| now| been)* (?:done|changed|updated|sorted|set|cancell?ed|booked|noted|fixed"
    r"|removed|active|activated|gone through|entered|confirmed|corrected|resolved|working|back"
    r"|in place|taken care of|paid|processed|refunded|reversed|unlocked|reset)"
    r"|i(?:['’]ve| have)(?: now| just| already| gone ahead and)* (?:changed|updated|released"
    r"|entered|refunded|reversed|credited|cancell?ed|removed|reset|processed|issued|waived|moved"
    r"|booked|set|added|applied|corrected|unlocked|activated|switched|extended|initiated|submitted"
    r"|sent|put (?:it|that|you)|taken (?:it|that) off)|(?:your|the) \w+ (?:has been|is now|was"
    r"|have been) (?:changed|updated|cancell?ed|booked|fixed|removed|activated|reset|confirmed"
    r"|refunded|processed|unlocked|corrected|moved|extended)"
)
"""What was asked for is done, in the agent's words."""
REFUSED = _compiled(
    r"(?:i|we)(?:['’]m afraid)? (?:can['’]?t|cannot|won['’]?t|am not able to|are not able to"
    r"|['’]m not able to|['’]re not able to) (?:do|offer|give|refund|cancel|change|make|waive"
    r"|accept|approve|help|extend)|(?:you|that) can['’]?t (?:be )?(?:cancel|refund|return|change)"
    r"|decision stands|don['’]?t make the rules|against (?:our|the|company) (?:policy|rules)"
    r"|not (?:eligible|covered|possible|entitled)|nothing (?:more |else )?(?:i|we) can do"
    r"|there(?:['’]s| is) no way|isn['’]?t covered|not something (?:i|we) can"
)
GIVES_UP = _compiled(
    r"(?:so )?done with (?:you|this)|disgrace\w*|never been treated|waste of (?:my )?time"
    r"|ombudsman|(?:what|all) i['’]?m worth"
    r"|going to (?:the )?(?:papers?|press|another|someone else)"
    r"|useless|hopeless|i(?:['’]ll| will) (?:just )?(?:take|go) (?:my business )?(?:elsewhere"
    r"|somewhere else)|forget it|never mind(?: then)?|this is (?:a )?(?:joke|pointless)"
    r"|calling me a liar|not (?:what i|helping|going to help)|post (?:a|this|about)|bad review"
    r"|got me nowhere|back where i started|nobody (?:can|will|wants to) help"
)
"""The caller leaves without what they came for."""
UNDECIDED = _compiled(
    r"(?:i(?:['’]ll| will|['’]d| would|['’]m going to)|let me|we(?:['’]ll| will)"
    r"|i (?:need|have|want) to)(?: just| probably| maybe)* (?:have a think|think (?:about|it|on)"
    r"|sleep on|talk (?:it over|to my|with my)|discuss|ask my|check with my|look (?:it|that) over"
    r"|let you know|shop around|get back to you|see what)"
    r"|not (?:promising|ready|sure yet)|^whatever"
    r"|i(?:['’]ll| will) call (?:you )?back (?:when|if|once)"
)
"""The caller has not made up their mind, or does not care to."""
NOTHING_ELSE = _compiled(
    r"no,? (?:thanks|thank you|that|i['’]?m (?:good|fine|all set))|nothing else|(?:that|this)"
    r"(?:['’]s| is| was| will be| would be)(?: going to be)? (?:all|it|everything)|i['’]?m all set"
)
"""The caller has all that they came for."""
