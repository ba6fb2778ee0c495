"""Calls that were written, with what is wanted, before anything was run on them; under another
policy. Faults that they showed were of the rules, and were put right; what is still not found is
written down in their files, so that it neither grows nor is forgotten."""

from collections.abc import Iterator

import pytest
import yaml

from novapulse.domain.assessment import Assessment
from novapulse.domain.coaching import Coaching
from novapulse.domain.compliance import Compliance
from novapulse.domain.evidence import Evidence
from novapulse.domain.quality import Quality
from novapulse.services.policies.read import read_policy
from tests.language.assessment.scripted import CALLS, assessed, transcript_of

HELD_OUT = CALLS / "held_out"
NAMES = sorted(path.stem for path in HELD_OUT.glob("*.yaml") if path.stem != "policy")
Compared = Iterator[tuple[str, object, object]]


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_known_is_missed(name: str) -> None:
    script = yaml.safe_load((HELD_OUT / f"{name}.yaml").read_text(encoding="utf-8"))
    policy = read_policy((HELD_OUT / "policy.yaml").read_bytes())
    found = assessed(transcript_of(script["turns"]), policy, direction=script["direction"])
    missed = [what for what, got, wanted in compared(found, script["expected"]) if got != wanted]
    assert missed == script["known_misses"]


def compared(found: Assessment, wanted: dict[str, dict[str, object]]) -> Compared:
    assert found.compliance is not None
    assert found.quality is not None
    assert found.coaching is not None
    yield from in_compliance(found.compliance, wanted)
    yield from in_quality(found.quality, wanted["quality"])
    yield from in_coaching(found.coaching, wanted["coaching"])


def in_compliance(found: Compliance, wanted: dict[str, dict[str, object]]) -> Compared:
    identity, told = found.identity_verification, found.mandatory_disclosures
    yield "identity.verified", identity.verified, wanted["identity"]["verified"]
    yield "identity.flagged", identity.flagged, wanted["identity"]["flagged"]
    yield "identity.segments", ids(*identity.evidence), wanted["identity"]["segments"]
    yield "identity.by", list(identity.said), wanted["identity"]["by"]
    read = {f.id: ids(f.evidence) for f in told.findings if f.read}
    yield "disclosures.matched", read, wanted["disclosures"]["matched"]
    yield "disclosures.missing", list(told.missing_disclosures), wanted["disclosures"]["missing"]
    purpose = found.purpose_declaration
    yield "purpose.turn", purpose.interaction_number, wanted["purpose"]["turn"]
    yield "purpose.flagged", purpose.flagged, wanted["purpose"]["flagged"]
    yield "purpose.segments", ids(purpose.evidence), wanted["purpose"]["segments"]
    phrases = found.prohibited_phrases.phrases
    said = [[p.id, *p.evidence.segment_ids, p.speaker] for p in phrases]
    yield "prohibited", said, wanted["prohibited"]
    data = found.sensitive_data
    types = list(dict.fromkeys(item.type.value for item in data.items))
    yield "sensitive_data.types", types, wanted["sensitive_data"]["types"]
    yield "sensitive_data.flagged", data.flagged, wanted["sensitive_data"]["flagged"]


def in_quality(found: Quality, wanted: dict[str, object]) -> Compared:
    yield "greeting", found.greeting.present, wanted["greeting"]
    yield "closing", found.closing.present, wanted["closing"]
    yield "empathy", ids(*found.empathy.examples), wanted["empathy"]
    cuts = [[*e.evidence.segment_ids, e.by] for e in found.interruptions.events]
    yield "interruptions", cuts, wanted["interruptions"]
    yield "dead_air", found.dead_air.count, wanted["dead_air"]
    yield "holds", found.hold.count, wanted["holds"]
    structure = wanted["structure"]
    assert isinstance(structure, dict)
    for part, present in structure.items():
        yield f"structure.{part}", getattr(found.call_structure, part) is not None, present


def in_coaching(found: Coaching, wanted: dict[str, object]) -> Compared:
    areas, strong, effort = wanted["areas"], wanted["strengths"], wanted["effort"]
    assert isinstance(areas, list)
    assert isinstance(strong, list)
    assert isinstance(effort, list)
    urgent = {r.area for r in found.recommendations if r.priority != "low"}
    yield "areas", urgent, set(areas)
    yield "strengths", {s.area for s in found.strengths} & set(strong), set(strong)
    yield "effort", effort[0] <= found.customer_effort.score <= effort[1], True


def ids(*evidence: Evidence | None) -> list[int]:
    return sorted({i for e in evidence if e is not None for i in e.segment_ids})
