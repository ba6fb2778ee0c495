"""Forms in which people say what they themselves, or their side, will do."""

from novapulse.language.content.pledges.form import ADVERBS, AGENTIVE, VERB, compiled_form

PROMISES = (
    compiled_form(
        "promise",
        0.6,
        "speaker",
        r"(?:i|we)(?:'ll| will| shall|(?:'m| am|'re| are) (?:going to|gonna)| gonna)(?: be)?"
        rf"{ADVERBS}{VERB}",
    ),
    compiled_form(
        "delegation",
        0.6,
        "speaker",
        r"(?:i|we)(?:'ll| will|(?:'m|'re) (?:going to|gonna))(?: (?:also|just))? (?:have|get|ask) "
        rf"(?:{AGENTIVE}|him|her|them)(?: to)?{VERB}",
    ),
    compiled_form(
        "in_progress",
        0.5,
        "speaker",
        rf"(?:i|we)(?:'m| am|'re| are){ADVERBS} (?P<phrase>(?!going\b|(?:see|hear|talk|speak)ing\b"
        r"|(?:call|ring|phon|contact)ing\b(?!.* back\b))[a-z]+ing\b.*)$",
    ),
)
ANNOUNCED = (
    compiled_form(
        "consultation",
        0.5,
        "speaker",
        r"(?:i|we)(?:'d|'ll| will| would)?(?: also| still| just| really)*"
        r" (?:need to|have to|want to|must|should|'ve got to|got to)?(?: first| just| also)*"
        r" (?P<phrase>(?:(?:talk|speak) (?:it over )?(?:to|with)|check with|discuss"
        r" (?:it|this|that) with|run (?:it|this|that) (?:by|past)|ask|hear (?:from|what)"
        r"|see (?:what|if)) (?:my|him|her|them|our|the (?:wife|missus|husband|boss))\b.*)$",
    ),
    compiled_form(
        "notice",
        0.5,
        "speaker",
        r"you(?:'ll| will| should)(?: also| then| shortly| soon)* (?P<phrase>hear (?:back )?from"
        r" (?:me|us|him|her|them|our|the)\b.*|(?:get|receive|have"
        r"|be getting|be receiving) (?:an?|the|your|our) (?:[\w-]+ ){0,5}?(?:letter|call|callback"
        r"|summary|refund|form|label|replacement|card|invoice|contract|quote|report|visit"
        r"|voucher)\b.*)$",
    ),
    compiled_form("offer_to_act", 0.4, "speaker", rf"let me{ADVERBS}{VERB}"),
    compiled_form(
        "own_duty",
        0.25,
        "speaker",
        r"(?:i|we)(?: also| still| just)* (?:need to|have to|must|should|'ve got to|got to)"
        rf"{ADVERBS}{VERB}",
    ),
    compiled_form(
        "ability",
        0.25,
        "speaker",
        rf"(?:i|we|{AGENTIVE}) can{ADVERBS}{VERB}",
        firm=False,
    ),
)
"""What they, or their side, will do, though they do not promise it in so many words."""
