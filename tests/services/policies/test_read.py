import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from novapulse.domain.errors import InvalidRequest
from novapulse.domain.policy import DEFAULT_POLICY, Policy, Wording
from novapulse.services.policies.document import MOST_BYTES
from novapulse.services.policies.read import check_policy, read_policy
from novapulse.services.policies.write import policy_yaml

HEAD = "version: 1\nname: test\n"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in check_policy(text.encode()).problems]


def the_problem(text: str) -> str:
    (problem,) = problems(text)
    return problem


def test_version_and_name_are_enough() -> None:
    assert read_policy(HEAD.encode()) == Policy(name="test")


def test_every_field_is_read() -> None:
    policy = read_policy(
        b"""\
version: 1
name: sales
applies_to: {directions: [outbound], agents: [AGENT_001]}
time_limits: {identity_seconds: 20, purpose_agent_turns: 2, dead_air_seconds: 7.5}
identity: [company]
sensitive_data: [SSN]
disclosures:
  - id: recording
    text: This call is recorded.
    within_seconds: 30
    wordings: [we record our calls, {exact: on record}, {regex: 'recorded? line'}]
prohibited_phrases:
  - {id: shout, text: shut up, speaker: anyone}
"""
    )
    assert policy.applies_to.directions == ("outbound",)
    assert policy.applies_to.agents == ("AGENT_001",)
    limits = policy.time_limits
    assert (limits.identity_seconds, limits.purpose_agent_turns) == (20, 2)
    assert (limits.dead_air_seconds, limits.hold_seconds) == (7.5, 60)
    assert (policy.identity, policy.sensitive_data) == (("company",), ("SSN",))
    (disclosure,) = policy.disclosures
    assert disclosure.within_seconds == 30
    assert disclosure.wordings == (
        Wording(kind="fuzzy", text="This call is recorded."),
        Wording(kind="fuzzy", text="we record our calls"),
        Wording(kind="exact", text="on record"),
        Wording(kind="regex", text="recorded? line"),
    )
    (phrase,) = policy.prohibited_phrases
    assert (phrase.speaker, phrase.wordings) == (
        "anyone",
        (Wording(kind="fuzzy", text="shut up"),),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: the file is empty"),
        ("[1, 2]", "line 1: is a list; fields are needed: version, name"),
        ("name: test", "line 1: version: missing"),
        ("version: 1", "line 1: name: missing"),
        ("version: 2\nname: test", "line 1: version: '2' is not accepted; accepted are 1"),
        (f"{HEAD}name: again", "line 3: name: given twice"),
        (f"{HEAD}colour: red", "line 3: colour: unknown field; accepted are version, name"),
        (f"{HEAD}identity: name", "line 3: identity: 'name' is text; a list is needed"),
        (
            f"{HEAD}identity: [face]",
            "identity[1]: 'face' is not accepted; accepted are name, company",
        ),
        (f"{HEAD}sensitive_data: [CVV]", "'CVV' is not accepted; accepted are EMAIL, CARD_NUMBER"),
        (f"{HEAD}time_limits: {{hold_seconds: 0}}", "'0' is not accepted; a number from 1 to 3600"),
        (f"{HEAD}time_limits: {{hold_seconds: .nan}}", "'.nan' is not accepted; a number"),
        (f"{HEAD}time_limits: {{hold_seconds: '9'}}", "'9' is not accepted; a number"),
        (f"{HEAD}time_limits: {{hold_seconds: 1e999}}", "is not accepted; a number"),
        (f"{HEAD}time_limits: {{hold_seconds: yes}}", "'yes' is not accepted; a number"),
        (f"{HEAD}time_limits: {{purpose_agent_turns: 2.5}}", "a whole number from 1 to 100"),
        (f"{HEAD}disclosures:\n- id: no\n  text: a b", "line 4: disclosures[1].id: 'no' is true"),
        (f"{HEAD}disclosures:\n- id: a", "line 4: disclosures[1].text: missing"),
        (f"{HEAD}disclosures:\n- word", "disclosures[1]: 'word' is text; fields are needed"),
        (
            f"{HEAD}disclosures:\n- {{id: a, text: b}}\n- {{id: a, text: c}}",
            "the id 'a' is given twice",
        ),
        (
            f"{HEAD}disclosures:\n- id: a\n  text: b\n  wordings:\n  - regex: (a+)+",
            "line 7: disclosures[1].wordings[1].regex: it has '+', a repetition without an end",
        ),
        (
            f"{HEAD}disclosures:\n- {{id: a, text: b, wordings: [{{exact: c, fuzzy: d}}]}}",
            "disclosures[1].wordings[1]: has 2 kinds; one is needed of fuzzy, exact, regex",
        ),
        (f"{HEAD}disclosures:\n- {{id: a, text: b, wordings: ['?!']}}", "'?!' has no words"),
        (
            f"{HEAD}prohibited_phrases:\n- {{id: a, text: b, speaker: boss}}",
            "'boss' is not accepted; accepted are agent, customer, anyone",
        ),
        (f"{HEAD}applies_to: {{agents: {list(range(1001))}}}", "has 1001 entries; up to 1000"),
        ("a: b: c", "line 1: not YAML: mapping values are not allowed here"),
        ("a: [1", "not YAML"),
        ("a: \x01", "not YAML"),
        (f"{HEAD}identity: &a [name]", "line 3: anchors (&) and aliases (*) are not accepted"),
        (f"{HEAD}identity: !!python/object:os.system x", "line 3: the tag"),
        (f"{HEAD}identity: {'[' * 20}{']' * 20}", "line 3: nested more than 8 levels deep"),
        (f"{HEAD}---\n{HEAD}", "not YAML"),
        ("x" * (MOST_BYTES + 1), f"the file has {MOST_BYTES + 1} bytes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_is_accepted(text: str, told: str) -> None:
    assert told in problems(text)[0]


def test_all_problems_are_told_at_once_in_order() -> None:
    text = "version: 3\nname: a b\nidentity: [x]\ncolour: red"
    assert [problem.split(":")[0] for problem in problems(text)] == [
        "line 1",
        "line 2",
        "line 3",
        "line 4",
    ]
    with pytest.raises(InvalidRequest) as refused:
        read_policy(text.encode())
    assert refused.value.code == "invalid_policy"
    assert refused.value.message.count("\n") == 3


def test_a_file_that_is_not_utf8_is_refused() -> None:
    assert str(check_policy(b"version: 1\nname: \xff").problems[0]).startswith(
        "line 2: the file is"
    )


def test_entities_that_grow_are_refused_before_they_do() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.process_time()
    assert "anchors" in the_problem(bomb)
    assert time.process_time() - began < 1


def test_deep_nesting_is_refused_before_it_is_built() -> None:
    assert "nested" in the_problem("[" * 30_000)


def test_the_default_policy_survives_writing_and_reading() -> None:
    assert read_policy(policy_yaml(DEFAULT_POLICY).encode()) == DEFAULT_POLICY


@given(st.text(alphabet="abc:-[]{}&*!|>'\"# \n\t0.,?%@", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_policy_or_a_problem(text: str) -> None:
    checked = check_policy((HEAD + text).encode())
    assert (checked.policy is None) == bool(checked.problems)
