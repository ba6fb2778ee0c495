"""A policy as the YAML that ``read`` reads."""

from typing import Any

from novapulse.domain.policy import Disclosure, Policy, ProhibitedPhrase, Wording
from novapulse.services.policies.read import VERSION


def policy_yaml(policy: Policy) -> str:
    """Every field, so that a person sees what may be changed."""
    import yaml

    document = {
        "version": int(VERSION),
        "name": policy.name,
        "applies_to": {
            "directions": list(policy.applies_to.directions),
            "agents": list(policy.applies_to.agents),
        },
        "time_limits": policy.time_limits.model_dump(),
        "identity": list(policy.identity),
        "sensitive_data": [kind.value for kind in policy.sensitive_data],
        "disclosures": [_disclosure(disclosure) for disclosure in policy.disclosures],
        "prohibited_phrases": [_phrase(phrase) for phrase in policy.prohibited_phrases],
    }
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100))


def _disclosure(disclosure: Disclosure) -> dict[str, Any]:
    """Its text is a wording without being named as one."""
    own = Wording(kind="fuzzy", text=disclosure.text)
    return {
        "id": disclosure.id,
        "text": disclosure.text,
        "wordings": [_wording(w) for w in disclosure.wordings if w != own],
        **({"within_seconds": disclosure.within_seconds} if disclosure.within_seconds else {}),
    }


def _phrase(phrase: ProhibitedPhrase) -> dict[str, Any]:
    return {
        "id": phrase.id,
        "text": phrase.text,
        "speaker": phrase.speaker,
        "wordings": [_wording(w) for w in phrase.wordings],
    }


def _wording(wording: Wording) -> str | dict[str, str]:
    return wording.text if wording.kind == "fuzzy" else {wording.kind: wording.text}
