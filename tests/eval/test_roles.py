from tests.eval.labels.values import CallSentiment, ScriptedCall, ScriptedTurn
from tests.eval.roles import Named, counted, figures, mistakes, name_parties

GREETING = "Thank you for calling Pacific Internet, my name is Karen, how may I help you today?"
COMPLAINT = "Hi, I'm calling because my bill is wrong and I want my money back."


def call(said: str, roles: dict[str, str]) -> ScriptedCall:
    """A turn a letter, alternating between greeting and complaint by who says it."""
    texts = {"a": GREETING, "c": COMPLAINT}
    turns = [
        ScriptedTurn(speaker, texts[kind], float(n), n + 0.9)
        for n, (speaker, kind) in enumerate(zip(said[::2], said[1::2], strict=True))
    ]
    return ScriptedCall(
        name=said,
        title=said,
        roles=roles,
        turns=tuple(turns),
        reason=(("bill",),),
        outcome="open",
        actions=(),
        must_not=(),
        sentiment=CallSentiment("neutral", "stable"),
        metrics={},
    )


RIGHT = call("AaBc", {"A": "Agent", "B": "Customer"})
CUSTOMER_FIRST = call("BcAa", {"A": "Agent", "B": "Customer"})
MISLABELLED = call("AaBc", {"A": "Customer", "B": "Agent"})
TRANSFER = call("AaBcCa", {"A": "Agent", "B": "Customer", "C": "Agent"})


def test_who_speaks_first_and_which_letter_is_whose_does_not_matter() -> None:
    assert name_parties(RIGHT).right
    assert name_parties(CUSTOMER_FIRST).right


def named(a: str, b: str) -> Named:
    parties = {"A": "Agent", "B": "Customer"}
    return Named("x", parties, {"A": a, "B": b}, "the agent greets")


RIGHTLY, SWAPPED = named("Agent", "Customer"), named("Customer", "Agent")
OPEN = named("Speaker 1", "Speaker 2")


def test_taking_each_for_the_other_is_worse_than_leaving_it_open() -> None:
    assert [(n.right, n.swapped) for n in (RIGHTLY, SWAPPED, OPEN)] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_shares_are_of_the_calls_of_each_kind() -> None:
    found = counted(
        "x",
        mono=[RIGHTLY, SWAPPED, OPEN],
        channels=[RIGHTLY, SWAPPED, RIGHTLY],
        more=[OPEN, RIGHTLY],
    )
    assert {f.name: (f.value, f.of) for f in found} == {
        "roles.x.accuracy": (1 / 3, 3),
        "roles.x.swapped": (1 / 3, 3),
        "roles.x.accuracy_channels": (2 / 3, 3),
        "roles.x.accuracy_more_parties": (1 / 2, 2),
    }


def test_a_transfer_is_counted_apart() -> None:
    found = {f.name: f.of for f in figures("x", [RIGHT, CUSTOMER_FIRST, TRANSFER])}
    assert (found["roles.x.accuracy"], found["roles.x.accuracy_more_parties"]) == (2, 1)


def test_no_calls_give_no_figures() -> None:
    assert list(figures("x", [])) == []


def test_a_mistake_names_the_evidence() -> None:
    (mistake,) = mistakes([RIGHT, MISLABELLED])
    assert mistake.where == "AaBc"
    assert "the agent" in mistake.found
