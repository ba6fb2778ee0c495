"""Phrases of support calls that carry a feeling which no single word of them has."""

import re

GRIEVANCES: dict[str, tuple[float, str]] = {
    "charged twice": (
        -0.6,
        r"\bcharged\s+(?:me\s+)?(?:twice|double|two times|again|three times|extra)"
        r"|\b(?:double|twice)[- ](?:charged|billed)|\bbilled\s+(?:me\s+)?(?:twice|double)",
    ),
    "nobody helps": (
        -0.45,
        r"\b(?:nobody|no one|no-one)\s+(?:seems|knows|ever|called|told|answers|answered|is|has"
        r"|can|could|cares|listens|helped|showed)",
    ),
    "once more": (
        -0.45,
        r"\b(?:second|third|fourth|fifth|sixth|tenth|\d+(?:rd|th|nd))\s+"
        r"(?:time|call|station|visit|agent)\b",
    ),
    "again and again": (
        -0.4,
        r"\b(?:every\s+(?:single\s+)?(?:time|day|evening|morning|night)|keeps?\s+(?:on\s+)?\w+ing"
        r"|over and over|again and again|this keeps happening)\b",
    ),
    "still not": (
        -0.5,
        r"\bstill\s+(?:(?:have|has|does|do|did|is|are|am|was)\s*)?(?:not|waiting|broken|down|out"
        r"|blinking)\b|\bstill\s+(?:haven|hasn|doesn|didn|isn|can)['’]?t",
    ),
    "cannot": (
        -0.4,
        r"\b(?:can['’]?t|cannot|couldn['’]?t|unable to|won['’]?t|wouldn['’]?t)\s+(?:log|login|get"
        r"|access|connect|sign|use|make|pay|work|reach|open|load|turn|afford|explain|swap|believe"
        r"|see|receive|do)",
    ),
    "does not work": (
        -0.5,
        r"\b(?:doesn['’]?t|does not|didn['’]?t|did not|isn['’]?t|not|never|stopped|won['’]?t"
        r"|wasn['’]?t)\s+(?:work|help|happy|satisfied|acceptable|fair|good enough|right|arrive"
        r"|receive|show|authori[sz]e|agree|fixed|resolved)",
    ),
    "long wait": (
        -0.3,
        r"\b(?:been|was|were|waiting|waited|on hold)\s+(?:(?:on hold|waiting|holding)\s*)?"
        r"(?:for\s+)?(?:over\s+|almost\s+|about\s+|more than\s+)?(?:\w+\s+){0,2}"
        r"(?:hours?|minutes|weeks|days|months)\b",
    ),
    "passed around": (
        -0.4,
        r"\b(?:on hold|hung up on|transferred|passed around|run ?around|voicemail)\b",
    ),
    "asks for a superior": (
        -0.6,
        r"\b(?:speak|talk)\s+(?:to|with)\s+(?:(?:a|your|the|another)\s*)?"
        r"(?:supervisor|manager|boss|someone else|higher)",
    ),
    "cancels": (
        -0.5,
        r"\b(?:cancel|close|terminate|end)\s+(?:my|the|this|our)\s+"
        r"(?:subscription|account|service|contract|plan|membership|policy)",
    ),
    "leaves": (
        -0.6,
        r"\b(?:switch|switching|go|going|move|moving|leaving)\s+(?:to|for)\s+(?:another|a different"
        r"|your competitor|a competitor|someone else)|\btake my business",
    ),
    "never came": (
        -0.5,
        r"\bnever\s+(?:showed|got|received|called|came|arrived|heard|agreed|had|works?)",
    ),
    "without asking": (
        -0.55,
        r"\b(?:without|no)\s+(?:my\s+)?(?:permission|consent|explanation|warning|notice"
        r"|authori[sz]ation)|\bdidn['’]?t (?:authori[sz]e|recognize|make)"
        r"|don['’]?t recogni[sz]e",
    ),
    "goes down": (-0.35, r"\b(?:went|gone|going|goes|keeps? going)\s+(?:up|down|out)\b"),
    "too much": (
        -0.4,
        r"\b(?:too|way too|so)\s+(?:expensive|long|slow|high|much(?! for)|complicated|late|hard"
        r"|difficult|confusing)",
    ),
    "wasted": (
        -0.5,
        r"(?m:^)(?>.*?\b(?:waste|wasted|wasting)\b).*\b(?:time|day|afternoon|hours?|money)\b"
        r"|\btook\s+(?:(?:a|the|half)\s*)?(?:a )?day\s*(?:off|leave)",
    ),
    "fed up": (
        -0.6,
        r"\b(?:how\s+you\s+treat|worst|ripped off|rip ?off|fed up|sick of|tired of|had enough"
        r"|getting the run)",
    ),
    "was promised": (
        -0.35,
        r"\b(?:was|were)\s+(?:told|promised)\b|\b(?:like|as)\s+(?:they|you)\s+promised"
        r"|\byou\s+(?:said|promised)\b",
    ),
    "threatens": (
        -0.45,
        r"\b(?:report (?:you|this|it)|sue|complain|complaint|attorney|lawyer|legal action"
        r"|consumer protection)\b",
    ),
    "your fault": (-0.35, r"\b(?:your|their)\s+(?:mistake|fault|error)|\bby mistake\b"),
    "ironic wish": (
        -0.6,
        r"\b(?:would|it['’]?d) (?:be|have been) (?:nice|great|helpful) (?:if|to)\b",
    ),
    "ironic praise": (
        -0.9,
        r"^(?:oh\s+)?(?:great|wonderful|fantastic|perfect|lovely),?\s+(?:another|more|again"
        r"|just what)\b(?! i needed)",
    ),
    "ironic thanks": (-0.6, r"\byeah,?\s+(?:right|sure),?\s+(?:because|like)|thanks for nothing"),
    "disappointed": (-0.55, r"\bexpected\s+(?:better|more)\b|\bdisappoint"),
    "costs me": (
        -0.5,
        r"\b(?:losing|lost|costing|cost)\s+(?:me\s+)?(?:my\s+)?"
        r"(?:business|money|customers|clients|data)",
    ),
    "stolen": (
        -0.5,
        r"\b(?:got|been|was|were)\s+(?:stolen|hacked|scammed|robbed)"
        r"|\b(?:hack|steal|stole|break into)\b",
    ),
    "somebody used it": (-0.4, r"\b(?:someone|somebody) (?:used|charged|stole|opened)\b"),
    "refusal": (
        -0.45,
        r"\bthere['’]?s nothing (?:more |else )?i can do|\bagainst (?:our|company) policy"
        r"|\bi can['’]?t help\b",
    ),
}
SATISFACTIONS: dict[str, tuple[float, str]] = {
    "that fixed it": (
        0.5,
        r"\bthat (?:fixed|solved|did|worked)|\b(?:it|this|that|everything)(?:['’]?s| is) "
        r"(?:working|fixed|resolved|sorted)\b",
    ),
    "works now": (0.55, r"\b(?:it|that) worked\b|\bworks (?:now|perfectly|great|fine)"),
    "warm thanks": (
        0.4,
        r"\bthank(?:s| you)\s+(?:so|very)\s+much|\bthanks a (?:lot|million|bunch)"
        r"|\bthank(?:s| you) for (?:the|being|taking|explaining|sorting|fixing|understanding"
        r"|everything|helping|your help|the quick|so)",
    ),
    "appreciates": (0.45, r"\b(?:really|so|do|i)\s+appreciate|\bmuch appreciated"),
    "relief": (0.55, r"\b(?:huge |big |such a )?relief\b|\bmade my day|\blife ?saver\b"),
    "what was needed": (
        0.4,
        r"\b(?:exactly|just) what i (?:needed|was looking for|was hoping)"
        r"|(?<!, just) what i wanted",
    ),
    "recommends": (
        0.5,
        r"\b(?:would|will|definitely|i['’]?ll)\s+(?:definitely\s+)?(?:recommend|tell my friends"
        r"|leave a (?:good|great|five star) review)",
    ),
    "praises": (
        0.45,
        r"\b(?:you['’]?ve|you have|you were|you['’]?re|been)\s+(?:been\s+)?"
        r"(?:so |very |really |incredibly )?"
        r"(?:helpful|great|amazing|patient|kind|wonderful|awesome|nice)",
    ),
    "that is great": (
        0.3,
        r"\b(?:that|this)(?:['’]?s| is| was| sounds?) (?:great|perfect|awesome|wonderful|excellent"
        r"|amazing|fantastic|good|helpful|very helpful)\b",
    ),
    "no trouble": (
        0.45,
        r"\bno (?:problems?|complaints|trouble|issues)\b|\bhad no (?:trouble|problems?|issues)"
        r"|\bnot a problem\b",
    ),
    "better than feared": (0.4, r"\bless than i (?:thought|expected)|\bbetter than i"),
    "glad": (0.3, r"\b(?:glad|pleased|thrilled|delighted)\b"),
}
_COMPILED = {
    name: (re.compile(pattern, re.IGNORECASE), weight)
    for name, (weight, pattern) in (GRIEVANCES | SATISFACTIONS).items()
}


def phrase_score(text: str) -> float:
    """The sum of the weights of the phrases that occur, each once; about -2..2."""
    return sum(_COMPILED[name][1] for name in phrases_in(text))


def phrases_in(text: str) -> list[str]:
    """The names of the phrases that occur."""
    return [name for name, (pattern, _) in _COMPILED.items() if pattern.search(text)]
