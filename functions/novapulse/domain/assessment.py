"""A call held against a policy: compliance, quality and coaching."""

from typing import Literal

from novapulse.domain.coaching import Coaching
from novapulse.domain.compliance import Compliance
from novapulse.domain.media import Notice
from novapulse.domain.quality import Quality
from novapulse.domain.value import Value

AssessmentStatus = Literal["assessed", "not_assessed"]
LANGUAGE_NOT_ASSESSED = "language_not_assessed"
NO_SPEECH = "no_speech"
ROLES_UNCLEAR = "roles_unclear"
ROLES_UNCERTAIN = "roles_uncertain"
WORDS_UNRELIABLE = "words_unreliable"


class Assessment(Value):
    """Where ``status`` is ``not_assessed`` the three parts are None, and ``notices`` say why.

    Notices of an assessed call: ``roles_unclear`` (nobody is known to be the agent: what anybody
    said counted), ``roles_uncertain`` (the roles are a guess), ``words_unreliable`` (a draft
    transcript: what seems to be missing may have been said)."""

    status: AssessmentStatus
    policy: str
    language: str
    notices: tuple[Notice, ...] = ()
    compliance: Compliance | None = None
    quality: Quality | None = None
    coaching: Coaching | None = None
