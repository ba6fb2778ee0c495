import pytest

from novapulse.domain.assessment import Assessment
from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import DEFAULT_POLICY, Policy
from novapulse.domain.transcript import EngineInfo, SpeakerRole
from tests.language.assessment.scripted import assessed, energy_policy, scripted, transcript_of

LINES = ["0-5 Agent: Hello, this is [NAME] from Brightwell.", "6-9 Customer: Hi, I have a problem."]


def codes(**changes: object) -> list[str]:
    return [notice.code for notice in assessed(transcript_of(LINES, **changes)).notices]


def test_another_language_is_not_assessed_and_says_so() -> None:
    found = assessed(transcript_of(["0-3 Agent: Bonjour."], language="fr-CA"))
    assert (found.status, found.compliance, found.quality, found.coaching) == (
        "not_assessed",
        None,
        None,
        None,
    )
    (notice,) = found.notices
    assert notice.code == "language_not_assessed"
    assert "French" in notice.message


@pytest.mark.parametrize("lines", [[], ["0-3 Agent: "]])
def test_a_call_without_words_is_not_assessed(lines: list[str]) -> None:
    found = assessed(transcript_of(lines))
    assert (found.status, found.notices[0].code) == ("not_assessed", "no_speech")


def test_a_transcript_with_personal_data_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="redacted"):
        assessed(transcript_of(LINES, pii_redacted=False))


def test_guessed_roles_and_drafts_are_told() -> None:
    assert codes() == []
    guess = SpeakerRole(label="Agent", source="voice 1", confidence=0.4, reason="spoke first")
    assert codes(speakers=(guess,)) == ["roles_uncertain"]
    draft = EngineInfo(name="sphinx", model="", version="", draft=True)
    assert codes(engine=draft) == ["words_unreliable"]


def test_without_roles_what_anybody_said_counts_and_nobody_is_coached_on_manners() -> None:
    lines = [
        "0-6 Speaker 1: Hi, my name is [NAME] and I guarantee you will save.",
        "7-12 Speaker 2: This call may be recorded for quality and training purposes.",
        "8-15 Speaker 1: I am very angry about this, it is terrible and ridiculous.",
    ]
    found = assessed(transcript_of(lines))
    assert found.notices[0].code == "roles_unclear"
    assert found.compliance is not None
    assert found.coaching is not None
    assert found.quality is not None
    assert found.compliance.identity_verification.verified
    assert found.compliance.mandatory_disclosures.matched_disclosures == ("recording",)
    (phrase,) = found.compliance.prohibited_phrases.phrases
    assert phrase.speaker == "Speaker 1"
    assert found.coaching.strengths == ()
    assert not found.quality.pace.flagged
    assert not found.quality.talk_ratio.flagged


def test_an_empty_policy_asks_for_nothing_and_finds_nothing() -> None:
    found = assessed(transcript_of(LINES), Policy(name="empty"))
    assert found.compliance is not None
    told = found.compliance.mandatory_disclosures
    assert (told.read, told.flagged, told.findings) == (True, False, ())
    assert not found.compliance.prohibited_phrases.detected


def test_a_policy_may_ask_for_both_name_and_company_and_for_less_time() -> None:
    policy = energy_policy().model_copy(update={"identity": ("name", "company")})
    found = assessed(transcript_of(LINES), policy).compliance
    assert found is not None
    assert found.identity_verification.verified
    found = assessed(transcript_of(["0-5 Agent: Hello, this is [NAME]."]), policy).compliance
    assert found is not None
    identity = found.identity_verification
    assert (identity.verified, identity.said, identity.timestamp) == (False, ("name",), None)


def test_an_agent_who_calls_has_to_state_the_purpose() -> None:
    lines = ["0-5 Agent: Hello, how can I help you?", "6-9 Customer: You rang me."]
    for direction, disclosed in (("inbound", True), (None, True), ("outbound", False)):
        found = assessed(transcript_of(lines), direction=direction).compliance
        assert found is not None
        assert found.purpose_declaration.disclosed is disclosed


def test_a_disclosure_that_is_read_late_is_flagged_as_late() -> None:
    recording, _ = energy_policy().disclosures
    soon = recording.model_copy(update={"within_seconds": 10.0})
    policy = energy_policy().model_copy(update={"disclosures": (soon,)})
    lines = ["0-5 Agent: Hello.", "20-25 Agent: This call is recorded."]
    found = assessed(transcript_of(lines), policy).compliance
    assert found is not None
    told = found.mandatory_disclosures
    assert (told.read, told.flagged, told.findings[0].late) == (True, True, True)


@pytest.mark.parametrize("name", ["no_disclosures", "sensitive_data", "collections"])
def test_an_assessment_survives_being_kept(name: str) -> None:
    found = assessed(transcript_of(scripted(name)["turns"]))
    assert Assessment.model_validate_json(found.model_dump_json()) == found


def test_a_policy_survives_being_kept() -> None:
    for policy in (energy_policy(), DEFAULT_POLICY):
        assert Policy.model_validate_json(policy.model_dump_json()) == policy


def test_the_same_call_is_always_assessed_alike() -> None:
    transcript = transcript_of(scripted("prohibited")["turns"])
    assert assessed(transcript) == assessed(transcript)
