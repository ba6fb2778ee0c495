"""Who is the agent: channel map or metadata first, then what each party says, then who began."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from novapulse.domain.role_cues import AGENT_CUES, CUSTOMER_CUES
from novapulse.domain.transcript import AGENT, CUSTOMER, SpeakerRole

PRONOUNS_OF_AGENT = re.compile(r"\b(?:you|your|we|our)\b", re.IGNORECASE)
PRONOUNS_OF_CUSTOMER = re.compile(r"\b(?:i|my|me|mine)\b", re.IGNORECASE)
PRONOUN_WEIGHT = 1.5
"""An agent talks of "you" and "we", a customer of "I" and "my". A weak sign in each sentence, but
over a call it survives even a poor recogniser, which the phrases do not."""
PRONOUNS_EXPECTED = 10
"""With fewer pronouns than this the sign fades out."""

_AGENT = [(name, w, re.compile(p, re.IGNORECASE)) for name, (w, p) in AGENT_CUES.items()]
_CUSTOMER = [(name, w, re.compile(p, re.IGNORECASE)) for name, (w, p) in CUSTOMER_CUES.items()]

OPENING_TURNS = 6
OPENING_FACTOR = 1.5
"""The first turns are where roles are said aloud."""
MOST_PER_CUE = 3
"""Repeating one phrase proves nothing more after this many times."""
SUFFICIENT = 1.0
"""The lead, in cue weights, from which a mono call is labelled Agent and Customer."""
FIRST_SPEAKER = 1.0
"""An agent mostly answers the phone and speaks first. It tips the scales where little else is
known, but never suffices to name the roles of a mono call."""
_CERTAIN = 0.99


@dataclass(frozen=True)
class _Evidence:
    """``spoken``: the lead that the words alone give, in cue weights."""

    agent: int
    spoken: float
    confidence: float
    reason: str


def assign_roles(
    turns: Sequence[tuple[int, str]],
    *,
    speakers: int,
    per_channel: bool,
    channel_map: Mapping[int, str],
    metadata: Mapping[str, Any],
    channel_numbers: Sequence[int] = (),
) -> tuple[SpeakerRole, ...]:
    """The role of each speaker; result ``[i]`` belongs to speaker ``i``.

    ``turns`` are (speaker from 0, text) in time order; ``channel_map`` gives "Agent" or "Customer"
    by speaker. Two speakers are Agent and Customer: always where each has a channel, else where
    the evidence suffices. One speaker or more than two keep numbers, unless the map names them.
    Metadata may say ``agent_channel`` or ``customer_channel`` (from 1), or ``channels`` as
    ``{"1": "Agent"}``. These count the channels of the recording: ``channel_numbers`` gives the
    number of each speaker's, from 1, where some channels have no speaker.
    """
    numbers = list(channel_numbers)[:speakers] if per_channel else []
    numbers += range(len(numbers) + 1, speakers + 1)
    sources = [f"{'channel' if per_channel else 'voice'} {number}" for number in numbers]
    mapped = {i: role for i, role in channel_map.items() if role and i < speakers}
    reason = "the channel map of the request"
    if not mapped and per_channel:
        mapped, reason = _from_metadata(metadata, numbers), "the metadata of the request"
    if mapped:
        return _mapped_roles(mapped, sources, reason)
    if speakers != 2:
        why = "one speaker: no role to tell" if speakers == 1 else "more than two speakers"
        return tuple(_numbered(i, sources[i], 1.0, why) for i in range(speakers))
    evidence = _weigh(turns)
    if not per_channel and evidence.spoken < SUFFICIENT:
        why = f"roles unclear: {evidence.reason}"
        return tuple(_numbered(i, sources[i], evidence.confidence, why) for i in range(2))
    return tuple(
        SpeakerRole(
            label=AGENT if i == evidence.agent else CUSTOMER,
            source=sources[i],
            confidence=evidence.confidence,
            reason=evidence.reason,
        )
        for i in range(2)
    )


def _weigh(turns: Sequence[tuple[int, str]]) -> _Evidence:
    """Which of two speakers is the agent, from the words and from who began."""
    scores = [0.0, 0.0]
    said: dict[tuple[int, str], int] = {}
    for place, (speaker, text) in enumerate(turns):
        factor = OPENING_FACTOR if place < OPENING_TURNS else 1.0
        for sign, cues in ((1, _AGENT), (-1, _CUSTOMER)):
            for name, weight, pattern in cues:
                times = said.get((speaker, name), 0)
                if times < MOST_PER_CUE and pattern.search(_plain(text)):
                    said[speaker, name] = times + 1
                    scores[speaker] += sign * weight * factor
    spoken = scores[0] - scores[1] + PRONOUN_WEIGHT * _pronoun_lead(turns)
    first = turns[0][0] if turns else 0
    lead = spoken + (FIRST_SPEAKER if first == 0 else -FIRST_SPEAKER)
    agent = first if lead == 0 else int(lead < 0)
    # Who begins settles a tie of the words but makes nobody sure.
    sure = spoken if agent == 0 else -spoken
    return _Evidence(agent, sure, _confidence(max(0.0, sure)), _reason(agent, said))


def _pronoun_lead(turns: Sequence[tuple[int, str]]) -> float:
    """-1..1: how much more speaker 0 talks of "you" and less of "I" than speaker 1 does."""
    shares = [0.5, 0.5]
    for speaker in (0, 1):
        text = " ".join(said for who, said in turns if who == speaker)
        agent = len(PRONOUNS_OF_AGENT.findall(text))
        customer = len(PRONOUNS_OF_CUSTOMER.findall(text))
        # The constants pull small counts towards one half.
        half = PRONOUNS_EXPECTED / 2
        shares[speaker] = (agent + half) / (agent + customer + PRONOUNS_EXPECTED)
    return shares[0] - shares[1]


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _reason(agent: int, said: Mapping[tuple[int, str], int]) -> str:
    """The strongest things that each party said."""

    def strongest(speaker: int, cues: Mapping[str, tuple[float, str]]) -> str:
        names = [name for who, name in said if who == speaker and name in cues]
        return ", ".join(sorted(names, key=lambda name: -cues[name][0])[:3])

    one, other = strongest(agent, AGENT_CUES), strongest(1 - agent, CUSTOMER_CUES)
    parts = [f"the agent {one}"] if one else []
    parts += [f"the customer {other}"] if other else []
    return "; ".join(parts) or "nothing but who speaks first"


def _confidence(lead: float) -> float:
    """0.5 for no lead to 0.99; a lead of 3 gives 0.86."""
    return round(min(_CERTAIN, 1 / (1 + exp(-0.6 * lead))), 2)


def _from_metadata(metadata: Mapping[str, Any], numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    channels = metadata.get("channels")
    entries = dict(channels) if isinstance(channels, Mapping) else {}
    entries |= {metadata.get("agent_channel"): AGENT, metadata.get("customer_channel"): CUSTOMER}
    for number, role in entries.items():
        text = str(number)
        if text.isdecimal() and int(text) in numbers and str(role).title() in _ROLES:
            found[numbers.index(int(text))] = str(role).title()
    return found


_ROLES = (AGENT, CUSTOMER)


def _mapped_roles(
    mapped: Mapping[int, str], sources: Sequence[str], reason: str
) -> tuple[SpeakerRole, ...]:
    """The roles given; with two speakers the one that is not named gets the other role."""
    roles = dict(mapped)
    if len(sources) == 2 and len(roles) == 1:
        (known, role), *_ = roles.items()
        roles[1 - known] = CUSTOMER if role == AGENT else AGENT
    return tuple(
        SpeakerRole(label=roles[i], source=source, confidence=1.0, reason=reason)
        if i in roles
        else _numbered(i, source, 1.0, "not named in " + reason)
        for i, source in enumerate(sources)
    )


def _numbered(index: int, source: str, confidence: float, reason: str) -> SpeakerRole:
    return SpeakerRole(
        label=f"Speaker {index + 1}",
        source=source,
        confidence=confidence,
        reason=reason,
    )
