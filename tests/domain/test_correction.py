"""A person says who the speakers are."""

import pytest

from novapulse.domain.correction import CORRECTED, Correction, correct, corrected_labels
from novapulse.domain.errors import Conflict, NotFound, NovaPulseError
from novapulse.domain.media import Notice
from novapulse.domain.transcript import EngineInfo, Segment, SpeakerRole, Transcript


def role(label: str, source: str, name: str = "Mia") -> SpeakerRole:
    return SpeakerRole(label=label, source=source, confidence=0.7, reason="guessed", name=name)


TWO = (role("Agent", "channel 1"), role("Customer", "channel 2"))
NAMED = (role("Agent", "speaker 1", "Sam"), role("Customer", "speaker 2", "Ann"))
THREE = (role("Agent", "voice 1"), role("Speaker 2", "voice 2"), role("Agent", "voice 3"))


def segment(number: int, speaker: str, source: str) -> Segment:
    text = "I was charged twice."
    return Segment(
        id=number, speaker=speaker, start=1, end=2, text=text, confidence=1, source=source
    )


def transcript(*speakers: SpeakerRole, segments: tuple[Segment, ...] = ()) -> Transcript:
    return Transcript(
        language="en",
        duration_seconds=9,
        engine=EngineInfo(name="text", model="", version="1"),
        speakers=speakers,
        segments=segments,
        pii_redacted=False,
        notices=(Notice(code="roles_uncertain", message=""), Notice(code="kept", message="")),
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"channel 1": "Customer"},
        {"Customer": "Agent"},
        {"channel 1": "Customer", "channel 2": "Agent"},
        {"channel 1": "Customer", "Agent": "Customer"},
    ],
)
def test_of_two_speakers_one_name_swaps_them(asked: dict[str, str]) -> None:
    assert corrected_labels(TWO, asked) == {"channel 1": "Customer", "channel 2": "Agent"}


def test_a_number_for_one_leaves_the_other() -> None:
    assert corrected_labels(TWO, {"Agent": "Speaker 1"}) == {
        "channel 1": "Speaker 1",
        "channel 2": "Customer",
    }


def test_two_may_be_agents() -> None:
    asked = {"channel 1": "Agent", "channel 2": "Agent"}
    assert corrected_labels(TWO, asked) == asked


def test_a_speaker_may_be_called_by_name() -> None:
    labels = corrected_labels(NAMED, {"Sam": "Customer"})
    assert labels == {"speaker 1": "Customer", "speaker 2": "Agent"}


def test_what_is_a_source_or_a_label_is_no_name() -> None:
    first, second = NAMED
    for name in ("speaker 1", "Agent"):
        speakers = (first, second.model_copy(update={"name": name}))
        labels = corrected_labels(speakers, {name: "Customer"})
        assert labels == {"speaker 1": "Customer", "speaker 2": "Agent"}


def test_of_three_only_those_named_change() -> None:
    assert corrected_labels(THREE, {"voice 3": "Customer"}) == {
        "voice 1": "Agent",
        "voice 2": "Speaker 2",
        "voice 3": "Customer",
    }


@pytest.mark.parametrize(
    ("speakers", "asked", "kind", "told"),
    [
        (TWO, {"channel 3": "Agent"}, NotFound, "channel 1 (Agent), channel 2 (Customer)"),
        (THREE, {"Agent": "Customer"}, Conflict, "the label of 2 speakers"),
        (TWO, {"channel 1": "Agent", "Agent": "Customer"}, Conflict, "named twice"),
        (THREE, {"voice 1": "Speaker 2"}, Conflict, "only Agent and Customer may"),
        (TWO, {"Mia": "Agent"}, Conflict, "the name of 2 speakers"),
        (NAMED, {"Sam": "Agent", "Agent": "Customer"}, Conflict, "named twice"),
    ],
    ids=[
        "unknown",
        "one label of two",
        "twice",
        "one number for two",
        "one name of two",
        "twice, once by name",
    ],
)
def test_what_cannot_be_meant_is_refused(
    speakers: tuple[SpeakerRole, ...],
    asked: dict[str, str],
    kind: type[NovaPulseError],
    told: str,
) -> None:
    with pytest.raises(kind) as refused:
        corrected_labels(speakers, asked)
    assert refused.value.code in ("speaker_not_found", "speakers_ambiguous")
    assert told in refused.value.message


def test_the_words_stay_and_every_segment_gets_the_label_of_its_source() -> None:
    segments = tuple(
        segment(n, label, source)
        for n, (label, source) in enumerate(
            [("Agent", "voice 1"), ("Speaker 2", "voice 2"), ("Agent", "voice 3")], 1
        )
    )
    labels = {"voice 1": "Agent", "voice 2": "Speaker 2", "voice 3": "Customer"}
    found = correct(transcript(*THREE, segments=segments), Correction(revision=1, labels=labels))
    assert [s.speaker for s in found.segments] == ["Agent", "Speaker 2", "Customer"]
    assert [s.text for s in found.segments] == [s.text for s in segments]
    assert [(r.label, r.confidence, r.reason, r.name) for r in found.speakers] == [
        (label, 1.0, CORRECTED, "Mia") for label in labels.values()
    ]
    assert found.revision == 1


def test_a_transcript_of_an_earlier_release_is_corrected_by_its_labels() -> None:
    segments = (segment(1, "Agent", ""), segment(2, "Customer", ""))
    labels = {"channel 1": "Customer", "channel 2": "Agent"}
    correction = Correction(revision=1, labels=labels)
    found = correct(transcript(*TWO, segments=segments), correction)
    assert [s.speaker for s in found.segments] == ["Customer", "Agent"]
    assert correct(found, correction) == found


def test_nobody_doubts_the_roles_any_more() -> None:
    found = correct(transcript(*TWO), Correction(revision=1, labels={}))
    assert [notice.code for notice in found.notices] == ["kept"]


def test_a_colleague_of_the_agent_stays_one_where_nothing_is_said_of_them() -> None:
    colleague = role("Speaker 3", "voice 3").model_copy(update={"reason": "also the agent greets"})
    said = transcript(role("Agent", "voice 1"), role("Speaker 2", "voice 2"), colleague)
    labels = corrected_labels(said.speakers, {"voice 2": "Customer"})

    speakers = correct(said, Correction(revision=2, labels=labels)).speakers

    assert [s.label for s in speakers] == ["Agent", "Customer", "Speaker 3"]
    assert [s.reason for s in speakers] == [CORRECTED, CORRECTED, "also the agent greets"]
