"""From an assessment to CallCov's compliance, quality and coaching. Pure."""

from novapulse.domain import coaching, compliance, quality
from novapulse.domain.evidence import Evidence
from novapulse.domain.quality import SpeakerSentiment
from novapulse.domain.transcript import AGENT, CUSTOMER
from novapulse.services.callcov import finding_shapes as shapes


def compliance_of(found: compliance.Compliance) -> shapes.Compliance:
    prohibited, sensitive = found.prohibited_phrases, found.sensitive_data
    return shapes.Compliance(
        identity_verification=found.identity_verification,
        mandatory_disclosures=found.mandatory_disclosures,
        purpose_declaration=found.purpose_declaration,
        prohibited_phrases=shapes.ProhibitedPhrases(
            detected=prohibited.detected,
            phrases=tuple(_phrase(phrase) for phrase in prohibited.phrases),
            flagged=prohibited.flagged,
        ),
        sensitive_data=shapes.SensitiveData(
            detected=sensitive.detected,
            items=tuple(_item(item) for item in sensitive.items),
            flagged=sensitive.flagged,
        ),
    )


def quality_of(found: quality.Quality) -> shapes.Quality:
    structure, empathy = found.call_structure, found.empathy
    paces = {pace.speaker: pace.words_per_minute for pace in found.pace.speakers}
    return shapes.Quality(
        greeting=found.greeting,
        closing=found.closing,
        sentiment_analysis=_sentiment(found.sentiment_analysis),
        empathy=shapes.Empathy(
            detected=empathy.detected,
            count=empathy.count,
            examples=tuple(
                shapes.SpokenExample(text=e.quote, timestamp=e.start, evidence=e)
                for e in empathy.examples
            ),
            flagged=empathy.flagged,
        ),
        interruptions=found.interruptions,
        call_structure=shapes.CallParts(
            greeting=structure.greeting is not None,
            identification=structure.identification is not None,
            problem=structure.problem is not None,
            resolution=structure.resolution is not None,
            closing=structure.closing is not None,
            evidence=structure,
        ),
        talk_ratio=found.talk_ratio,
        dead_air=found.dead_air,
        hold=found.hold,
        speaking_rate_wpm=paces.get(AGENT),
        pace=found.pace,
    )


def coaching_of(found: coaching.Coaching) -> shapes.Coaching:
    return shapes.Coaching(
        recommendations=tuple(_recommendation(r) for r in found.recommendations),
        strengths=found.strengths,
        customer_effort_score=found.customer_effort.score,
        customer_effort=found.customer_effort,
    )


def _phrase(found: compliance.SpokenPhrase) -> shapes.Phrase:
    return shapes.Phrase(
        id=found.id,
        phrase=found.text,
        timestamp=found.timestamp,
        speaker=found.speaker,
        segment=_segment(found.evidence),
        evidence=found.evidence,
    )


def _item(found: compliance.SensitiveItem) -> shapes.SensitiveItem:
    return shapes.SensitiveItem(
        type=found.type,
        timestamp=found.timestamp,
        speaker=found.speaker,
        segment=_segment(found.evidence),
        flagged=found.flagged,
        evidence=found.evidence,
    )


def _sentiment(found: quality.SentimentAnalysis) -> shapes.SentimentAnalysis:
    speakers: dict[str, SpeakerSentiment] = {each.speaker: each for each in found.speakers}
    agent, customer = speakers.get(AGENT), speakers.get(CUSTOMER)
    return shapes.SentimentAnalysis(
        overall=found.overall,
        score=found.score,
        agent=agent.label if agent else None,
        customer=customer.label if customer else None,
        customer_start=customer.start if customer else None,
        customer_end=customer.end if customer else None,
        trend=found.trend,
        negative_segments_count=found.negative_segments_count,
        flagged=found.flagged,
        speakers=found.speakers,
    )


def _recommendation(found: coaching.CoachingRecommendation) -> shapes.Recommendation:
    places = tuple(_place(evidence) for evidence in found.evidence)
    return shapes.Recommendation(
        area=found.area,
        priority=found.priority,
        message=found.message,
        evidence=places[0] if places else None,
        further_evidence=places[1:],
    )


def _place(evidence: Evidence) -> shapes.Place:
    return shapes.Place(
        timestamp=evidence.start,
        segment=_segment(evidence),
        speaker=evidence.speaker,
        quote=evidence.quote,
    )


def _segment(evidence: Evidence) -> int | None:
    return next(iter(evidence.segment_ids), None)
