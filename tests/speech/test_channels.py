import numpy as np
import pytest

from novapulse.domain.media import ChannelMode
from novapulse.speech.channels import ChannelChoice, choose_channels
from novapulse.speech.survey import survey
from tests.speech.sound import Signal, babble, tone


def choice(*channels: Signal) -> ChannelChoice:
    pcm = (np.clip(np.stack(channels), -1, 1) * 32767).astype(np.int16)
    measured = survey(pcm[:, i : i + 32_000] for i in range(0, pcm.shape[1], 32_000))
    assert measured is not None
    return choose_channels(measured)


def codes(chosen: ChannelChoice) -> list[str]:
    return [notice.code for notice in chosen.notices]


def test_two_voices_on_two_channels_are_two_parties() -> None:
    chosen = choice(babble(20, seed=1), babble(20, seed=2))
    assert chosen.mode is ChannelMode.PER_CHANNEL
    assert chosen.kept == (0, 1)
    assert codes(chosen) == []


def test_a_faint_echo_of_the_other_party_does_not_make_them_one() -> None:
    agent, customer = babble(20, seed=1), babble(20, seed=2)
    chosen = choice(agent + 0.1 * customer, customer + 0.1 * agent)
    assert chosen.mode is ChannelMode.PER_CHANNEL


@pytest.mark.parametrize("gain", [0.9, 0.1, -0.5])
@pytest.mark.parametrize("lag", [0, 160])
def test_a_copy_is_recognised_at_any_gain_and_a_small_lag(gain: float, lag: int) -> None:
    voice = babble(20)
    chosen = choice(voice, gain * np.roll(voice, lag))
    assert chosen.mode is ChannelMode.MONO
    assert chosen.kept == (0,)
    assert chosen.signs is None
    assert codes(chosen) == ["channels_identical"]


def test_a_room_in_stereo_is_mixed_with_the_right_polarity() -> None:
    voice = babble(20)
    noise = np.random.default_rng(5).standard_normal((2, len(voice))) * voice.std() * 0.5
    chosen = choice(voice + noise[0], -0.8 * voice + noise[1])
    assert chosen.mode is ChannelMode.MONO
    assert chosen.signs == (1, -1)


@pytest.mark.parametrize(
    "dead",
    [
        np.zeros(20 * 16_000),
        tone(20, 50.0, 0.01),
        np.random.default_rng(3).standard_normal(20 * 16_000) * 0.003,
    ],
    ids=["silence", "hum", "hiss"],
)
def test_a_channel_without_speech_is_left_out(dead: Signal) -> None:
    chosen = choice(dead, babble(20))
    assert chosen.mode is ChannelMode.MONO
    assert chosen.kept == (1,)
    assert codes(chosen) == ["channel_dead"]
    assert "Channel 1" in chosen.notices[0].message


def test_if_every_channel_is_dead_one_is_kept() -> None:
    chosen = choice(np.zeros(32_000), np.zeros(32_000))
    assert chosen.mode is ChannelMode.MONO
    assert len(chosen.kept) == 1


def test_more_than_two_parties_keep_a_channel_each() -> None:
    chosen = choice(*(babble(20, seed=i) for i in range(4)), np.zeros(20 * 16_000))
    assert chosen.mode is ChannelMode.PER_CHANNEL
    assert chosen.kept == (0, 1, 2, 3)


AGENT, CUSTOMER, THIRD = (babble(20, seed=seed) for seed in (1, 2, 3))


@pytest.mark.parametrize("gain", [1.0, 0.3, -0.5])
def test_a_copy_beside_two_parties_is_left_out(gain: float) -> None:
    chosen = choice(0.8 * AGENT, gain * 0.7 * AGENT, CUSTOMER)
    assert chosen.mode is ChannelMode.PER_CHANNEL
    assert chosen.kept == (0, 2)
    assert codes(chosen) == ["channel_duplicate"]
    assert chosen.notices[0].message == "Channel 2 is the same as channel 1; it was left out."


@pytest.mark.parametrize("level", [1.0, 0.4])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_mix_beside_its_two_parties_is_left_out(place: int, level: float) -> None:
    channels = [AGENT, level * CUSTOMER]
    channels.insert(place, 0.5 * AGENT + 0.5 * level * CUSTOMER)
    chosen = choice(*channels)
    assert chosen.mode is ChannelMode.PER_CHANNEL
    assert chosen.kept == tuple(i for i in range(3) if i != place)
    assert codes(chosen) == ["channel_duplicate"]
    assert f"Channel {place + 1} is a mix" in chosen.notices[0].message


def test_a_mix_and_a_copy_leave_the_two_parties() -> None:
    assert choice(0.5 * AGENT + 0.5 * CUSTOMER, AGENT, 0.5 * AGENT, CUSTOMER).kept == (1, 3)


def test_a_mix_of_three_parties_is_left_out() -> None:
    assert choice(0.4 * (AGENT + CUSTOMER + THIRD), AGENT, CUSTOMER, THIRD).kept == (1, 2, 3)


def test_an_echo_of_both_others_is_no_mix_of_them() -> None:
    chosen = choice(AGENT, CUSTOMER, THIRD + 0.3 * AGENT + 0.3 * CUSTOMER)
    assert chosen.kept == (0, 1, 2)


def test_a_quiet_party_is_kept() -> None:
    chosen = choice(babble(20, seed=1), 0.02 * babble(20, seed=2))
    assert chosen.kept == (0, 1)
