"""The five questions of compliance."""

from novapulse.domain.compliance import Compliance
from novapulse.domain.policy import CallDirection, Policy
from novapulse.language.assessment.call import Call
from novapulse.language.assessment.compliance.disclosures import mandatory_disclosures
from novapulse.language.assessment.compliance.identity import identity_verification
from novapulse.language.assessment.compliance.prohibited import prohibited_phrases
from novapulse.language.assessment.compliance.purpose import purpose_declaration
from novapulse.language.assessment.compliance.sensitive_data import sensitive_data


def judge_compliance(call: Call, policy: Policy, direction: CallDirection | None) -> Compliance:
    return Compliance(
        identity_verification=identity_verification(call, policy),
        mandatory_disclosures=mandatory_disclosures(call, policy),
        purpose_declaration=purpose_declaration(call, policy, direction),
        prohibited_phrases=prohibited_phrases(call, policy),
        sensitive_data=sensitive_data(call, policy),
    )
