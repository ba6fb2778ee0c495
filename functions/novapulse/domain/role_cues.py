"""What agents and what customers say: phrases that also survive lower-case, unpunctuated text.

Each cue has a name, which reasons quote, and a weight: about how sure it makes one.
"""

AGENT_CUES: dict[str, tuple[float, str]] = {
    "greets for a company": (3.0, r"thank(?:s| you) for (?:calling|holding|choosing|contacting)"),
    "offers help": (
        3.0,
        r"how (?:can|may|could) (?:i|we) (?:help|assist)|(?:help|assist) you (?:with )?today"
        r"|what can i do for you|how (?:can|may) i direct",
    ),
    "offers more help": (
        2.5,
        r"anything else (?:that )?(?:i|we|you)\b|is there anything else"
        r"|anything (?:that )?i can (?:help|do|assist)",
    ),
    "asks for details": (
        2.0,
        r"(?:may|can|could) (?:i|we) (?:please )?(?:have|get|ask|start with|verify|confirm)"
        r" (?:for )?(?:your|a|the)\b|(?:what(?:'s| is| was)|confirm|verify|provide) your"
        r" (?:name|full|first|last|account|phone|date|e-?mail|address|zip|pin|card|billing|number)"
        r"|and your (?:name|last name|account|phone|date|e-?mail|address|zip)",
    ),
    "asks to hold": (
        1.5,
        r"(?:place|put) you on (?:a )?(?:brief )?hold|bear with me|can you hold"
        r"|one moment (?:please|while)|while i (?:pull|look|check|bring)",
    ),
    "sees the account": (
        1.5,
        r"i (?:can |do )?see (?:here |that |your |the )|i(?:'ll| will| have|'ve| am|'m)?"
        r" ?(?:go ahead and|pull(?:ed|ing)? up|process|refund|credit|transfer|schedul|waiv)"
        r"|i(?:'ll| will) (?:send|email|check|get|look|update)",
    ),
    "speaks for a company": (
        1.2,
        r"\bwe (?:offer|carry|sell|ship|accept|like to|are able|do not offer)\b"
        r"|our (?:system|policy|team|records|website|department|technicians?|warehouse|customers)"
        r"|for (?:quality|security)",
    ),
    "says we": (0.4, r"\bwe (?:have|can|will|do|could|would)\b|\bwe'(?:ll|ve|re)\b"),
    "excuses the company": (
        1.0,
        r"(?:sorry|apologi[sz]e) (?:for|about|to hear)|for the (?:inconvenience|delay|wait|trouble)"
        r"|for your (?:patience|time|business)|i understand (?:your|how|that)",
    ),
    "serves": (
        1.0,
        r"would you (?:like|prefer|be able)|which (?:\w+ )?would you|did you want|do you have your"
        r"|have a (?:great|good|nice|wonderful) (?:day|one|rest)|you(?:'re| are) (?:very )?welcome"
        r"|certainly|it(?:'s| is) on (?:the|its) way|let me (?:check|see|look|pull|get|transfer)",
    ),
    "addresses formally": (0.6, r"\bsir\b|\bma'?am\b"),
}
CUSTOMER_CUES: dict[str, tuple[float, str]] = {
    "says why they call": (
        3.0,
        r"\bi(?:'m| am| was| wanted)? call(?:ing|ed)? (?:you )?"
        r"(?:about|to|because|regarding|in|for)"
        r"|reason (?:for my|i'?m) call|the reason i called",
    ),
    "wants something": (
        2.0,
        r"\bi(?:'d| would) like to|\bi (?:want|wanted|need|needed) (?:to|a|an|my|some|help)"
        r"|i was (?:wondering|hoping)|i(?:'m| am) (?:trying|looking|hoping) (?:to|for)"
        r"|can you help me|you could help me",
    ),
    "has a problem": (
        1.5,
        r"\bmy (?:bill|account|card|order|service|internet|phone|car|package|payment|policy"
        r"|subscription|refund|computer|line|plan|money|vehicle|appointment|insurance)\b"
        r"|charged me|i (?:was|got|have been|been) (?:over)?charged"
        r"|(?:doesn't|isn't|won't|not) work|i have a (?:question|problem|reservation)"
        r"|i (?:never|still|just) (?:got|have|received|bought|lost)",
    ),
    "gives own details": (
        1.0,
        r"\bmy (?:name|number|address|e-?mail|date of birth|account number|zip|phone number)"
        r"(?:'s| is)\b",
    ),
    "asks the company": (
        0.8,
        r"do you (?:guys|offer|have any|sell|take)|how much (?:is|does|would|do)"
        r"|how long (?:will|does)"
        r"|you (?:guys|people)|your (?:company|website|store|service|technician)",
    ),
    "thanks for help": (
        0.8,
        r"thank you (?:so|very) much|thanks (?:so much|a lot|for your help)|i appreciate",
    ),
}
