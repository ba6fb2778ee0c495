"""``novapulse policies``: needs no server and no data directory."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typer

from novapulse.cli.failures import INPUT_REFUSED
from novapulse.cli.json_output import print_json
from novapulse.cli.terminal import advise, say
from novapulse.domain.policy import DEFAULT_POLICY, Policy
from novapulse.services.policies.document import MOST_BYTES
from novapulse.services.policies.read import CheckedPolicy, check_policy
from novapulse.services.policies.write import policy_yaml


def check_file(file: Path, *, as_json: bool) -> None:
    """Exits with 2 where the file has problems."""
    with file.open("rb") as opened:
        checked = check_policy(opened.read(MOST_BYTES + 1))
    if as_json:
        print_json(_document(checked))
    elif checked.policy is not None:
        for line in _told(checked.policy):
            say(line)
        advise("'novapulse policies default' prints every field there is, to compare with.")
    else:
        for problem in checked.problems:
            say(f"{file}: {problem}")
        advise("Correct these lines and check again; docs/policies.md describes every field.")
    if checked.policy is None:
        raise typer.Exit(INPUT_REFUSED)


def print_default() -> None:
    sys.stdout.write(policy_yaml(DEFAULT_POLICY))


def _document(checked: CheckedPolicy) -> dict[str, object]:
    policy = checked.policy
    return {
        "valid": policy is not None,
        "policy": policy.model_dump(mode="json") if policy else None,
        "problems": [asdict(problem) for problem in checked.problems],
    }


def _told(policy: Policy) -> Iterator[str]:
    to, limits = policy.applies_to, policy.time_limits
    directions = " and ".join(to.directions) or "all"
    agents = f"{len(to.agents)} agents" if to.agents else "every agent"
    yield f"Policy '{policy.name}' is right. It applies to {directions} calls of {agents}."
    identity = " and ".join(policy.identity) or "name or company"
    yield f"  identity: {identity} within {limits.identity_seconds:g} seconds"
    yield f"  purpose: within {limits.purpose_agent_turns} turns of the agent"
    yield f"  dead air: above {limits.dead_air_seconds:g} seconds; hold: {limits.hold_seconds:g}"
    for disclosure in policy.disclosures:
        yield f"  must be said: {disclosure.id} ({_ways(len(disclosure.wordings))})"
    for phrase in policy.prohibited_phrases:
        who = "" if phrase.speaker == "agent" else f", by {phrase.speaker}"
        yield f"  must not be said: {phrase.id} ({_ways(len(phrase.wordings))}{who})"


def _ways(count: int) -> str:
    return "1 wording" if count == 1 else f"{count} wordings"
