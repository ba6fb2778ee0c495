"""Short calls whose behaviour metrics were computed on paper, before the program saw them."""

from tests.eval.behaviour import Computed
from tests.eval.transcripts import SpokenTurn

SAID = "so this is what I wanted to say about it"

HAND_COMPUTED = (
    # Agent 10 + 6 s, customer 9.5 + 4 s, both 19 to 20: 28.5 of 30 s are spoken. The agent cuts in
    # a second before the end. Gaps 0.5 and 1.0 s.
    Computed(
        call="one interruption",
        turns=(
            SpokenTurn("Agent", SAID, 0, 10),
            SpokenTurn("Customer", SAID, 10.5, 20),
            SpokenTurn("Agent", SAID, 19, 25),
            SpokenTurn("Customer", SAID, 26, 30),
        ),
        metrics={
            "agent_talk": 15.5 / 30,
            "customer_talk": 13 / 30,
            "silence": 1.5 / 30,
            "interruptions": 1,
            "response_time": 0.75,
        },
    ),
    # Back-channels speak but neither interrupt nor answer. Agent 12 + 0.7 s, customer 0.6 + 7 +
    # 4 s, both 0.6 s: 23.7 of 25 s are spoken. The one gap is from 12 to 13.
    Computed(
        call="back-channels",
        turns=(
            SpokenTurn("Agent", SAID, 0, 12),
            SpokenTurn("Customer", "Uh huh.", 5, 5.6),
            SpokenTurn("Customer", SAID, 13, 20),
            SpokenTurn("Agent", "Okay.", 20.2, 20.9),
            SpokenTurn("Customer", SAID, 21, 25),
        ),
        metrics={
            "agent_talk": 12.4 / 25,
            "customer_talk": 11.3 / 25,
            "silence": 1.3 / 25,
            "interruptions": 0,
            "response_time": 1.0,
        },
    ),
    # A hold inside the agent's turn, and a gap of 12 s that is nobody's response. Agent 12.6 s,
    # customer 5.4 s of 60. Gaps 1.0, 0.4 and 0.6 s.
    Computed(
        call="a hold",
        turns=(
            SpokenTurn("Agent", SAID, 0, 4),
            SpokenTurn("Customer", SAID, 5, 9),
            SpokenTurn("Agent", SAID, 9.4, 12),
            SpokenTurn("Agent", SAID, 40, 44),
            SpokenTurn("Customer", SAID, 44.6, 46),
            SpokenTurn("Agent", SAID, 58, 60),
        ),
        metrics={
            "agent_talk": 0.21,
            "customer_talk": 0.09,
            "silence": 0.70,
            "interruptions": 0,
            "response_time": 2.0 / 3,
        },
    ),
    # Both begin together (0.2 s apart), then the agent begins 0.4 s before the end of a turn:
    # neither cuts in. The customer does, a second before the agent ends. Agent 7.2 s, customer
    # 12 s, both 2.8 + 0.4 + 1 s: 15 of 16 s are spoken.
    Computed(
        call="overlaps that are no interruptions",
        turns=(
            SpokenTurn("Customer", SAID, 0, 5),
            SpokenTurn("Agent", SAID, 0.2, 3),
            SpokenTurn("Customer", SAID, 6, 10),
            SpokenTurn("Agent", SAID, 9.6, 14),
            SpokenTurn("Customer", SAID, 13, 16),
        ),
        metrics={
            "agent_talk": 5.1 / 16,
            "customer_talk": 9.9 / 16,
            "silence": 1 / 16,
            "interruptions": 1,
        },
    ),
)
