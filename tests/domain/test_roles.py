"""Who is the agent."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.roles import assign_roles
from novapulse.domain.transcript import AGENT, CUSTOMER, SpeakerRole

GREETING = "Thank you for calling billing support, how can I help you today?"
COMPLAINT = "Hi, I'm calling about my bill."


def roles_of(
    turns: Sequence[tuple[int, str]],
    *,
    speakers: int = 2,
    per_channel: bool = False,
    channel_map: Mapping[int, str] | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> tuple[SpeakerRole, ...]:
    return assign_roles(
        turns,
        speakers=speakers,
        per_channel=per_channel,
        channel_map=channel_map or {},
        metadata=metadata or {},
    )


def labels(roles: tuple[SpeakerRole, ...]) -> list[str]:
    return [role.label for role in roles]


@pytest.mark.parametrize("agent", [0, 1])
def test_who_greets_for_the_company_is_the_agent(agent: int) -> None:
    roles = roles_of([(agent, GREETING), (1 - agent, COMPLAINT)])

    assert labels(roles)[agent] == AGENT
    assert labels(roles)[1 - agent] == CUSTOMER
    assert "greets" in roles[agent].reason


def test_a_customer_who_speaks_first_is_still_the_customer() -> None:
    turns = [
        (0, "hi i'd like to buy a chromecast and i was wondering whether you could help me"),
        (1, "certainly which color would you like we have blue black and red"),
        (0, "let's go with the black one"),
        (1, "okay we like to ship it regular or express"),
    ]

    assert labels(roles_of(turns)) == [CUSTOMER, AGENT]


def test_poor_draft_text_without_any_phrase_still_tells_by_you_and_i() -> None:
    turns = [
        (0, "your the where you would your and you can for your"),
        (1, "i had my on i was my the me and i my"),
        (0, "so you said your was you when your"),
        (1, "my was i i think my"),
        (0, "we sure help your order"),
        (1, "i want to my bill"),
    ]

    assert labels(roles_of(turns)) == [AGENT, CUSTOMER]


def test_a_mono_call_without_evidence_keeps_numbers() -> None:
    roles = roles_of([(0, "hm"), (1, "mhm")])

    assert labels(roles) == ["Speaker 1", "Speaker 2"]
    assert all(role.confidence < 0.6 for role in roles)
    assert "unclear" in roles[0].reason


@pytest.mark.parametrize("first", [0, 1])
def test_two_channels_always_get_roles_and_the_first_speaker_is_the_agent(first: int) -> None:
    roles = roles_of([(first, "hm"), (1 - first, "mhm")], per_channel=True)

    assert labels(roles)[first] == AGENT
    assert set(labels(roles)) == {AGENT, CUSTOMER}
    assert roles[0].confidence < 0.6


def test_the_channel_map_wins_over_the_words() -> None:
    turns = [(0, GREETING), (1, COMPLAINT)]
    roles = roles_of(turns, per_channel=True, channel_map={0: CUSTOMER, 1: AGENT})

    assert labels(roles) == [CUSTOMER, AGENT]
    assert roles[0].confidence == 1.0
    assert "channel map" in roles[0].reason


def test_a_map_of_one_channel_settles_the_other() -> None:
    assert labels(roles_of([], per_channel=True, channel_map={1: AGENT})) == [CUSTOMER, AGENT]


@pytest.mark.parametrize(
    "metadata",
    [{"agent_channel": 2}, {"customer_channel": "1"}, {"channels": {"2": "agent"}}],
)
def test_metadata_may_name_the_channels(metadata: dict[str, Any]) -> None:
    turns = [(0, GREETING), (1, COMPLAINT)]
    roles = roles_of(turns, per_channel=True, metadata=metadata)

    assert labels(roles) == [CUSTOMER, AGENT]
    assert "metadata" in roles[0].reason


@pytest.mark.parametrize(
    "metadata", [{"agent_channel": "x"}, {"channels": 7}, {"agent_channel": 9}]
)
def test_metadata_without_sense_is_ignored(metadata: dict[str, Any]) -> None:
    turns = [(0, GREETING), (1, COMPLAINT)]

    assert labels(roles_of(turns, per_channel=True, metadata=metadata)) == [AGENT, CUSTOMER]


def test_one_speaker_has_no_role_unless_mapped() -> None:
    assert labels(roles_of([(0, GREETING)], speakers=1)) == ["Speaker 1"]
    assert labels(roles_of([], speakers=1, channel_map={0: AGENT})) == [AGENT]


def test_of_three_speakers_those_who_are_plain_are_named() -> None:
    turns = [(0, GREETING), (1, COMPLAINT), (2, "hello")]

    assert labels(roles_of(turns, speakers=3)) == [AGENT, CUSTOMER, "Speaker 3"]


def test_three_speakers_without_a_plain_agent_keep_numbers() -> None:
    turns = [(0, "We should talk about my trip."), (1, "I want to hear it."), (2, "hello")]

    assert labels(roles_of(turns, speakers=3)) == ["Speaker 1", "Speaker 2", "Speaker 3"]


def test_where_turns_are_surely_parted_less_suffices() -> None:
    turns = [(0, "could you"), (1, "mhm")]
    mono = roles_of(turns)
    written = assign_roles(
        turns, speakers=2, per_channel=False, channel_map={}, metadata={}, parted=True
    )

    assert labels(mono) == ["Speaker 1", "Speaker 2"]
    assert labels(written) == [AGENT, CUSTOMER]


def test_plain_words_outweigh_who_speaks_first() -> None:
    turns = [(0, "i need to fix my bill"), (1, "how can i help you today")]

    assert labels(roles_of(turns, per_channel=True)) == [CUSTOMER, AGENT]


def test_who_speaks_first_outweighs_a_faint_word_but_is_not_sure() -> None:
    turns = [(0, "morning"), (1, "which")]
    roles = roles_of(turns, per_channel=True)

    assert labels(roles) == [AGENT, CUSTOMER]
    assert roles[0].confidence < 0.6


def test_sources_are_channels_or_voices() -> None:
    assert [r.source for r in roles_of([], per_channel=True)] == ["channel 1", "channel 2"]
    assert [r.source for r in roles_of([])] == ["voice 1", "voice 2"]


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.text(max_size=40)), max_size=6),
    st.booleans(),
)
def test_two_speakers_never_share_a_label(turns: list[tuple[int, str]], channels: bool) -> None:
    roles = roles_of(turns, per_channel=channels)

    assert len(set(labels(roles))) == 2
    assert all(0 <= role.confidence <= 1 and role.reason for role in roles)


def test_metadata_counts_the_channels_of_the_recording() -> None:
    roles = assign_roles(
        [(0, GREETING), (1, COMPLAINT)],
        speakers=2,
        per_channel=True,
        channel_map={},
        metadata={"agent_channel": 3},
        channel_numbers=(1, 3),
    )

    assert labels(roles) == [CUSTOMER, AGENT]
    assert [role.source for role in roles] == ["channel 1", "channel 3"]
