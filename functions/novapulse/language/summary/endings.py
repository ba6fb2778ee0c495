"""Patterns that tell what is done, what is to come, what was refused, and who is undecided."""

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
    r"|can have (?:it|this|that|them|one|this one|the \w+) \w+ (?:on|by|tomorrow)"
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
    r"|sorry to say|size of it|nothing to be done|chock|(?:we|i)(?:['’]re| are"
    r"|['’]m)? (?:all )?full"
)
OFFERS_INSTEAD = _compiled(
    r"but (?:what )?(?:i|we)(?:['’]ll| will| can| could|['’]m going to| have| do have)"
    r"|(?:i|we) (?:can|could) (?:offer|do|give|send|put|book|move|try|get) "
    r"|instead|what (?:i|we) can do"
)
"""A refusal with something in its place is not the end of it."""
GIVES_UP = _compiled(
    r"(?:so )?done with (?:you|this)|disgrace\w*|never been treated|waste of (?:my )?time"
    r"|ombudsman|(?:what|all) i['’]?m worth"
    r"|going to (?:the )?(?:papers?|press|another|someone else)"
    r"|useless|hopeless|i(?:['’]ll| will) (?:just )?(?:take|go) (?:my business )?(?:elsewhere"
    r"|somewhere else)|forget it|never mind(?: then)?|this is (?:a )?(?:joke|pointless)"
    r"|calling me a liar|not (?:what i|helping|going to help)|post (?:a|this|about)|bad review"
    r"|got me nowhere|back where i started|nobody (?:can|will|wants to) help"
    r"|(?:real|such a|that(?:['’]s| is) a|a real) (?:shame|pity|disappointment)|disappoint\w*"
    r"|los(?:e|t|ing) a customer|never (?:flying|shopping|booking|buying|coming|using)"
    r"|(?:write|complain|speak) to (?:your|the) (?:head|boss|ceo|press|regulator|mp|council)"
    r"|(?:going to|will|['’]ll) complain|tak(?:e|ing) (?:it|this) (?:further|higher|up|to)"
    r"|(?:look|go|shop|search|try) (?:for |to |at |with )?(?:(?:a|an) (?:different|other)|another"
    r"|somewhere|someone else|elsewhere)|thanks for nothing|fat lot of|(?:seeing|going to see|write"
    r" to|speak to|going to) (?:my )?(?:m\.?p|lawyer|solicitor|attorney|ombudsman|regulator)"
    r"|(?:un-?believable|un-be-lievable|ridiculous|outrageous|scandalous|appalling)"
    r"|(?:well |okay |oh )(?:that['’]s |isn['’]t that )?just (?:great|wonderful|brilliant"
    r"|fantastic|perfect"
    r"|lovely)|that['’]s just (?:great|wonderful|brilliant|fantastic|perfect|lovely)|unreal"
    r"|scandal\w*"
    r"|shocking|report(?:ing)? you|small of you|no (?:help|use) (?:at all|to me)|cop-?out|rip-?off"
)
"""The caller leaves without what they came for."""
_MUST = (
    r"(?:i|we)(?:['’]ll| will|['’]d| would|['’]m going to|['’]re going to)?"
    r"(?: (?:just|probably|maybe|still|first|really|better|rather|also|shall))*"
    r"(?: (?:need to|have to|want to|must|should|'d better|better|['’]ve got to|got to))?"
    r"(?: (?:just|probably|maybe|still|first|really|also))*"
)
UNDECIDED = _compiled(
    rf"{_MUST} (?:have a (?:think|chat|word|talk)|think (?:about|it|on)|sleep on|mull"
    rf"|consider (?:it|that|my|our)"
    r"|talk (?:it over|to|with|about)(?! (?:a |the |your |some)(?:one|body|manager|supervisor"
    r"|human|person|boss))"
    r"|discuss|ask (?:my|him|her|them)|work it out|chew (?:on|it)|check with|speak (?:to|with) my"
    r"|run it (?:by|past)|look (?:it|that) over"
    r"|hear (?:from|what)|see (?:what|how|which)|compare|shop around|get back to you|let you know"
    r"|(?:ring|call) (?:you )?back (?:when|if|once))"
    r"|let me (?:think|have a think|talk|sleep|discuss|ask my|check with my|get back to you|look it"
    r" over)"
    r"|not (?:promising|ready|decided|made (?:up )?my mind)|(?:not|n['’]t) (?:so |quite |really )?"
    r"(?:sure|know) (?:yet|if i (?:want|can|need)|whether)|no,? not (?:yet|now|today)|^whatever"
    r"|(?:i|we)(?:['’]d| had) better not|(?:lot|much) to (?:decide|take in|think about)"
    r"|(?:other|another|more) (?:places?|quotes?|offers?|companies|options?) to (?:see|look|check"
    r"|compare|consider)|take it from there|in two minds|hold off|leave it (?:for now|there"
    r"|at that)"
    r"|weigh(?:ing)? (?:it|up|my|the)|float it|won['’]?t say (?:yes|no)|have to see (?:where|what"
    r"|how|if)"
    r"|(?:board|committee|boss|husband|wife|partner) (?:meets|has to|needs to|decides)"
    r"|whether i (?:actually |really )?(?:want|need)"
)
"""The caller has not made up their mind, or does not care to."""
INFORMS = _compiled(
    r"(?:send|email|e-mail|text|whatsapp|post|mail|forward|message|ping|pop|drop)\w*\b.{0,40}"
    r"\b(?:brochure|quote|offer|details|information|info|link|price list|prices|leaflet|catalog\w*"
    r"|summary|options|figures|breakdown|copy|estimate|plan|terms|over)"
    r"|(?:try|call|ring|phone|check in with) you (?:again|another|next)"
    r"|(?:hold|keep|reserve) (?:it|that|the \w+)"
)
"""What is left to somebody who is to decide first."""
CLEARED = _compiled(
    r"(?:it|that|everything|he|she|they)(?:['’]s|['’]re| is| are| has| have)?(?: \w+)? "
    r"(?:works?|working|worked|loading|downloading|filling|playing|printing|starting|started"
    r"|came (?:up|on|back|through)|come (?:up|on|back|in|through)|going through|gone through|went"
    r" through|back (?:on|up)|there now|connected|let me in|coming through)"
    r"|i(?:['’]m| am) (?:back )?in\b|i (?:can )?(?:see|got|have) it(?: now| here| there)?"
    r"|(?:that|this|it|which) (?:explains|clears|answers|makes sense|helps|sorts|does it|did it)"
    r"|that['’]?s (?:what i (?:needed|wanted)|good to know|clear|sorted|perfect|fine|a relief)"
    r"|(?:let['’]s|i['’]ll|we['’]ll) (?:do|take|go with|go for) (?:it|that|this|those|them)"
    r"|good to know|now i (?:know|understand|get it|see)|makes sense|what a relief"
    r"|you(?:['’]re| are|['’]ve been| have been) (?:a|an|so|very|really|such|too) [\w ]{0,12}?"
    r"(?:star|angel|life ?saver|legend|gem|darling|good (?:woman|man)|helpful|kind|patient|clear"
    r"|lovely|great|sweet|nice)|saved (?:the|my) (?:day|life|bacon)|made my (?:day|evening|week)"
)
"""In a caller's mouth: what was amiss works, or what was asked is understood; and open praise."""
CLOSES = _compiled(
    r"thanks?|thank you|cheers|ta|great|lovely|perfect|brilliant|wonderful|fantastic"
    r"|god bless|appreciate\w*|have a (?:good|nice|great|lovely)|take care"
    r"|see you|sounds good"
)
"""How a caller leaves who has nothing against it."""
NOTHING_ELSE = _compiled(
    r"no,? (?:thanks|thank you|that|i['’]?m (?:good|fine|all set))|nothing else|(?:that|this)"
    r"(?:['’]s| is| was| will be| would be)(?: going to be)? (?:all|it|everything)|i['’]?m all set"
)
"""The caller has all that they came for."""
