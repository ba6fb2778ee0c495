"""Patterns that tell what a sentence does in a call: state a need, act, promise, refuse, thank."""

from novapulse.language.summary.whole_words import whole_words

NEED = whole_words(
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
PURPOSE = whole_words(
    r"i(?:['’]m| am| was) calling (?:about|to|because|regarding)|the reason (?:for|why|i)"
    r"|i(?:['’]d| would) like to|i want(?:ed)? to|i need(?:ed)? to|i (?:got|was) (?:over)?charged"
)
ASKS = whole_words(
    r"(?:could|can|may|might) (?:i|we)|(?:was|am|are|['’]m|were|been) (?:just |kind of )?hoping"
    r"|wonder(?:ed|ing)?|is it possible|is there (?:any|a) (?:way|chance)|looking (?:for|to)"
    r"|(?:i|we)(?:['’]m| am|['’]re| are) (?:just )?(?:after|ringing|phoning|calling|wanting|asking"
    r"|trying)|(?:wanted|want|need|like|trying) to|that['’]s why i|i was told|supposed to"
)
"""In a caller's mouth: what they want done or told."""
INVITES = whole_words(
    r"(?<!see )(?<!know )(?<!explain )(?:(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do)"
    r"|what(?:['’]s| is| are|['’]re| seems)? (?:going on|happening"
    r"|the (?:matter|problem|issue|trouble)|happened|you (?:after|calling|ringing"
    r"|\w+ing (?:on|for|about))|brings|it about|this about|up|we \w+ing)|what (?:was|is) it about"
    r"|you(?:['’]d| would) like us to do|do you want us to do|reason for (?:your|the) call"
    r"|what would you like|calling about today|are you looking for|tell me|go ahead"
    r"|how (?:may|can) i|help you with|do for you|what did you)"
)
"""After it a caller says why they call."""
INSTRUCTS = whole_words(r"^(?:you (?:can|could|may|should|just|need)|please|if you)")
ASKS_WHO = whole_words(
    r"is (?:that|this) (?:mr|mrs|ms|miss|mister|dr|\[NAME|the \w+ of"
    r"|\w+['’]s (?:owner|mother|father|mum|mom|dad|parent))|(?:am i|is this"
    r"|are you)(?: now)? (?:speaking|talking) (?:to|with)|(?:may|can|could) i (?:please )?(?:speak"
    r"|talk) (?:to|with)|is (?:\[NAME|mr|mrs|ms)\b.{0,20}(?:there|available|in|home)"
    r"|(?:just )?(?:calling|ringing|phoning) (?:you )?(?:about|because|to|regarding|back|from"
    r"|for (?:mr|mrs|ms|\[NAME))"
)
"""An agent who calls asks for whom they want."""
ANSWERS_PHONE = whole_words(
    r"who(?:['’]s| is) (?:this|calling|that|speaking)|speaking|^(?:hello|yes|yeah)(?=\W*$)"
)
ASIDE = whole_words(
    r"good question|let me (?:sit|see|just|find|get|check|grab|think)|hang on|hold on"
    r"|one (?:moment|second|sec)|don['’]?t want to (?:get|bother|be|make|cause)|long day"
    r"|how are you|i['’]?ll be (?:honest|quick|brief)|to be honest|thank(?:s| you)|weather"
    r"|(?:can|could) you hear me|is (?:this|that) (?:the|where)|am i (?:speaking|through|talking)"
    r"|do i have the|i['’]m (?:at work|driving)|didn['’]?t think you|sorry"
)
MADE_THE_CALL = whole_words(
    r"reason (?:for|of|i['’]?m|i am|why i) (?:my |our |this |the )?call\w*"
    r"|(?:i['’]?m|i am|we['’]?re|just) (?:just )?(?:calling|ringing|phoning) (?:you )?(?:about"
    r"|because|regarding|to|in regard|with|on behalf|from|back)"
)
"""In an agent's mouth."""
CALLS_OUT = whole_words(
    r"reason (?:for|of|i['’]?m|i am|why i) (?:my )?call\w*|(?:i['’]?m|i am|we['’]?re"
    r"|just) (?:just )?(?:calling|ringing|phoning) (?:you )?(?:about|because|regarding|to|in regard"
    r"|with|on behalf)|i need your (?:okay|ok|approval|go-ahead|permission)"
    r"|we (?:found|noticed|saw|see) that|(?:so |well |because )?it(?:['’]s| is) (?:just )?(?:about"
    r"|regarding|concerning)|(?:phoning|ringing|calling) (?:you )?about"
    r"|asked me to (?:call|ring|go|let|tell|give)|follow(?:ing)? up (?:on|with|about)"
    r"|calling (?:you )?from .{3,40} (?:about|because|regarding)"
)
"""An agent who calls says why."""
PERFORMS = whole_words(
    r"i(?:['’]ve| have)|we(?:['’]ve| have)|i['’]m|i am|i['’]ll|i will|we['’]ll|we will|i went ahead"
    r"|i can (?:issue|offer|send|process|ship|schedule|upgrade|credit|waive|add|refund|replace"
    r"|cancel)|let me|i just|it['’]s on|we just"
)
ACTION = whole_words(
    r"refund\w*|credit(?:ed|ing)?|cancel\w*|replac\w+|re-?ship\w*|ship\w*|send(?:ing)?|sent"
    r"|e-?mail(?:ed|ing)?|schedul\w+|escalat\w+|transfer\w*|upgrad\w+|updat\w+|waiv\w+|reset\w*"
    r"|issu(?:e|ed|ing)|process\w*|initiat\w+|log(?:ged|ging)|flagg\w+|lock(?:ed|ing)?"
    r"|add(?:ed|ing)|apply|applied|remov\w+|revers\w+|creat(?:e|ed|ing)|arrang\w+"
    r"|open(?:ed|ing)? an?|submit\w*|investigat\w+|fix(?:ed|ing)?|enabl\w+|turn(?:ed)? (?:on|off)"
    r"|push(?:ed)? it through|on its way|mark(?:ed|ing)?|book(?:ed|ing)?|order(?:ed|ing)"
    r"|activat\w+|unlock\w*|set(?:ting)? up|asked (?:the|our|them|him|her)"
)
CHITCHAT = whole_words(
    r"thank(?:s| you) for (?:calling|choosing|your)|how (?:can|may) i (?:help|assist)|anything else"
    r"|have a (?:great|good|nice|wonderful)|you['’]?re welcome|pull(?:ing)? up"
    r"|look(?:ing)? (?:into|at)|let me (?:check|see|look|get|just)|happy to help"
    r"|(?:may|can|could) i (?:please )?(?:have|get)|could you (?:please )?(?:confirm|provide"
    r"|verify)|going to ask|i['’]?m sorry|my name is"
)
CONDITIONAL = whole_words(r"if|would|could|unfortunately|can['’]?t|cannot|wish|unless|might")
DUE = whole_words(
    r"(?:with)?in (?:the )?(?:next )?(?:\d+|one|two|three|four|five|six|seven|ten|fourteen|thirty"
    r"|an?)(?:\s?(?:-|to|or)\s?\w+)? (?:business )?(?:minutes?|hours?|days?|weeks?|months?)"
    r"|(?:\d+|two|three|five|seven)(?:\s?-\s?|\s(?:to|or)\s)(?:\d+|three|five|seven"
    r"|ten) (?:business )?(?:days|weeks|hours)|by (?:the )?end of (?:the )?(?:day|week)"
    r"|tomorrow(?: (?:morning|afternoon))?|(?:by|on) (?:tomorrow|monday|tuesday|wednesday|thursday"
    r"|friday)|this afternoon|next (?:week|month|business day)|tonight|this evening|later today"
)
PENDING = whole_words(
    r"escalat\w+|technician|investigat\w+|call(?:ed)? (?:you )?back|callback"
    r"|will (?:contact|reach out|be in touch|follow up|get back)|be contacted|follow[- ]?up|ticket"
)
SATISFIED = whole_words(
    r"that (?:worked|fixed|solved|helps|works)|it work(?:s|ed)|(?:it['’]s|is) (?:working|fixed)"
    r"|perfect|exactly what i|that['’]?s (?:everything|all|it|great|helpful|perfect|wonderful)"
    r"|you['’]?ve been (?:very |so )?(?:helpful|great)|thank you (?:so|very) much|thanks (?:so|for)"
    r"|great,? thank|appreciate|what a relief|happy with|awesome"
)
DISSATISFIED = whole_words(
    r"unacceptable|ridiculous|worst|terrible|never (?:again|ordering|using)"
    r"|leaving (?:you|for|to)|switching|lawyer|sue|complaint|unbelievable"
    r"|so you(?:['’]?re| are) not|frustrat\w+|want a refund|absurd"
    r"|cancel (?:it|my|the|everything)|not (?:good enough|acceptable|helpful)"
)
PAST = whole_words(
    r"came|yesterday|last (?:night|week|month)|already|fixed (?:it|that|the)"
    r"|(?:was|were|has been|have been) (?:closed|resolved|completed|fixed|repaired|done)"
)
FUTURE = whole_words(
    r"will|going to|tomorrow|within|next|in (?:the|\w+) (?:hours?|days?|weeks?)|\w+['’]ll|should"
    r"|scheduled (?:for|to)"
)
