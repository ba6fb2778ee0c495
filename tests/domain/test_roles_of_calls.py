"""Who is the agent in whole calls: outbound, terse, without greeting, passed on, badly heard."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from novapulse.domain.roles import assign_roles
from novapulse.domain.transcript import AGENT, CUSTOMER
from tests.eval.labels import read

Turn = tuple[str, str]
"""True party (a letter tells two agents apart) and text."""

CALLS = Path(__file__).parent / "role_calls"
"""Names of those with more than two speakers end in their number."""


def call(name: str) -> list[Turn]:
    lines = (CALLS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(party, text) for party, _, text in (line.partition(": ") for line in lines)]


def scripted() -> list[list[Turn]]:
    two = [c for c in read.calls("development") if len(c.roles) == 2]
    return [[(c.roles[turn.speaker], turn.text) for turn in c.turns] for c in two]


def own() -> list[list[Turn]]:
    calls = [call(file.stem) for file in sorted(CALLS.glob("*.txt"))]
    return [c for c in calls if {party for party, _ in c} == {AGENT, CUSTOMER}]


def labels(turns: Sequence[Turn], *, per_channel: bool = False) -> dict[str, str]:
    """The label found, by true party."""
    voices = list(dict.fromkeys(party for party, _ in turns))
    roles = assign_roles(
        [(voices.index(party), text) for party, text in turns],
        speakers=len(voices),
        per_channel=per_channel,
        channel_map={},
        metadata={},
    )
    return {voice: role.label for voice, role in zip(voices, roles, strict=True)}


def right(turns: Sequence[Turn], *, per_channel: bool = False) -> bool:
    return labels(turns, per_channel=per_channel) == {AGENT: AGENT, CUSTOMER: CUSTOMER}


def worn(turns: Sequence[Turn], seed: int, lost: float = 0.4) -> list[Turn]:
    """In lower case, without punctuation, a share of the words lost."""
    chance = random.Random(seed)
    heard = [
        (party, [w for w in re.findall(r"[\w']+", text.lower()) if chance.random() >= lost])
        for party, text in turns
    ]
    return [(party, " ".join(words)) for party, words in heard if words]


@pytest.mark.parametrize(
    "name", sorted(f.stem for f in CALLS.glob("*.txt") if not f.stem.endswith(("3", "4")))
)
def test_the_parties_of_a_call_are_told_from_its_words(name: str) -> None:
    assert right(call(name))


def test_the_parties_of_every_scripted_call_are_told_from_its_words() -> None:
    assert all(right(turns) for turns in scripted())


def test_lower_case_without_punctuation_changes_nothing() -> None:
    assert all(right(worn(turns, 0, lost=0)) for turns in scripted() + own())


def test_with_four_words_in_ten_lost_nineteen_calls_of_twenty_keep_their_parties() -> None:
    found = [
        right(worn(turns, seed), per_channel=True)
        for turns in scripted() + own()
        for seed in range(5)
    ]
    assert sum(found) / len(found) >= 0.95


def test_with_four_words_in_ten_lost_few_voices_of_a_mono_recording_are_swapped() -> None:
    swapped = {AGENT: CUSTOMER, CUSTOMER: AGENT}
    found = [
        labels(worn(turns, seed)) == swapped for turns in scripted() + own() for seed in (0, 1)
    ]
    assert sum(found) / len(found) <= 0.05


def test_who_takes_a_call_over_is_an_agent_as_well() -> None:
    assert labels(call("transfer3")) == {"AgentA": AGENT, "Customer": CUSTOMER, "AgentB": AGENT}


def test_of_a_couple_on_the_phone_nobody_becomes_an_agent() -> None:
    found = labels(call("couple3"))
    assert found["Agent"] == AGENT
    assert AGENT not in (found["CustomerA"], found["CustomerB"])
    assert CUSTOMER in (found["CustomerA"], found["CustomerB"])


def test_a_meeting_has_no_agent() -> None:
    numbers = ["Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4"]
    assert labels(call("meeting4")) == dict(zip(numbers, numbers, strict=True))


def test_whoever_is_called_and_says_hello_first_is_no_agent() -> None:
    assert right(call("collections_outbound"))
    assert right(call("sales_cold"))
