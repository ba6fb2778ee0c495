"""docs/policies.md says what is so."""

import re
from pathlib import Path

import pytest

from novapulse.domain.policy import DEFAULT_POLICY, AppliesTo, Policy, TimeLimits
from novapulse.language.assessment.wordings.safe_patterns import MOST_PATHS
from novapulse.services.policies.read import check_policy

PAGE = (Path(__file__).parents[3] / "docs" / "policies.md").read_text(encoding="utf-8")
TABLE = PAGE.split("## Wordings")[0]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_its_example_is_a_policy() -> None:
    (example,) = EXAMPLES
    assert check_policy(example.encode()).problems == ()


def test_every_field_is_in_its_table_and_in_its_example() -> None:
    named = set(re.findall(r"^\| `([a-z_.]+)` \|", TABLE, re.MULTILINE))
    fields = {"version", *Policy.model_fields} - {"applies_to", "time_limits"}
    fields |= {f"applies_to.{name}" for name in AppliesTo.model_fields}
    fields |= {f"time_limits.{name}" for name in TimeLimits.model_fields}
    assert named == fields
    assert all(f"{field.rpartition('.')[2]}:" in EXAMPLES[0] for field in fields)


@pytest.mark.parametrize("kind", DEFAULT_POLICY.sensitive_data)
def test_it_names_the_kinds_of_data(kind: str) -> None:
    assert f"`{kind}`" in PAGE


def test_it_names_the_limit_of_patterns() -> None:
    assert f"more than {MOST_PATHS} ways" in PAGE
