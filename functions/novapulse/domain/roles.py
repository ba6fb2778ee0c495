"""Who is the agent: channel map or metadata first, then what each party says, then who began."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from novapulse.domain.role_cues import AGENT_CUES
from novapulse.domain.role_evidence import Heard, hear, reason
from novapulse.domain.transcript import AGENT, CUSTOMER, SpeakerRole

SUFFICIENT = 1.0
"""The lead, in cue weights, from which the two voices of a mono recording are labelled Agent and
Customer: a voice may be a mixture of both."""
SUFFICIENT_IF_PARTED = 0.3
"""The same where it is sure which turns are one party's, as in a written call."""
FIRST_SPEAKER = 0.6
"""An agent mostly answers the phone and speaks first. It tips the scales where little else is
known, but never suffices to name the roles of a mono call."""
AGENT_STANDING, CUSTOMER_STANDING = 1.5, -0.4
"""From which one of several speakers is named."""
SURE_AGENT = 3.0
"""Several speakers are a call, not a meeting, if one stands at least here, ..."""
SURE_AGENT_PER_TURN = 0.3
"""... also for the length of the talk, ..."""
TELLING_CUE = 2.0
"""... and has said a thing of at least this weight that only agents say."""
STEEPNESS = 0.8
"""Of the odds over the lead: of the calls with a lead of 1 to 2 three in four were right, with 2
to 3 nine in ten, beyond 5 all but one in 250."""
_CERTAIN = 0.99


def assign_roles(
    turns: Sequence[tuple[int, str]],
    *,
    speakers: int,
    per_channel: bool,
    channel_map: Mapping[int, str],
    metadata: Mapping[str, Any],
    channel_numbers: Sequence[int] = (),
    parted: bool = False,
) -> tuple[SpeakerRole, ...]:
    """The role of each speaker; result ``[i]`` belongs to speaker ``i``.

    ``turns`` are (speaker from 0, text) in time order; ``channel_map`` gives "Agent" or "Customer"
    by speaker. Two speakers are Agent and Customer: always where each has a channel, else where
    the evidence suffices, sooner if they are ``parted`` without error. Of more than two, each
    plain one is named, so that two may share a label. One speaker keeps a number. A map rules.
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
    heard = hear(turns, speakers)
    if speakers == 1:
        return (_numbered(0, sources[0], 1.0, "one speaker: no role to tell"),)
    if speakers > 2:
        return _roles_of_several(heard, sources)
    first = turns[0][0] if turns else 0
    evidence = _weigh(heard, first)
    if not per_channel and evidence.spoken < (SUFFICIENT_IF_PARTED if parted else SUFFICIENT):
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


@dataclass(frozen=True)
class _Evidence:
    """``spoken``: the lead that the words alone give, in cue weights."""

    agent: int
    spoken: float
    confidence: float
    reason: str


def _weigh(heard: Sequence[Heard], first: int) -> _Evidence:
    """Which of two speakers is the agent, from the words and from who began."""
    spoken = heard[0].lean - heard[1].lean
    lead = spoken + (FIRST_SPEAKER if first == 0 else -FIRST_SPEAKER)
    agent = first if lead == 0 else int(lead < 0)
    # Who begins settles a tie of the words but makes nobody sure.
    sure = spoken if agent == 0 else -spoken
    why = reason([heard[agent]], [heard[1 - agent]])
    return _Evidence(agent, sure, _confidence(max(0.0, sure)), why)


def _roles_of_several(heard: Sequence[Heard], sources: Sequence[str]) -> tuple[SpeakerRole, ...]:
    """Two agents where a call is passed on, two customers where one hands the phone over. Each
    speaker is judged alone; whoever is not plain keeps a number, and so do all in a meeting."""
    standings = [speaker.standing for speaker in heard]
    if not any(map(_surely_agent, heard)) or min(standings) > CUSTOMER_STANDING:
        return tuple(_numbered(i, s, 1.0, "more than two speakers") for i, s in enumerate(sources))
    return tuple(
        _one_of_several(i, source, speaker)
        for i, (source, speaker) in enumerate(zip(sources, heard, strict=True))
    )


def _surely_agent(heard: Heard) -> bool:
    least = max(SURE_AGENT, SURE_AGENT_PER_TURN * heard.turns)
    return heard.standing >= least and any(
        AGENT_CUES[name][0] >= TELLING_CUE for name in heard.quoted(AGENT_CUES)
    )


def _one_of_several(index: int, source: str, heard: Heard) -> SpeakerRole:
    standing = heard.standing
    confidence = _confidence(abs(standing))
    if standing >= AGENT_STANDING:
        label, why = AGENT, reason([heard], [])
    elif standing <= CUSTOMER_STANDING:
        label, why = CUSTOMER, reason([], [heard])
    else:
        return _numbered(index, source, 1.0, "more than two speakers: role unclear")
    return SpeakerRole(label=label, source=source, confidence=confidence, reason=why)


def _confidence(lead: float) -> float:
    """0.5 for no lead to 0.99; a lead of 3 gives 0.92."""
    return round(min(_CERTAIN, 1 / (1 + exp(-STEEPNESS * lead))), 2)


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
