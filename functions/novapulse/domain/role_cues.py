"""What agents and what customers say: phrases that also survive lower-case, unpunctuated text.

Each cue has a name, which reasons quote, and a weight: about how sure it makes one.
"""

_DETAIL = (
    r"(?:\w+ ){0,3}?(?:name|surname|number|digits|address|e-?mail|postcode|post code|zip|birth"
    r"|reference|code|pin|registration|password|receipt|policy|customer id|phone|card|account)\b"
)
_MAY_I = r"(?:may|can|could|might|shall) (?:i|we) (?:just |please |also |quickly )?"
_DONE = (
    r"(?:sent|raised|opened|booked|put|entered|blocked|locked|reversed|released|changed|added"
    r"|updated|noted|set|cancell?ed|credited|refunded|arranged|moved|taken|scheduled|logged"
    r"|processed|issued|removed|requested|reset|escalated)"
)
_DO = (
    r"(?:send|raise|open|book|put|block|lock|reverse|change|add|update|set|cancel|credit|refund"
    r"|arrange|move|schedule|log|process|issue|remove|reset|escalate|offer|transfer|connect|pull"
    r"|check|look|order|waive|text|e-?mail|see|pop|fit you)"
)

AGENT_CUES: dict[str, tuple[float, str]] = {
    "greets for a company": (
        3.0,
        r"(?:thank(?:s| you) for|thanks) (?:calling|holding|choosing|contacting|ringing|reaching)"
        r"|you(?:'ve| have) (?:reached|come through|got through)|^(?:\w+ ){0,4}welcome to\b"
        r"|you(?:'re| are) (?:speaking|talking|through) (?:with|to)\b",
    ),
    "offers help": (
        3.0,
        r"how (?:can|may|could|might) (?:i|we) (?:help|assist|be of)|(?:help|assist) you"
        r" (?:with )?today|what can (?:i|we) do for you|how (?:can|may) i direct"
        r"|what(?:'s| is) (?:going on|it about|the problem|happening) (?:today|with)",
    ),
    "offers more help": (
        2.5,
        r"anything else (?:that )?(?:i|we|you)\b|is there anything else|\banything else(?: for| on"
        r"| today|\?|$)|anything (?:that )?i can (?:help|do|assist)",
    ),
    "calls for a company": (
        2.5,
        r"\b(?:calling|call|ringing|phoning) (?:you )?(?:from|on behalf of)\b"
        r"|(?:calling|ringing|call) (?:you )?(?:about|regarding|to remind you|because of) (?:of )?"
        r"your\b|am i (?:speaking|talking) (?:to|with)|(?:reason|why) (?:for my|i'?m) call(?:ing)?"
        r" (?:is |today is )?(?:that )?(?:you|your|we)\b|is (?:that|this) (?:mr|mrs|ms|miss|mister)"
        r"\b|(?:may|can|could) i (?:speak|talk) (?:to|with) (?:mr|mrs|ms|miss|mister)\b"
        r"|calling for (?:mr|mrs|ms|miss|mister)\b",
    ),
    "verifies who calls": (
        2.5,
        r"(?:verify|confirm) (?:you\b|your (?:identity|details))|security (?:question|check)s?"
        r"|(?:for|due to) (?:data protection|security|verification)|who am i speaking"
        r"|(?:call|line) (?:is|may be|will be|being) recorded|recorded line|for quality",
    ),
    "asks for details": (
        2.0,
        _MAY_I + r"(?:have|get|take|grab|ask|start with|verify|confirm|know|see) (?:for )?"
        r"(?:your|the) " + _DETAIL + r"|(?:can|could|would|will) you (?:please |just |kindly )?"
        r"(?:give|tell|confirm|spell|read|provide|share|verify|repeat)"
        r" (?:me |us |out |back )*(?:your|the|that) "
        + _DETAIL
        + r"|what(?:'s| is| was) (?:your|the)"
        r" "
        + _DETAIL
        + r"|(?:confirm|verify|provide|share) your\b|(?:and|with) your (?:full |last "
        r"|first )?(?:name|date|account|phone|address|zip|postcode)|do you have (?:your|the|an?) "
        + _DETAIL
        + r"|have you got (?:your|the|an?) "
        + _DETAIL
        + r"|\bname please"
        r"|^(?:and )?(?:your )?(?:name|surname|date of birth|postcode|account number)\W*$",
    ),
    "asks to hold": (
        1.5,
        r"(?:place|put) you (?:on|through)|bear with me|can you hold|(?:please )?hold the line"
        r"|please hold|be on the line|one moment (?:please|while)|while i (?:pull|look|check|bring"
        r"|open)|(?:thanks|thank you) for (?:waiting|holding|your patience)|i'll connect you",
    ),
    "sees the account": (
        1.5,
        r"i (?:can |do |also )?see (?:here |that |your |the |on |an? |two |it)|i(?:'ll| will)"
        r" go ahead and|you(?:'re| are) (?:on|at) the \w+|in (?:the|our|my) system"
        r"|on my (?:screen|side|end)|from (?:our|my) (?:side|end)",
    ),
    "acts on the account": (
        1.5,
        r"\bi(?:'ll| will| can| could|'m going to| am going to|'ve| have|'m| am) (?:now |just |also"
        r" |already |then )?(?:" + _DO + "|" + _DONE + r")\b(?! to (?:my|the bank))"
        r"|we(?:'ll| will| can|'ve| have) (?:now |just |also )?(?:" + _DO + "|" + _DONE + r")\b"
        r"|\blet me (?:just |quickly )?(?:check|see|look|pull|get|transfer|open|bring|have a look)",
    ),
    "tells what follows": (
        1.2,
        r"you(?:'ll| will) (?:also )?(?:get|receive|have|see|be (?:getting|receiving))\b"
        r"|you(?:'re| are) (?:all set|booked|all booked)|(?:within|three to five|five to seven)"
        r" (?:\w+ ){0,2}(?:working|business) days|your (?:next|new) (?:bill|card|appointment)",
    ),
    "speaks for a company": (
        1.2,
        r"\bwe (?:offer|carry|sell|ship|accept|like to|are able|do not|don't|close|open)\b"
        r"|our (?:system|policy|team|records|website|department|technicians?|warehouse|customers"
        r"|side|engineers?|drivers?|terms|branch|panels|manager|supervisor)",
    ),
    "says we": (0.4, r"\bwe (?:have|can|will|do|could|would)\b|\bwe'(?:ll|ve|re)\b"),
    "excuses the company": (
        1.0,
        r"(?:sorry|apologi[sz]e) (?:for|about (?:that|the)|to hear)|i (?:do )?apologi[sz]e"
        r"|for the (?:inconvenience|delay|wait|trouble)"
        r"|for your (?:patience|time|business)|i (?:do |can |totally |completely )?understand"
        r" (?:your|how|that|sir|ma|why)|i appreciate (?:that you|your)",
    ),
    "serves": (
        1.0,
        r"would you (?:like|prefer|be able)|which (?:\w+ )?would you|did you want|do you have your"
        r"|have a (?:great|good|nice|wonderful|pleasant|lovely) (?:day|one|rest|evening|weekend)"
        r"|you(?:'re| are) (?:very |most )?welcome|certainly|enjoy your"
        r"|it(?:'s| is) on (?:the|its) way|my pleasure|kindly\b",
    ),
    "addresses formally": (0.8, r"\bsir\b|\bma'?am\b|\bmadam\b"),
}
CUSTOMER_CUES: dict[str, tuple[float, str]] = {
    "says why they call": (
        3.0,
        r"\bi(?:'m| am| was| wanted)? (?:call|ring|phon)(?:ing|ed)? (?:you )?(?:(?:about|because of"
        r"|regarding) (?!your)|to (?!remind|let you|tell you|confirm your|offer|follow|ask you)"
        r"|because (?!you|we|your)|in\b|for my\b)|the reason i called|i(?:'m| am) (?:calling|after)"
        r" (?:about )?an?\b",
    ),
    "wants something": (
        2.0,
        r"\bi(?:'d| would) like to|\bi (?:want|wanted) (?:to|a|an|my|some)\b"
        r"|\bi need(?:ed)? (?:an?|my|some|help|to (?!verify|confirm|check|ask|take|get your"
        r"|have your|put|place|speak to my))\b|(?:was|just|and) (?:wonder(?:ing|ed)|hoping)"
        r"|i(?:'m| am) (?:trying|looking|hoping) (?:to|for)|can you help me"
        r"|you could help me|(?:can|could) i (?:get|have|order|book) (?:an?|some|two)\b"
        r"|i(?:'d| would) like (?:an?|my|some)\b",
    ),
    "has a problem": (
        1.5,
        r"\bmy (?:bill|account|card|order|service|internet|phone|car|package|parcel|payment|policy"
        r"|subscription|refund|computer|laptop|line|plan|money|vehicle|appointment|insurance"
        r"|heating|boiler|flight|room|booking|premium|delivery|router|broadband|license|licence"
        r"|wife|husband|mother|father|son|daughter|mum|mom|dad|baby|kids?)\b"
        r"|charged me|i(?:'ve| have)? (?:was |got |been |just been )(?:over)?charged"
        r"|(?:doesn't|isn't|won't|not|stopped|hasn't|haven't) work|i have a (?:question|problem"
        r"|reservation)|i(?:'ve| have)? (?:never|still|just) (?:got|had|have|received|bought|lost)"
        r"|\bi (?:bought|ordered|lost|paid) |i(?:'ve| have) (?:been waiting|been trying|called|rung"
        r"|lost|got your)",
    ),
    "complains": (
        1.5,
        r"nobody (?:\w+ )?(?:told|called|came|showed|helped|knows|has)|\bi was told\b"
        r"|(?:they|he|she|you|somebody|someone|everybody|guy) (?:told|promised|assured) me"
        r"|\byou (?:people|guys|lot)\b|(?:fifth|fourth|third|second) time|on hold for"
        r"|i(?:'m| am) (?:so |really |very )?(?:tired|sick|fed up|frustrated|angry|done)"
        r"|(?:ridiculous|unacceptable|unbelievable)",
    ),
    "gives own details": (
        1.0,
        r"\bmy (?:\w+ )?(?:name|number|address|e-?mail|date of birth|zip|postcode)(?:'s| is)\b",
    ),
    "asks the company": (
        0.8,
        r"do you (?:guys|offer|have any|sell|take)|how (?:much|long) (?:is|does|would|do|will|did)"
        r"|\b(?:do|will|would|can|should|could) i (?:still |also |just )?(?:have to|need|be paying"
        r"|pay|get it|get my|keep|cancel|at least)\b|when (?:will|can|is|'s)(?: that| it| he| i)"
        r"|your (?:company|website|store|technician|driver|boy|guy|letter|engineer)",
    ),
    "thanks for help": (
        0.8,
        r"thank you (?:so|very) much|thanks (?:so much|a lot|for your help|for the call)"
        r"|i (?:really )?appreciate (?!that you|your)",
    ),
}
