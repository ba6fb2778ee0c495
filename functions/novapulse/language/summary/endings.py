"""Patterns that tell, in an agent's words, what is done, what is to come, and what is refused."""

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_WILL = r"(?:['’]ll|\bwill|\b(?:gonna|going to|has to|have to|needs? to))"
_WORK = (
    r"call|ring|phone|contact|text|message|whatsapp|inform|notify|let you know|get back|reach out"
    r"|be in touch|talk|hear (?:from|back)|follow up|come|visit|stop by|be (?:there|out|round"
    r"|with you)"
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
    r"|thursday|friday|saturday|sunday|on the \w+(?:th|st|nd|rd)|first thing|within|in (?:the next"
    r"|about|a (?:few|couple)|one|two|three"
    r"|four|five|\d+)|by (?:the )?end of|between \w+ and \w+|as soon as|once (?:it|i|we|they|the)"
    r"|when(?:ever)? (?:it|they|we|i|he|she)(?:['’]?s|['’]re| is| are| have| has)?"
)
LATER_WORK = re.compile(
    rf"(?:{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b(?=.*\b(?:{_WHEN})\b)"
    rf"|(?:{_WHEN})\b.*{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b"
    r"|(?:will|['’]ll) hear (?:back )?(?:from (?:me|us|him|her|them)|by|within|in)"
    r"|takes? (?:(?:about|up to|around|roughly|another) )?(?:\w+ )?(?:to \w+ )?(?:business "
    r"|working )?"
    r"(?:days|weeks)|(?:team|department|manager|specialist|engineer|technician|adjuster|nurse"
    r"|doctor"
    r"|office) (?:then )?(?:looks|checks|reviews|decides|calls|rings|comes|goes)"
    rf"|(?:we|i|he|she|they|someone|somebody)(?:['’]re|['’]m|['’]s| are| is| am) (?:coming|sending"
    rf"|bringing|collecting|delivering|visiting|calling you|ringing you)\b(?=.*\b(?:{_WHEN})\b)"
    r"|(?:raised|logged|opened|submitted|filed|put in|started|lodged|sent off|placed) (?:an?|the"
    r"|your)"
    r" (?:\w+ ){0,2}?(?:ticket|case|claim|request|complaint|investigation|query|dispute|trace|fault"
    r"|appeal|review|enquiry|inquiry|back-?order)\b"
    r"|(?:will|['’]ll|should) be (?:reviewed|assessed|collected|delivered|repaired|shipped|ready"
    r"|fitted"
    r"|installed|dispatched|looked at|picked up|contacted)\b|expect (?:a|to get a) (?:call|visit"
    r"|reply)"
    r"|(?:passed|passing|sent|sending|handed) (?:it|this|that|your \w+) (?:on|over|to|up)\b"
    r"|on (?:the|our) waiting list|can have (?:it|this|that|them|one|this one|the \w+) \w+ (?:on"
    r"|by|tomorrow)"
    rf"|i(?:['’]ve| have) got (?:\w+ )?(?:{_WHEN})"
    r"|(?:will|['’]ll|gonna|going to) (?:call|ring|phone) (?:the|your|them|him|her|his|their)\b"
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
    r"|it(?:['’]ll| will) be with you|see (?:it|that|the) (?:on|in)|disappear|show up|appear|(?:it"
    r"|payment|debit|money)(?:['’]ll| will)"
    r" (?:come|go) out"
    r"|(?:refund\w*|credit\w*|money|payment|amount|funds?)\b.{0,40}"
    r"\b(?:arrive|be (?:there|back)|post|reach|take)"
)
"""What comes by itself once everything is done."""
CONDITION = _compiled(r"if (?:you|it|that|they|there)|in case|should you")
DONE = _compiled(
    r"see you (?:there|then|in a bit|on|at|tomorrow)|(?:^|\.\s*)done|all (?:set|done|sorted)"
    r"|good to go|you(?:['’]re| are) (?:all )?(?:booked|set"
    r"|confirmed|registered|covered|up to date)|(?:that|it|this|everything)(?:['’]s| is| has been"
    r"| was)(?: all| now| been)* (?:done|changed|updated|sorted|set|cancell?ed|booked|noted|fixed"
    r"|removed|active|activated|gone through|entered|confirmed|corrected|resolved|working|back"
    r"|live|in the diary|switched over|up and running|in place|taken care of|paid|processed"
    r"|refunded|reversed|unlocked|reset)"
    r"|i(?:['’]ve| have)(?: now| just| already| gone ahead and)* (?:changed|updated|released"
    r"|entered|refunded|reversed|credited|cancell?ed|removed|reset|processed|issued|waived|moved"
    r"|booked|set|added|applied|corrected|unlocked|activated|switched|extended|initiated|submitted"
    r"|sent|put (?:it|that|you)|taken (?:it|that) off)|(?:your|the) \w+ (?:has been|is now|was"
    r"|have been) (?:changed|updated|cancell?ed|booked|fixed|removed|activated|reset|confirmed"
    r"|refunded|processed|unlocked|corrected|moved|extended)"
)
"""What was asked for is done, in the agent's words."""
_NO_REFUSAL = (
    r"see|find|hear|tell|remember|promise|say|think|imagine|believe|pull|access|reach|locate|wait"
    r"|thank|complain|understand|know|get hold|quite|make (?:it |that )?out|let you|charge"
    r"|keep you|need"
    r"|want|have|worry|forget|open|stress|recall|place|make head"
)
_CANNOT = (
    r"(?:i|we|they|it)(?:['’]m| am|['’]re| are|['’]s| is)?(?: afraid)?(?: \w+)? ?"
    r"(?:can['’]?t|cannot|can not|not able to|unable to|not going to be able to|not allowed to"
    r"|not permitted to|wouldn['’]t be able to|(?<!i )won['’]?t|(?<!i )don['’]?t)"
)
REFUSED = _compiled(
    rf"{_CANNOT}(?: (?:just|really|actually|simply|ever|even"
    rf"|be able to))* (?!(?:{_NO_REFUSAL})\b)[a-z]+"
    r"|(?:you|that|it|this|they|which)(?:['’]s| is| are)? (?:can['’]?t|cannot)(?: be)?"
    r" (?:cancel|refund|return|change|reverse|transfer|move|extend|waive|give|done)\w*"
    r"|decision stands|don['’]?t make the rules"
    r"|(?:against|outside|under|per) (?:our|the|company) (?:policy|rules|conditions|terms)"
    r"|(?:company|our) policy|(?:not|non|isn['’]?t|aren['’]?t|wasn['’]?t)(?: |-)(?:eligible|covered"
    r"|possible|entitled|refundable|transferable|available|included|valid|negotiable|applicable"
    r"|something (?:i|we))"
    r"|(?:nothing|isn['’]?t anything|not anything|no more)(?: more| else)? (?:i|we)"
    r"(?: can|['’]m able|['’]re able| am able| could)|there(?:['’]s| is)(?: really)? no (?:way"
    r"|exception|option|discretion|flexibility)|no exceptions|sold out|fully booked|booked (?:up"
    r"|out|solid)|(?:all|already) (?:gone|taken|full)|full (?:up|as well|too)"
    r"|i wish (?:i|we|there)|out of (?:my|our) hands|don['’]?t know what to suggest"
    r"|too late (?:to|for)|not even (?:a|an|the) \w+,? no|no (?:power|authority|discretion|say)"
    r"|(?:have|has) to (?:stay|stand)|(?:will|must) (?:stay|stand|remain) as|can['’]?t override"
    r"|(?:that['’]?s|it['’]s) (?:what )?the (?:law|rules?|policy|terms|conditions)(?: says?)?"
    r"|(?:in|under) the (?:terms|contract|conditions|small print)|(?:one of|not) the grounds"
    r"|has to be (?:a )?no\b|no leeway|told to be strict|what else (?:to|i can) (?:offer|suggest"
    r"|say|do)"
    r"|hard stop|won['’]?t (?:even )?let (?:me|us)|how it (?:stands|works|is)|own responsibility"
    r"|(?:outside|out of|past|beyond|missed) (?:of )?(?:the |your |our |its )?(?:\w+ )?(?:window"
    r"|warranty"
    r"|guarantee|deadline|period|cut-?off|time limit)|(?:do|does|did)(?:n['’]t| not) qualify"
    r"|no refunds|no longer (?:available|offer|do|sell|make|possible)|hands are tied"
    r"|can['’]?t be done"
    r"|system (?:won['’]t|doesn['’]t|does not|will not) (?:let|allow|accept)|not authori[sz]ed"
    r"|(?:decision|offer|price|answer) is final"
    r"|sorry to say|size of it|nothing to be done|chock|(?:we|i)(?:['’]re| are"
    r"|['’]m)? (?:all )?full"
)
OFFERS_INSTEAD = _compiled(
    r"but (?:what )?(?:i|we)(?:['’]ll| will| can| could|['’]m going to| have| do have)"
    r"|(?:i|we) (?:can|could) (?:offer|do|give|send|put|book|move|try|get) "
    r"|instead|what (?:i|we) can do"
)
"""A refusal with something in its place is not the end of it."""
INFORMS = _compiled(
    r"(?:send|email|e-mail|text|whatsapp|post|mail|forward|message|ping|pop|drop)\w*\b.{0,40}"
    r"\b(?:brochure|quote|offer|details|information|info|link|price list|prices|leaflet|catalog\w*"
    r"|summary|options|figures|breakdown|copy|estimate|plan|terms|over)"
    r"|(?:try|call|ring|phone|check in with) you (?:again|another|next)"
    r"|(?:hold|keep|reserve) (?:it|that|the \w+)"
)
"""What is left to somebody who is to decide first."""
