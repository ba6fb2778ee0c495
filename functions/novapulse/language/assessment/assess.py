"""A call assessed: one function, pure."""

from collections.abc import Iterator

from novapulse.domain.assessment import (
    LANGUAGE_NOT_ASSESSED,
    NO_SPEECH,
    ROLES_UNCERTAIN,
    ROLES_UNCLEAR,
    WORDS_UNRELIABLE,
    Assessment,
)
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.insights import Behavioral, Sentiment
from novapulse.domain.media import Notice
from novapulse.domain.policy import CallDirection, Policy
from novapulse.domain.role_notices import SURE_ROLE
from novapulse.domain.spoken_language import is_english, language_name
from novapulse.domain.transcript import AGENT, CUSTOMER, Transcript
from novapulse.language.assessment.call import Call, read_call
from novapulse.language.assessment.coaching.judge import judge_coaching
from novapulse.language.assessment.compliance.judge import judge_compliance
from novapulse.language.assessment.quality.judge import judge_quality
from novapulse.language.assessment.quality.structure import course_of
from novapulse.language.drafts import is_draft


def assess(
    transcript: Transcript,
    sentiment: Sentiment,
    behavioral: Behavioral,
    policy: Policy,
    *,
    direction: CallDirection | None = None,
) -> Assessment:
    """``transcript`` is the redacted one, since quotations are taken from it; any other raises
    InvalidRequest. ``sentiment`` and ``behavioral`` are those of this transcript. ``direction``
    only tells who has to state the purpose; None where it is not known.

    Only English is assessed, and only where somebody speaks; see ``Assessment``."""
    if not transcript.pii_redacted:
        raise InvalidRequest(
            "not_redacted", "transcript: it holds personal data; assess the redacted transcript"
        )
    refusal = _refusal(transcript)
    if refusal:
        return Assessment(
            status="not_assessed",
            policy=policy.name,
            language=transcript.language,
            notices=(refusal,),
        )
    call = read_call(transcript)
    course = course_of(call)
    compliance = judge_compliance(call, policy, direction)
    quality = judge_quality(
        call,
        course,
        sentiment=sentiment,
        behavioral=behavioral,
        compliance=compliance,
        policy=policy,
    )
    return Assessment(
        status="assessed",
        policy=policy.name,
        language=transcript.language,
        notices=tuple(_notices(call)),
        compliance=compliance,
        quality=quality,
        coaching=judge_coaching(
            call, course, compliance, quality, sentiment=sentiment, policy=policy
        ),
    )


def _refusal(transcript: Transcript) -> Notice | None:
    if not any(segment.text.strip() for segment in transcript.segments):
        return Notice(code=NO_SPEECH, message="Not assessed: no speech was recognised.")
    if not is_english(transcript.language):
        language = language_name(transcript.language)
        return Notice(
            code=LANGUAGE_NOT_ASSESSED,
            message=f"Not assessed: calls are assessed in English only; this one is in {language}.",
        )
    return None


def _notices(call: Call) -> Iterator[Notice]:
    roles = [role for role in call.transcript.speakers if role.label in (AGENT, CUSTOMER)]
    if not call.roles_clear:
        yield Notice(
            code=ROLES_UNCLEAR,
            message="Who is the agent and who the customer is not known: what anybody said was "
            "held against the policy, and nobody is coached on how they spoke.",
        )
    elif any(role.confidence < SURE_ROLE for role in roles):
        yield Notice(
            code=ROLES_UNCERTAIN,
            message="Who is the agent and who the customer is a guess; if it is wrong, so are "
            "these findings.",
        )
    if is_draft(call.transcript):
        yield Notice(
            code=WORDS_UNRELIABLE,
            message="The transcript is a draft: what was not found may have been said.",
        )
