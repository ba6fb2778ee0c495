"""Patterns that tell, in an agent's words, what is done, what is to come, and what is refused."""

import re

from novapulse.language.summary.whole_words import whole_words

_WILL = r"(?:['’]ll|\bwill|\b(?:gonna|going to|has to|have to|needs? to))"
_WORK = (
    r"call|ring|phone|contact|text|message|whatsapp|inform|notify|let you know|get back|reach out"
    r"|be in touch|talk|hear (?:from|back)|follow up|come|visit|stop by"
    r"|be (?:there|out|round|with you)|collect|pick (?:it|this|that|them|up)|deliver\w*|bring|drop"
    r"|fit|repair|fix|replace|install|ship|dispatch|re-?send|order|investigate|trace"
    r"|look (?:into|at)|review|assess|check with|escalate|talk to|speak (?:to|with)|ask|decide"
    r"|arrange|arrive|send (?:out|over|someone|somebody|a (?:tech\w*|engineer|driver|new"
    r"|replacement|courier))|send you a (?:new|replacement|prepaid|return)|raise|file|forward"
    r"|pass (?:it|this|that) (?:on|to)"
)
_WHEN = (
    r"tomorrow|tonight|this (?:afternoon|evening|week)|later (?:today|this week|on)|today before"
    r"|(?:on|by|until|before|from) (?:next )?(?:monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|noon|lunch)|next (?:week|month|business day|working day)|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|on the \w+(?:th|st|nd|rd)|first thing|within"
    r"|in (?:the next|about|a (?:few|couple)|one|two|three|four|five|\d+)|by (?:the )?end of"
    r"|between \w+ and \w+|as soon as|once (?:it|i|we|they|the)|when(?:ever)? (?:it|they|we|i|he"
    r"|she)(?:['’]?s|['’]re| is| are| have| has)?"
)
LATER_WORK = re.compile(
    rf"(?:{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b(?=.*\b(?:{_WHEN})\b)"
    rf"|(?:{_WHEN})\b.*{_WILL}\s+(?:\w+\s+){{0,3}}?(?:{_WORK})\b"
    r"|(?:will|['’]ll) hear (?:back )?(?:from (?:me|us|him|her|them)|by|within|in)"
    r"|takes? (?:(?:about|up to|around|roughly|another) )?(?:\w+ )?(?:to \w+ )?(?:business "
    r"|working )?(?:days|weeks)|(?:team|department|manager|specialist|engineer|technician|adjuster"
    r"|nurse|doctor|office) (?:then )?(?:looks|checks|reviews|decides|calls|rings|comes|goes)"
    rf"|(?:we|i|he|she|they|someone|somebody)(?:['’]re|['’]m|['’]s| are| is| am) (?:coming|sending"
    rf"|bringing|collecting|delivering|visiting|calling you|ringing you)\b(?=.*\b(?:{_WHEN})\b)"
    r"|(?:raised|logged|opened|submitted|filed|put in|started|lodged|sent off|placed) (?:an?|the"
    r"|your) (?:\w+ ){0,2}?(?:ticket|case|claim|request|complaint|investigation|query|dispute|trace"
    r"|fault|appeal|review|enquiry|inquiry|back-?order)\b|(?:will|['’]ll|should) be (?:reviewed"
    r"|assessed|collected|delivered|repaired|shipped|ready|fitted|installed|dispatched|looked at"
    r"|picked up|contacted)\b|expect (?:a|to get a) (?:call|visit|reply)"
    r"|(?:passed|passing|sent|sending|handed) (?:it|this|that|your \w+) (?:on|over|to|up)\b"
    r"|on (?:the|our) waiting list|can have (?:it|this|that|them|one|this one|the \w+) \w+ (?:on|by"
    r"|tomorrow)"
    rf"|i(?:['’]ve| have) got (?:\w+ )?(?:{_WHEN})"
    r"|(?:will|['’]ll|gonna|going to) (?:call|ring|phone) (?:the|your|them|him|her|his|their)\b"
    r"|(?:will|['’]ll) (?:be|get) (?:contacted|a call|a callback"
    r"|a (?:text|message) (?:the|when|once|on))|(?:depot|warehouse|team|department|manager"
    r"|supervisor|specialist|technician|engineer|driver|adjuster|assessor|doctor|nurse|back office"
    r"|colleague) (?:['’]s |is |are )?(?:will|['’]ll|going to|gonna) )",
    re.IGNORECASE,
)
"""Work that the company has before it, with a time or with somebody to do it."""
ONLY_CONFIRMS = whole_words(
    r"confirm\w*|receipt|reference|statement|survey|get a letter"
    r"|(?:e-?mail|text|send) (?:you )?(?:a |the )?(?:link|details|summary|copy|confirmation|receipt"
    r"|offer)|next bill|it(?:['’]ll| will) be with you|see (?:it|that|the) (?:on|in)|disappear"
    r"|show up|appear|(?:it|payment|debit|money)(?:['’]ll| will) (?:come|go) out"
    r"|(?:refund\w*|credit\w*|money|payment|amount|funds?)\b.{0,40}\b(?:arrive|be (?:there|back)"
    r"|post|reach|take)"
)
"""What comes by itself once everything is done."""
CONDITION = whole_words(r"if (?:you|it|that|they|there)|in case|should you")
DONE = whole_words(
    r"see you (?:there|then|in a bit|on|at|tomorrow)|(?:^|\.\s*)done|all (?:set|done|sorted)"
    r"|good to go|you(?:['’]re| are) (?:all )?(?:booked|set|confirmed|registered|covered"
    r"|up to date)|(?:that|it|this|everything)(?:['’]s| is| has been| was)(?: all| now"
    r"| been)* (?:done|changed|updated|sorted|set|cancell?ed|booked|noted|fixed|removed|active"
    r"|activated|gone through|entered|confirmed|corrected|resolved|working|back|live|in the diary"
    r"|switched over|up and running|in place|taken care of|paid|processed|refunded|reversed"
    r"|unlocked|reset)|i(?:['’]ve| have)(?: now| just| already| gone ahead and)* (?:changed|updated"
    r"|released|entered|refunded|reversed|credited|cancell?ed|removed|reset|processed|issued|waived"
    r"|moved|booked|set|added|applied|corrected|unlocked|activated|switched|extended|initiated"
    r"|submitted|sent|put (?:it|that|you)|taken (?:it|that) off)"
    r"|(?:your|the) \w+ (?:has been|is now|was|have been) (?:changed|updated|cancell?ed|booked"
    r"|fixed|removed|activated|reset|confirmed|refunded|processed|unlocked|corrected|moved"
    r"|extended)"
)
"""What was asked for is done, in the agent's words."""
_NO_REFUSAL = (
    r"see|find|hear|tell|remember|promise|say|think|imagine|believe|pull|access|reach|locate|wait"
    r"|thank|complain|understand|know|get hold|quite|make (?:it |that )?out|let you|charge|keep you"
    r"|need|want|have|worry|forget|open|stress|recall|place|make head"
)
_CANNOT = (
    r"(?:i|we|they|it)(?:['’]m| am|['’]re| are|['’]s| is)?(?: afraid)?(?: \w+)? ?"
    r"(?:can['’]?t|cannot|can not|not able to|unable to|not going to be able to|not allowed to"
    r"|not permitted to|wouldn['’]t be able to|(?<!i )won['’]?t|(?<!i )don['’]?t)"
)
REFUSED = whole_words(
    rf"{_CANNOT}(?: (?:just|really|actually|simply|ever|even"
    rf"|be able to))* (?!(?:{_NO_REFUSAL})\b)[a-z]+"
    r"|(?:you|that|it|this|they|which)(?:['’]s| is| are)? (?:can['’]?t|cannot)(?: be)? (?:cancel"
    r"|refund|return|change|reverse|transfer|move|extend|waive|give|done)\w*|decision stands"
    r"|don['’]?t make the rules|(?:against|outside|under|per) (?:our|the|company) (?:policy|rules"
    r"|conditions|terms)|(?:company|our) policy|(?:not|non|isn['’]?t|aren['’]?t|wasn['’]?t)(?: "
    r"|-)(?:eligible|covered|possible|entitled|refundable|transferable|available|included|valid"
    r"|negotiable|applicable|something (?:i|we))|(?:nothing|isn['’]?t anything|not anything"
    r"|no more)(?: more| else)? (?:i|we)(?: can|['’]m able|['’]re able| am able| could)"
    r"|there(?:['’]s| is)(?: really)? no (?:way|exception|option|discretion|flexibility)"
    r"|no exceptions|sold out|fully booked|booked (?:up|out|solid)"
    r"|(?:all|already) (?:gone|taken|full)|full (?:up|as well|too)|i wish (?:i|we|there)"
    r"|out of (?:my|our) hands|don['’]?t know what to suggest|too late (?:to|for)"
    r"|not even (?:a|an|the) \w+,? no|no (?:power|authority|discretion|say)"
    r"|(?:have|has) to (?:stay|stand)|(?:will|must) (?:stay|stand|remain) as|can['’]?t override"
    r"|(?:that['’]?s|it['’]s) (?:what )?the (?:law|rules?|policy|terms|conditions)(?: says?)?"
    r"|(?:in|under) the (?:terms|contract|conditions|small print)|(?:one of|not) the grounds"
    r"|has to be (?:a )?no\b|no leeway|told to be strict|what else (?:to|i can) (?:offer|suggest"
    r"|say|do)|hard stop|won['’]?t (?:even )?let (?:me|us)|how it (?:stands|works|is)"
    r"|own responsibility|(?:outside|out of|past|beyond|missed) (?:of )?(?:the |your |our "
    r"|its )?(?:\w+ )?(?:window|warranty|guarantee|deadline|period|cut-?off|time limit)"
    r"|(?:do|does|did)(?:n['’]t| not) qualify|no refunds|no longer (?:available|offer|do|sell|make"
    r"|possible)|hands are tied|can['’]?t be done|system (?:won['’]t|doesn['’]t|does not"
    r"|will not) (?:let|allow|accept)|not authori[sz]ed|(?:decision|offer|price|answer) is final"
    r"|sorry to say|size of it|nothing to be done|chock|(?:we|i)(?:['’]re| are"
    r"|['’]m)? (?:all )?full"
)
OFFERS_INSTEAD = whole_words(
    r"but (?:what )?(?:i|we)(?:['’]ll| will| can| could|['’]m going to| have| do have)"
    r"|(?:i|we) (?:can|could) (?:offer|do|give|send|put|book|move|try|get) "
    r"|instead|what (?:i|we) can do"
)
"""A refusal with something in its place is not the end of it."""
INFORMS = whole_words(
    r"(?:send|email|e-mail|text|whatsapp|post|mail|forward|message|ping|pop|drop)\w*\b.{0,40}"
    r"\b(?:brochure|quote|offer|details|information|info|link|price list|prices|leaflet|catalog\w*"
    r"|summary|options|figures|breakdown|copy|estimate|plan|terms|over)"
    r"|(?:try|call|ring|phone|check in with) you (?:again|another|next)"
    r"|(?:hold|keep|reserve) (?:it|that|the \w+)"
)
"""What is left to somebody who is to decide first."""
