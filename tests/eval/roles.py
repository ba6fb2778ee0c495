"""Whether the agent and the customer are told apart, from words alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from novapulse.domain.roles import assign_roles
from novapulse.domain.transcript import AGENT, CUSTOMER
from tests.eval.figures import Figure, Mistake, share
from tests.eval.labels.values import ScriptedCall

AREA = "roles"


@dataclass(frozen=True)
class Named:
    """Of one call: the true party and the label found, by speaker."""

    call: str
    parties: dict[str, str]
    labels: dict[str, str]
    reason: str

    @property
    def right(self) -> bool:
        return self.labels == self.parties

    @property
    def swapped(self) -> bool:
        """Named, and wrongly: worse than left open."""
        return not self.right and set(self.labels.values()) == {AGENT, CUSTOMER}


def name_parties(call: ScriptedCall, *, per_channel: bool = False) -> Named:
    """As of a mono recording whose voices are told apart without error, in order of speaking;
    ``per_channel``: as of one with a channel for each party, where roles are always named."""
    voices = list(dict.fromkeys(turn.speaker for turn in call.turns))
    roles = assign_roles(
        [(voices.index(turn.speaker), turn.text) for turn in call.turns],
        speakers=len(voices),
        per_channel=per_channel,
        channel_map={},
        metadata={},
    )
    return Named(
        call=call.name,
        parties=dict(call.roles),
        labels={voice: role.label for voice, role in zip(voices, roles, strict=True)},
        reason=roles[0].reason,
    )


def figures(where: str, calls: Sequence[ScriptedCall]) -> Iterator[Figure]:
    """Calls of two parties and, apart from them, those with more: a transfer, a second caller."""
    two = [call for call in calls if len(call.roles) == 2]
    yield from counted(
        where,
        mono=[name_parties(call) for call in two],
        channels=[name_parties(call, per_channel=True) for call in two],
        more=[name_parties(call) for call in calls if len(call.roles) > 2],
    )


def counted(
    where: str, *, mono: Sequence[Named], channels: Sequence[Named], more: Sequence[Named]
) -> Iterator[Figure]:
    name, n = f"{AREA}.{where}", len(mono)
    yield from share(f"{name}.accuracy", sum(call.right for call in mono), n)
    yield from share(f"{name}.swapped", sum(call.swapped for call in mono), n)
    yield from share(f"{name}.accuracy_channels", sum(call.right for call in channels), n)
    yield from share(f"{name}.accuracy_more_parties", sum(c.right for c in more), len(more))


def mistakes(calls: Iterable[ScriptedCall]) -> Iterator[Mistake]:
    for named in map(name_parties, calls):
        if not named.right:
            found = f"{named.labels} ({named.reason})"
            yield Mistake(AREA, named.call, f"{named.parties}", found)
