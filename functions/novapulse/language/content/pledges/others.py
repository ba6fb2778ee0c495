"""Forms in which people say what others will do, what will happen, and what both will do."""

from novapulse.language.content.pledges.form import ADVERBS, AGENTIVE, VERB, compiled_form

OTHERS = (
    compiled_form(
        "third_party",
        0.55,
        "speaker",
        rf"{AGENTIVE}(?:'ll| will|(?:'d| would)(?= (?:be|come|call|ring|collect|deliver|arrive)\b)"
        r"|(?:'s|'re| is| are) (?:going to|gonna)"
        rf"| (?:needs?|has|have) to| should){ADVERBS}{VERB}",
    ),
    compiled_form(
        "third_party",
        0.4,
        "speaker",
        rf"(?!they\b|he\b|she\b){AGENTIVE}(?: then| usually)? (?P<phrase>(?:looks at|comes"
        r"|calls you|rings you|sends|delivers|checks|reviews|decides|visits|collects|picks"
        r"|processes|contacts)\b.*)$",
    ),
    compiled_form(
        "arrival",
        0.4,
        "speaker",
        r"(?:it|that|they|(?:your|the|an?) [\w ]{2,25}?)(?:'ll| will| should|'d| would)(?: all"
        r"| then)? (?P<phrase>(?:be (?:with you|ready|there|delivered|out)|arrive|leave the|go out"
        r"|reach you)\b.*)$",
    ),
    compiled_form(
        "passive",
        0.4,
        "speaker",
        r"(?:it|that|this|they|your [\w ]{2,25}?|the [\w ]{2,25}?|a [\w ]{2,25}?)"
        r"(?:'ll| will| is going to| are going to) (?:also )?(?:be|get) "
        r"(?P<phrase>(?:sent|shipped|mailed|emailed|refunded|credited|delivered|processed|issued"
        r"|waived|cancelled|canceled|replaced|repaired|fixed|escalated|reversed|updated|posted"
        r"|reimbursed|activated|closed)\b.*)$",
    ),
)
JOINT = (
    compiled_form("joint", 0.5, "both", rf"(?:let's|let us|(?:we|shall we) should){ADVERBS}{VERB}"),
    compiled_form(
        "farewell",
        0.5,
        "both",
        r"^(?:(?:i'll |we'll )?(?P<phrase>(?:see|talk to|speak to|speak with)"
        r" (?:you|ya|each other)\b.*))$",
    ),
)
