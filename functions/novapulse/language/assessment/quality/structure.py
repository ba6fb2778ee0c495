"""The parts of a call: greeting, identification, problem, resolution, closing; and how it ended."""

from dataclasses import dataclass

from novapulse.domain.compliance import Compliance
from novapulse.domain.evidence import Evidence
from novapulse.domain.insights import Outcome
from novapulse.domain.quality import CallStructure, Presence
from novapulse.language.assessment.call import Call, SpokenTurn
from novapulse.language.summary.actions import left_to_agents
from novapulse.language.summary.outcome import judge_outcome
from novapulse.language.summary.reason import find_reason
from novapulse.language.summary.sentences import Spoken, spoken_sentences


@dataclass(frozen=True)
class Course:
    """``problem``: what the customer says to be the matter. ``ending``: what shows ``outcome``."""

    problem: Evidence | None
    outcome: Outcome
    ending: Evidence | None


def course_of(call: Call) -> Course:
    """By the rules of the summary, so that both tell the same."""
    spoken = list(spoken_sentences(call.transcript))
    reason = find_reason(spoken)
    outcome, sentence = judge_outcome(spoken, left_to_agents(call.transcript, spoken))
    ids = sentence.segment_ids
    return Course(
        problem=_of_sentence(call, reason) if reason else None,
        outcome=outcome,
        ending=_of_segment(call, ids[-1], "") if ids and outcome != "open" else None,
    )


def call_structure(
    compliance: Compliance, course: Course, greeting: Presence, closing: Presence
) -> CallStructure:
    """``identification``: the agent says who they are, or asks who the customer is. ``problem``:
    the customer's, else the purpose that the agent stated. ``resolution``: the call ended resolved
    or with a follow-up agreed."""
    identity, purpose = compliance.identity_verification, compliance.purpose_declaration
    identified = (*identity.evidence, *filter(None, (identity.customer_check,)))
    stated = purpose.evidence if purpose.kind == "stated" else None
    return CallStructure(
        greeting=greeting.evidence,
        identification=min(identified, key=lambda e: e.start, default=None),
        problem=course.problem or stated,
        resolution=course.ending if course.outcome in ("resolved", "pending") else None,
        closing=closing.evidence,
    )


def _of_sentence(call: Call, sentence: Spoken) -> Evidence | None:
    return _of_segment(call, sentence.segment_id, sentence.text)


def _of_segment(call: Call, segment_id: int, text: str) -> Evidence | None:
    """Of ``text`` in the segment; of all of it where the text was tidied and is not found."""
    segment = next((s for s in call.transcript.segments if s.id == segment_id), None)
    if segment is None:
        return None
    place = max(0, segment.text.find(text))
    end = place + len(text) if text and text in segment.text else len(segment.text)
    return SpokenTurn(segment.speaker, 1, (segment,)).evidence(place, end)
