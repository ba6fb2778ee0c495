"""Each scripted call is found to be what its file says, with the evidence its file names."""

import re
from functools import cache
from typing import Any

import pytest

from novapulse.domain.assessment import Assessment
from novapulse.domain.coaching import Coaching
from novapulse.domain.compliance import Compliance
from novapulse.domain.evidence import Evidence
from novapulse.domain.policy import DEFAULT_POLICY
from novapulse.domain.quality import Quality
from novapulse.domain.transcript import Transcript
from tests.language.assessment.scripted import (
    CALLS,
    assessed,
    energy_policy,
    scripted,
    transcript_of,
)

NAMES = sorted(path.stem for path in CALLS.glob("*.yaml") if path.stem != "policy")
every_call = pytest.mark.parametrize("name", NAMES)


@cache
def call(name: str) -> tuple[Transcript, Assessment, dict[str, Any]]:
    script = scripted(name)
    transcript = transcript_of(script["turns"])
    policy = DEFAULT_POLICY if script.get("policy") == "default" else energy_policy()
    assessment = assessed(transcript, policy, direction=script["direction"])
    return transcript, assessment, script["expected"]


def compliance(name: str) -> tuple[Compliance, dict[str, Any]]:
    _, assessment, expected = call(name)
    assert assessment.compliance is not None
    return assessment.compliance, expected


def quality(name: str) -> tuple[Quality, dict[str, Any]]:
    _, assessment, expected = call(name)
    assert assessment.quality is not None
    return assessment.quality, expected["quality"]


def coaching(name: str) -> tuple[Coaching, dict[str, Any]]:
    _, assessment, expected = call(name)
    assert assessment.coaching is not None
    return assessment.coaching, expected["coaching"]


def ids(*evidence: Evidence | None) -> list[int]:
    return sorted({i for e in evidence if e is not None for i in e.segment_ids})


@every_call
def test_who_is_speaking_is_found(name: str) -> None:
    found, expected = compliance(name)
    identity, wanted = found.identity_verification, expected["identity"]
    assert (identity.verified, identity.flagged) == (wanted["verified"], wanted["flagged"])
    assert ids(*identity.evidence) == wanted["segments"]
    assert list(identity.said) == wanted["by"]


@every_call
def test_disclosures_are_found_where_they_were_read(name: str) -> None:
    found, expected = compliance(name)
    told, wanted = found.mandatory_disclosures, expected["disclosures"]
    assert {f.id: ids(f.evidence) for f in told.findings if f.read} == wanted["matched"]
    assert list(told.missing_disclosures) == wanted["missing"]
    assert (told.read, told.flagged) == (not wanted["missing"], bool(wanted["missing"]))


@every_call
def test_the_purpose_is_found_in_its_turn(name: str) -> None:
    found, expected = compliance(name)
    purpose, wanted = found.purpose_declaration, expected["purpose"]
    assert (purpose.disclosed, purpose.interaction_number, purpose.flagged) == (
        wanted["disclosed"],
        wanted["turn"],
        wanted["flagged"],
    )
    assert ids(purpose.evidence) == wanted["segments"]


@every_call
def test_prohibited_phrases_are_found_with_their_speakers(name: str) -> None:
    found, expected = compliance(name)
    phrases = found.prohibited_phrases
    said = [[p.id, *p.evidence.segment_ids, p.speaker] for p in phrases.phrases]
    assert said == expected["prohibited"]
    assert phrases.flagged == bool(expected["prohibited"])


@every_call
def test_kinds_of_sensitive_data_are_found(name: str) -> None:
    found, expected = compliance(name)
    data, wanted = found.sensitive_data, expected["sensitive_data"]
    assert list(dict.fromkeys(item.type.value for item in data.items)) == wanted["types"]
    assert data.flagged == wanted["flagged"]


@every_call
def test_greeting_and_closing_are_found(name: str) -> None:
    found, expected = quality(name)
    assert (found.greeting.present, found.closing.present) == (
        expected["greeting"],
        expected["closing"],
    )


@every_call
def test_empathy_interruptions_and_silences_are_found(name: str) -> None:
    found, expected = quality(name)
    assert ids(*found.empathy.examples) == expected["empathy"]
    cuts = [[*e.evidence.segment_ids, e.by] for e in found.interruptions.events]
    assert cuts == expected["interruptions"]
    assert found.interruptions.count == len(expected["interruptions"])
    assert (found.dead_air.count, found.hold.count) == (expected["dead_air"], expected["holds"])


@every_call
def test_the_parts_of_the_call_are_found(name: str) -> None:
    found, expected = quality(name)
    structure = found.call_structure
    assert {
        part: getattr(structure, part) is not None for part in expected["structure"]
    } == expected["structure"]


@every_call
def test_the_agent_is_coached_on_what_was_amiss_and_praised_for_what_was_not(name: str) -> None:
    found, expected = coaching(name)
    urgent = {r.area for r in found.recommendations if r.priority != "low"}
    assert urgent == set(expected["areas"])
    assert {s.area for s in found.strengths} >= set(expected["strengths"])
    least, most = expected["effort"]
    assert least <= found.customer_effort.score <= most
    assert found.customer_effort.score == min(
        5.0, sum(reason.points for reason in found.customer_effort.reasons)
    )


@every_call
def test_all_evidence_is_in_the_segments_it_names(name: str) -> None:
    transcript, assessment, _ = call(name)
    segments = {segment.id: segment for segment in transcript.segments}
    found = list(evidence_in(assessment.model_dump()))
    assert found
    for evidence in found:
        named = [segments[i] for i in evidence["segment_ids"]]
        text = " ".join(segment.text for segment in named)
        assert evidence["quote"].strip("…") in text
        assert {segment.speaker for segment in named} == {evidence["speaker"]}
        assert named[0].start <= evidence["start"] <= evidence["end"] <= named[-1].end


def evidence_in(value: Any) -> Any:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for inner in value.values():
            yield from evidence_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from evidence_in(inner)


def test_every_area_of_the_policy_is_broken_by_one_call() -> None:
    flagged = {name: flags(compliance(name)[0]) for name in NAMES if re.match("no_|pro|sen", name)}
    assert set().union(*flags_of(flagged)) == {
        "identity_verification",
        "mandatory_disclosures",
        "purpose_declaration",
        "prohibited_phrases",
        "sensitive_data",
    }
    assert flags(compliance("clean")[0]) == set()


def flags(found: Compliance) -> set[str]:
    return {name for name, part in found if part.flagged}


def flags_of(flagged: dict[str, set[str]]) -> list[set[str]]:
    return list(flagged.values())
