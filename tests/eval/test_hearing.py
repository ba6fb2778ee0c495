from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from novapulse.domain.transcript import Diarization, SpeakerTurn, Transcript
from novapulse.language.pii.detector import RuleDetector
from tests.eval.by_recording import rows
from tests.eval.figures import Figure
from tests.eval.hearing import (
    Listened,
    heard_data_figures,
    role_figures,
    speaker_figures,
    speed_figures,
    word_figures,
)
from tests.eval.recognition import Heard
from tests.eval.recorded_behaviour import recorded_behaviour_figures
from tests.eval.recordings import Recording
from tests.eval.speakers import Turn
from tests.eval.transcripts import SpokenTurn, transcript_of

BARE = Recording(name="x", file=Path("x.wav"))
TRUTH = (("agent", "how can I help"), ("caller", "I lost my card"))
TURNS = (Turn("agent", 0, 10), Turn("caller", 10, 20))


def heard(
    *turns: SpokenTurn, telephone: bool = False, voices: tuple[SpeakerTurn, ...] = ()
) -> Heard:
    transcript: Transcript | None = transcript_of(turns) if turns else None
    speakers = len({voice.speaker for voice in voices})
    return Heard(
        transcript=transcript,
        diarization=Diarization(method="cluster", speakers=speakers, turns=voices),
        telephone=telephone,
        audio_seconds=20.0,
        cpu_seconds=5.0,
        peak_bytes=300_000_000,
    )


def values(figures: Iterable[Figure]) -> dict[str, float]:
    return {f.name: f.value for f in figures}


AGENT = SpokenTurn("Agent", "how can I help", 0, 10)
CUSTOMER = SpokenTurn("Customer", "I lost my car", 10, 20)


def test_words_are_pooled_by_band_with_and_without_their_speakers() -> None:
    known = replace(BARE, words="how can I help I lost my card", lines=TRUTH)
    listened = [
        Listened(known, heard(AGENT, CUSTOMER)),
        Listened(replace(BARE, words="good bye now"), heard(SpokenTurn("Agent", "good", 0, 1))),
        Listened(known, heard(SpokenTurn("Agent", "how can I", 0, 9), telephone=True)),
    ]
    found = values(word_figures("sphinx", listened))
    # one of 8 wrong and 2 of 3 missing; by speaker one of 8
    assert found["words.sphinx.wide_band.wer"] == 3 / 11
    assert found["words.sphinx.wide_band.attributed_wer"] == 1 / 8
    assert found["words.sphinx.telephone.wer"] == 5 / 8


def test_speakers_are_scored_with_and_without_a_collar_and_counted() -> None:
    two = (SpeakerTurn(speaker=0, start=0, end=12), SpeakerTurn(speaker=1, start=12, end=20))
    one = (SpeakerTurn(speaker=0, start=0, end=20),)
    known = replace(BARE, turns=TURNS)
    three = replace(BARE, turns=(*TURNS, Turn("manager", 20, 30)))
    found = values(
        speaker_figures(
            [
                Listened(known, heard(voices=two)),
                Listened(three, heard(voices=one)),
                Listened(replace(BARE, words="nobody timed it"), heard(voices=two)),
            ]
        )
    )
    assert found["speakers.two_parties.der"] == pytest.approx(2 / 20)
    # 1.75 s of the 19 s outside of collars
    assert found["speakers.two_parties.confusion"] == pytest.approx(1.75 / 19)
    assert found["speakers.two_parties.count_right"] == 1.0
    assert found["speakers.other_counts.count_right"] == 0.0
    assert found["speakers.other_counts.count_within_one"] == 0.0


def test_roles_are_judged_where_the_reference_names_parties() -> None:
    known, unnamed = replace(BARE, turns=TURNS), replace(BARE, turns=(Turn("spk1", 0, 10),))
    swapped = (SpokenTurn("Customer", "hello", 0, 10), SpokenTurn("Agent", "hi", 10, 20))
    numbered = (SpokenTurn("Speaker 1", "hello", 0, 10), SpokenTurn("Speaker 2", "hi", 10, 20))
    listened = [
        Listened(known, heard(AGENT, CUSTOMER)),
        Listened(known, heard(*swapped)),
        Listened(known, heard(*numbered)),
        Listened(known, heard(AGENT)),
        Listened(unnamed, heard(AGENT, CUSTOMER)),
        Listened(known, heard()),
    ]
    assert list(role_figures("sphinx", listened)) == [
        Figure("roles.sphinx.recordings.accuracy", 1 / 4, 4)
    ]


def test_talk_shares_are_compared_with_the_references_turns() -> None:
    # true: agent 1/2, customer 1/2, no silence; heard: 0.4, 0.5, 0.1
    said = (SpokenTurn("Agent", "hello", 0, 8), SpokenTurn("Customer", "hi", 10, 20))
    listened = [
        Listened(replace(BARE, turns=TURNS), heard(*said)),
        Listened(replace(BARE, turns=(Turn("spk1", 0, 20),)), heard(*said)),
    ]
    (found,) = recorded_behaviour_figures("sphinx", listened)
    assert found.value == pytest.approx(0.2 / 3)
    assert found.of == 1


def test_each_recording_has_a_row_of_its_own() -> None:
    two = (SpeakerTurn(speaker=0, start=0, end=10), SpeakerTurn(speaker=1, start=10, end=20))
    known = replace(BARE, words="how can I help I lost my card", lines=TRUTH, turns=TURNS)
    (row,) = rows("sphinx", [Listened(known, heard(AGENT, CUSTOMER, voices=two))])
    assert (row.words, row.wer, row.attributed_wer) == (8, 1 / 8, 1 / 8)
    assert (row.der, row.confusion, row.speakers_found, row.roles_right) == (0, 0, 2, True)
    (bare,) = rows("voices", [Listened(BARE, heard(voices=two))])
    assert (bare.wer, bare.der, bare.roles_right, bare.rtf) == (None, None, None, 0.25)


def test_speed_is_computing_over_sound_and_memory_the_highest() -> None:
    listened = [Listened(replace(BARE, set="sample"), heard(AGENT))]
    assert values(speed_figures("sphinx", listened, wall=8.0, peak=500_000_000)) == {
        "speed.sphinx.sample.rtf": 0.25,
        "speed.sphinx.all.wall_rtf": 0.4,
        "speed.sphinx.all.process_peak_mb": 300.0,
        "speed.sphinx.all.peak_mb": 500.0,
    }


def test_of_values_heard_word_for_word_those_left_readable_are_counted() -> None:
    said = SpokenTurn("Customer", "my name is David Wilson and the code is blue sky", 0, 9)
    known = replace(BARE, set="sample", personal_data=("David Wilson", "blue sky", "never heard"))
    (found,) = heard_data_figures("sphinx", [Listened(known, heard(said))], RuleDetector())
    assert (found.name, found.value, found.of) == (
        "personal-data.sphinx.sample.heard_and_left",
        0.5,
        2,
    )
