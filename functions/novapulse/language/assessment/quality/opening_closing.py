"""Whether the agent greets the customer, and says goodbye."""

import re
from collections.abc import Iterable

from novapulse.domain.evidence import Evidence
from novapulse.domain.quality import Presence
from novapulse.language.assessment.call import Call, SpokenTurn

_GREETING = re.compile(
    r"\b(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|welcome"
    r"|(?:thank you|thanks) for (?:calling|contacting|phoning|ringing|reaching|choosing)"
    r"|how (?:can|may|could) i help)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:good ?bye|bye|take care|cheerio|speak (?:to you )?soon|talk to you (?:soon|later)"
    r"|have (?:a |an )?(?:\w+ )?(?:good|great|nice|lovely|wonderful|pleasant|amazing|day|evening"
    r"|afternoon|weekend|night|one|rest|smooth|safe)\b"
    r"|enjoy (?:your|the rest)|(?:thank you|thanks) (?:again )?for (?:calling|your (?:call|time"
    r"|business|patience|loyalty)|choosing|contacting))\b",
    re.IGNORECASE,
)
_FIRST_TURNS = 2
_LAST_TURNS = 3


def greeting(call: Call) -> Presence:
    """In the agent's first two turns."""
    return _presence(_GREETING, call.agent_turns[:_FIRST_TURNS])


def closing(call: Call) -> Presence:
    """In the agent's last three turns, the first of the call left out: "thank you for calling" at
    the beginning is no goodbye."""
    return _presence(_CLOSING, call.agent_turns[1:][-_LAST_TURNS:])


def _presence(pattern: re.Pattern[str], turns: Iterable[SpokenTurn]) -> Presence:
    found = _first(pattern, turns)
    return Presence(
        present=found is not None,
        timestamp=found.start if found else None,
        flagged=found is None,
        evidence=found,
    )


def _first(pattern: re.Pattern[str], turns: Iterable[SpokenTurn]) -> Evidence | None:
    return next((evidence for turn in turns if (evidence := turn.first(pattern))), None)
