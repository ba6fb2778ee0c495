from novapulse.domain.policy import DEFAULT_POLICY, AppliesTo, CallDirection, Policy, choose_policy

EVERYONE = Policy(name="everyone")
OUTBOUND = Policy(name="outbound", applies_to=AppliesTo(directions=("outbound",)))
ADA = Policy(name="ada", applies_to=AppliesTo(agents=("ada",)))
ALL = (EVERYONE, OUTBOUND, ADA)


def chosen(*policies: Policy, direction: CallDirection | None, agent: str | None = None) -> str:
    return choose_policy(policies, direction=direction, agent_id=agent).name


def test_the_most_specific_policy_counts() -> None:
    assert chosen(*ALL, direction="outbound", agent="ada") == "ada"
    assert chosen(*ALL, direction="outbound", agent="bob") == "outbound"
    assert chosen(*ALL, direction="inbound") == "everyone"


def test_a_call_of_unknown_direction_is_under_no_policy_for_one() -> None:
    assert chosen(OUTBOUND, direction=None) == DEFAULT_POLICY.name
    both = Policy(name="both", applies_to=AppliesTo(directions=("inbound", "outbound")))
    assert chosen(both, direction=None) == "both"


def test_of_equals_the_first_by_name_counts_whatever_their_order() -> None:
    other = Policy(name="another")
    assert chosen(EVERYONE, other, direction=None) == "another"
    assert chosen(other, EVERYONE, direction=None) == "another"


def test_without_any_the_default_counts() -> None:
    assert chosen(direction="inbound") == "default"
