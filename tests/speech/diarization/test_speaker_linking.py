import numpy as np
import pytest

from novapulse.speech.diarization.speaker_linking import Voices, link_speakers

ANNA, BEN, CARA = np.eye(3, dtype=np.float32)


def heard(*prints: np.ndarray, seconds: float = 10.0) -> Voices:
    """Voices whose prints are a little off, as prints of other sentences are."""
    noise = np.random.default_rng(len(prints)).normal(0, 0.05, (len(prints), 3))
    return Voices(
        (np.stack(prints) + noise).astype(np.float32),
        np.full(len(prints), seconds, dtype=np.float32),
    )


def test_the_same_voice_is_the_same_speaker_whatever_its_place_in_a_stretch() -> None:
    links = link_speakers([heard(ANNA, BEN), heard(BEN, ANNA), heard(ANNA)])
    assert links[0][0] == links[1][1] == links[2][0]
    assert links[0][1] == links[1][0] != links[0][0]


def test_a_voice_unlike_all_before_is_a_new_speaker() -> None:
    links = link_speakers([heard(ANNA), heard(BEN), heard(CARA)])
    assert len({speaker for (speaker,) in links}) == 3


def test_two_voices_of_one_stretch_are_never_one_speaker() -> None:
    (first, second), _ = link_speakers([heard(ANNA, ANNA), heard(ANNA)])
    assert first != second


def test_no_more_speakers_than_were_announced() -> None:
    links = link_speakers([heard(ANNA, BEN), heard(CARA, ANNA)], at_most=2)
    assert {speaker for stretch in links for speaker in stretch} == {0, 1}
    assert links[1][1] == links[0][0]
    assert links[1][0] == links[0][1]


def test_more_voices_in_a_stretch_than_speakers_announced_share_the_nearest() -> None:
    almost_anna = ANNA + np.float32(0.3) * CARA
    links = link_speakers([heard(ANNA, BEN), heard(ANNA, BEN, almost_anna)], at_most=2)
    assert links[1] == [links[0][0], links[0][1], links[0][0]]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_first_stretch_with_more_voices_than_announced_keeps_the_bound(count: int) -> None:
    links = link_speakers([heard(ANNA, BEN, CARA)], at_most=count)
    assert len(set(links[0])) == count


def test_likeness_is_judged_more_strictly_until_there_are_speakers_enough() -> None:
    like_anna = ANNA + np.float32(0.9) * BEN
    stretches = [heard(ANNA), heard(like_anna)]
    assert link_speakers(stretches) == [[0], [0]]
    assert link_speakers(stretches, at_least=2) == [[0], [1]]


def test_a_speaker_is_known_by_all_that_was_heard_long_voices_more_than_short_ones() -> None:
    def turned(degrees: float) -> np.ndarray:
        return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees)), 0])

    first, like_first, far_from_first = heard(turned(0)), turned(60), heard(turned(95))
    assert link_speakers([first, heard(like_first), far_from_first]) == [[0], [0], [0]]
    briefly = heard(like_first, seconds=0.1)
    assert link_speakers([first, briefly, far_from_first]) == [[0], [0], [1]]


def test_a_print_that_is_empty_or_broken_is_like_nobody() -> None:
    nothing = np.zeros(3, dtype=np.float32)
    broken = np.full(3, np.nan, dtype=np.float32)
    voices = Voices(np.stack([nothing, broken]), np.ones(2, dtype=np.float32))
    anna, others = link_speakers([heard(ANNA), voices])
    assert len({*anna, *others}) == 3


def test_a_stretch_without_speech_has_no_voices() -> None:
    silent = Voices(np.zeros((0, 3), dtype=np.float32), np.zeros(0, dtype=np.float32))
    assert link_speakers([silent, heard(ANNA), silent]) == [[], [0], []]
    assert link_speakers([]) == []
