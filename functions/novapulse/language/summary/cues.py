"""Patterns that tell what a sentence does in a call: state a need, act, promise, refuse, thank."""

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


NEED = _compiled(
    r"i(?:['’]m| am| was) calling (?:about|to|because|regarding|for|in)|i (?:want|need|wanted)"
    r"|i(?:['’]d| would) like|i have an? (?:question|problem|reservation|issue)"
    r"|i (?:just )?(?:got|received|bought|lost)|trying to|interested in|thinking of|wondering"
    r"|can['’]?t|cannot|unable|won['’]?t|doesn['’]?t|didn['’]?t|not work\w*|isn['’]?t|keeps?"
    r"|still|never|(?:over)?charged?|billed|refund|return|cancel|lost|stolen|broken|errors?|down"
    r"|wrong|late|damaged|missing|complain\w*|report|upgrade|change|replace\w*|expensive"
    r"|my [\w ]{2,20} (?:is|has|was|got|fell|started|went)|it['’]?s about|how (?:do|can|would) i"
    r"|(?:is|was|has|have|are) not|hasn['’]?t|haven['’]?t|wasn['’]?t|turned? (?:it|me|us) down"
    r"|declined|denied|refused|rejected|expired|problem with|trouble|worried|loud|nois[ey]\w*"
    r"|dirty|leak\w*|stuck|blocked|crash\w*|slow|dead|overdue"
)
PURPOSE = _compiled(
    r"i(?:['’]m| am| was) calling (?:about|to|because|regarding)|the reason (?:for|why|i)"
    r"|i(?:['’]d| would) like to|i want(?:ed)? to|i need(?:ed)? to|i (?:got|was) (?:over)?charged"
)
ASKS = _compiled(
    r"(?:could|can|may|might) (?:i|we)|(?:was|am|are|['’]m|were|been) (?:just |kind of )?hoping"
    r"|wonder(?:ed|ing)?|is it possible|is there (?:any|a) (?:way|chance)|looking (?:for|to)"
    r"|(?:i|we)(?:['’]m| am|['’]re| are) (?:just )?(?:after|ringing|phoning|calling|wanting|asking"
    r"|trying)|(?:wanted|want|need|like|trying) to|that['’]s why i|i was told|supposed to"
)
"""In a caller's mouth: what they want done or told."""
INVITES = _compiled(
    r"(?<!see )(?<!know )(?<!explain )(?:(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do)"
    r"|what(?:['’]s| is| are|['’]re| seems)? (?:going on|happening|the (?:matter|problem|issue"
    r"|trouble)"
    r"|happened|you (?:after|calling|ringing|\w+ing (?:on|for|about))|brings|it about|this about|up"
    r"|we \w+ing)|what (?:was|is) it about|you(?:['’]d| would) like us to do|do you want us to do"
    r"|reason for (?:your|the) call|what would you like|calling about today|are you looking for"
    r"|tell me|go ahead|how (?:may|can) i|help you with|do for you|what did you)"
)
"""After it a caller says why they call."""
INSTRUCTS = _compiled(r"^(?:you (?:can|could|may|should|just|need)|please|if you)")
ASKS_WHO = _compiled(
    r"is (?:that|this) (?:mr|mrs|ms|miss|mister|dr|\[NAME|the \w+ of|\w+['’]s (?:owner|mother"
    r"|father"
    r"|mum|mom|dad|parent))|(?:am i|is this|are you)(?: now)? (?:speaking|talking) (?:to|with)"
    r"|(?:may|can|could) i (?:please )?(?:speak|talk) (?:to|with)|is (?:\[NAME|mr|mrs|ms)\b.{0,20}"
    r"(?:there|available|in|home)|(?:just )?(?:calling|ringing|phoning) (?:you )?(?:about|because"
    r"|to|"
    r"regarding|back|from|for (?:mr|mrs|ms|\[NAME))"
)
"""An agent who calls asks for whom they want."""
ANSWERS_PHONE = _compiled(
    r"who(?:['’]s| is) (?:this|calling|that|speaking)|speaking|^(?:hello|yes"
    r"|yeah)\W*$"
)
ASIDE = _compiled(
    r"good question|let me (?:sit|see|just|find|get|check|grab|think)|hang on|hold on|one (?:moment"
    r"|second|sec)|don['’]?t want to (?:get|bother|be|make|cause)|long day|how are you|i['’]?ll be"
    r" (?:honest|quick|brief)|to be honest|thank(?:s| you)|weather|(?:can|could) you hear me"
    r"|is (?:this"
    r"|that) (?:the|where)|am i (?:speaking|through|talking)|do i have the|i['’]m (?:at work"
    r"|driving)"
    r"|didn['’]?t think you|sorry"
)
MADE_THE_CALL = _compiled(
    r"reason (?:for|of|i['’]?m|i am|why i) (?:my |our |this |the )?call\w*"
    r"|(?:i['’]?m|i am|we['’]?re|just) (?:just )?(?:calling|ringing|phoning) (?:you )?(?:about"
    r"|because"
    r"|regarding|to|in regard|with|on behalf|from|back)"
)
"""In an agent's mouth."""
CALLS_OUT = _compiled(
    r"reason (?:for|of|i['’]?m|i am|why i) (?:my )?call\w*"
    r"|(?:i['’]?m|i am|we['’]?re|just) (?:just )?(?:calling|ringing|phoning) (?:you )?(?:about"
    r"|because|regarding|to|in regard|with|on behalf)"
    r"|i need your (?:okay|ok|approval|go-ahead|permission)|we (?:found|noticed|saw|see) that"
    r"|(?:so |well |because )?it(?:['’]s| is) (?:just )?(?:about|regarding|concerning)|(?:phoning"
    r"|ringing|calling) (?:you )?about|asked me to (?:call|ring|go|let|tell|give)"
    r"|follow(?:ing)? up (?:on|with|about)"
    r"|calling (?:you )?from .{3,40} (?:about|because|regarding)"
)
"""An agent who calls says why."""
PERFORMS = _compiled(
    r"i(?:['’]ve| have)|we(?:['’]ve| have)|i['’]m|i am|i['’]ll|i will|we['’]ll|we will|i went ahead"
    r"|i can (?:issue|offer|send|process|ship|schedule|upgrade|credit|waive|add|refund|replace"
    r"|cancel)|let me|i just|it['’]s on|we just"
)
ACTION = _compiled(
    r"refund\w*|credit(?:ed|ing)?|cancel\w*|replac\w+|re-?ship\w*|ship\w*|send(?:ing)?|sent"
    r"|e-?mail(?:ed|ing)?|schedul\w+|escalat\w+|transfer\w*|upgrad\w+|updat\w+|waiv\w+|reset\w*"
    r"|issu(?:e|ed|ing)|process\w*|initiat\w+|log(?:ged|ging)|flagg\w+|lock(?:ed|ing)?"
    r"|add(?:ed|ing)|apply|applied|remov\w+|revers\w+|creat(?:e|ed|ing)|arrang\w+"
    r"|open(?:ed|ing)? an?|submit\w*|investigat\w+|fix(?:ed|ing)?|enabl\w+|turn(?:ed)? (?:on|off)"
    r"|push(?:ed)? it through|on its way|mark(?:ed|ing)?|book(?:ed|ing)?|order(?:ed|ing)"
    r"|activat\w+|unlock\w*|set(?:ting)? up|asked (?:the|our|them|him|her)"
)
CHITCHAT = _compiled(
    r"thank(?:s| you) for (?:calling|choosing|your)|how (?:can|may) i (?:help|assist)"
    r"|anything else|have a (?:great|good|nice|wonderful)|you['’]?re welcome|pull(?:ing)? up"
    r"|look(?:ing)? (?:into|at)|let me (?:check|see|look|get|just)|happy to help"
    r"|(?:may|can|could) i (?:please )?(?:have|get)"
    r"|could you (?:please )?(?:confirm|provide|verify)"
    r"|going to ask|i['’]?m sorry|my name is"
)
CONDITIONAL = _compiled(r"if|would|could|unfortunately|can['’]?t|cannot|wish|unless|might")
UNABLE = _compiled(
    r"unfortunately|i can['’]?t|i cannot|we can['’]?t|we cannot|not able to|unable to"
    r"|against (?:our|company) policy|nothing (?:more |else )?(?:i|we) can do"
)
DUE = _compiled(
    r"(?:with)?in (?:the )?(?:next )?(?:\d+|one|two|three|four|five|six|seven|ten|fourteen|thirty"
    r"|an?)(?:\s?(?:-|to|or)\s?\w+)? (?:business )?(?:minutes?|hours?|days?|weeks?|months?)"
    r"|(?:\d+|two|three|five|seven)(?:\s?-\s?|\s(?:to|or)\s)(?:\d+|three|five|seven|ten)"
    r" (?:business )?(?:days|weeks|hours)|by (?:the )?end of (?:the )?(?:day|week)"
    r"|tomorrow(?: (?:morning|afternoon))?"
    r"|(?:by|on) (?:tomorrow|monday|tuesday|wednesday|thursday|friday)|this afternoon"
    r"|next (?:week|month|business day)|tonight|this evening|later today"
)
PENDING = _compiled(
    r"escalat\w+|technician|investigat\w+|call(?:ed)? (?:you )?back|callback"
    r"|will (?:contact|reach out|be in touch|follow up|get back)|be contacted|follow[- ]?up|ticket"
)
SATISFIED = _compiled(
    r"that (?:worked|fixed|solved|helps|works)|it work(?:s|ed)|(?:it['’]s|is) (?:working|fixed)"
    r"|perfect|exactly what i|that['’]?s (?:everything|all|it|great|helpful|perfect|wonderful)"
    r"|you['’]?ve been (?:very |so )?(?:helpful|great)|thank you (?:so|very) much|thanks (?:so|for)"
    r"|great,? thank|appreciate|what a relief|happy with|awesome"
)
DISSATISFIED = _compiled(
    r"unacceptable|ridiculous|worst|terrible|never (?:again|ordering|using)"
    r"|leaving (?:you|for|to)|switching|lawyer|sue|complaint|unbelievable"
    r"|so you(?:['’]?re| are) not|frustrat\w+|want a refund|absurd"
    r"|cancel (?:it|my|the|everything)|not (?:good enough|acceptable|helpful)"
)
PAST = _compiled(
    r"came|yesterday|last (?:night|week|month)|already|fixed (?:it|that|the)"
    r"|(?:was|were|has been|have been) (?:closed|resolved|completed|fixed|repaired|done)"
)
FUTURE = _compiled(
    r"will|going to|tomorrow|within|next|in (?:the|\w+) (?:hours?|days?|weeks?)|\w+['’]ll|should"
    r"|scheduled (?:for|to)"
)
