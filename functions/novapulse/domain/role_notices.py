"""What a person should know about the labels of a call's speakers."""

from collections.abc import Collection, Iterator, Sequence

from novapulse.domain.job import JobOptions
from novapulse.domain.media import ChannelMode, Notice, PreparedAudio
from novapulse.domain.transcript import AGENT, CUSTOMER, SpeakerRole

ROLES_UNCERTAIN = "roles_uncertain"
SURE_ROLE = 0.6
"""Confidence below which roles are worth a notice."""


def role_notices(
    roles: Sequence[SpeakerRole],
    speaking: Collection[int],
    prepared: PreparedAudio,
    options: JobOptions,
) -> Iterator[Notice]:
    """``channels_unused`` where the caller named channels in vain, ``roles_uncertain`` where two
    or more are ``speaking`` and a role is unclear. ``roles[i]`` belongs to speaker ``i``."""
    per_channel = prepared.mode == ChannelMode.PER_CHANNEL
    if options.channels and not per_channel:
        yield Notice(
            code="channels_unused",
            message="The roles given in channels were not used: this recording does not hold each "
            "party on a channel of its own, so speakers are told apart by voice.",
        )
    unsure = [role for role in roles if role.confidence < SURE_ROLE]
    if not unsure or len(speaking) < 2:
        return
    yield Notice(
        code=ROLES_UNCERTAIN, message=_guessed(unsure, per_channel) or _numbered(per_channel)
    )


def _guessed(unsure: Sequence[SpeakerRole], per_channel: bool) -> str:
    """Empty if nobody's role was guessed."""
    guesses = [role for role in unsure if role.label in (AGENT, CUSTOMER)]
    if not guesses:
        return ""
    named = "; ".join(f"{role.source} as {role.label}: {role.reason}" for role in guesses)
    return f"Who is the agent and who the customer is a guess: {named}. {_remedy(per_channel)}"


def _numbered(per_channel: bool) -> str:
    return (
        "Who is the agent and who the customer is not clear from what was said, so speakers are "
        f"numbered. {_remedy(per_channel)}"
    )


def _remedy(per_channel: bool) -> str:
    if per_channel:
        return "Name the channels' roles (channels) when submitting to be sure."
    return "A recording with each party on a channel of its own would make it sure."
