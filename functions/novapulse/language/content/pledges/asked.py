"""Forms in which people ask the other party for something."""

from novapulse.language.content.pledges.form import ADVERBS, VERB, compiled_form

SUGGESTION = compiled_form(
    "suggestion",
    0.5,
    "other",
    r"i(?:'d| would)?(?: strongly| also| really)* (?:suggest|recommend|advise)(?: that)?"
    rf"(?: you)?(?: to)?{ADVERBS}{VERB}",
)
ASKED = (
    compiled_form(
        "duty",
        0.5,
        "other",
        rf"you(?:'ll| will)?(?: just| also| only| still| really)*"
        rf" (?:need to|have to|must|should|ought to|'ve got to|want to make sure to)"
        rf"{ADVERBS}{VERB}",
    ),
    compiled_form(
        "request",
        0.55,
        "other",
        rf"(?:can|could|would|will) (?:you|someone|somebody){ADVERBS}{VERB}",
        firm=False,
    ),
    compiled_form(
        "request",
        0.55,
        "other",
        r"(?:what )?(?:i|we)(?:'d like| would like| need| want|'ll need)(?: is)?(?: for)? you to"
        rf"{ADVERBS}{VERB}",
    ),
    compiled_form(
        "request",
        0.55,
        "other",
        r"if you (?:could|would|can)(?!.*\b(?:i|we)(?:'d| could| would| might)\b)"
        rf"{ADVERBS}{VERB}",
        firm=False,
    ),
    compiled_form(
        "request",
        0.5,
        "other",
        r"^if you(?: just)? (?P<phrase>(?:send|email|post|mail|bring|upload|forward|text)"
        r" (?:me|us|it|them|those|that|some|the|your|over|in)\b.*)$",
        firm=False,
    ),
    compiled_form(
        "request",
        0.55,
        "other",
        r"(?:would|do) you mind (?P<phrase>[a-z]+ing\b.*)$",
        firm=False,
    ),
    compiled_form("instruction", 0.55, "other", rf"please{ADVERBS}{VERB}"),
    compiled_form(
        "instruction",
        0.55,
        "other",
        rf"(?:make sure (?:to|you|that you)|don't forget to|be sure to|remember to){VERB}",
    ),
    compiled_form(
        "need_from",
        0.55,
        "other",
        r"(?:i|we)(?:'ll)? (?:also |still |just )?(?P<phrase>need (?:(?!to\b).)* from you\b.*)$",
    ),
)
