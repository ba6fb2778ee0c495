from novapulse.domain.policy import TimeLimits
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quality.silences import dead_air, holds, silences_of
from tests.language.assessment.scripted import transcript_of

LIMITS = TimeLimits(dead_air_seconds=6, hold_seconds=30)
HOLD = "0-4 Agent: Let me put you on a brief hold."


def heard(*lines: str) -> tuple[int, int, bool]:
    """Holds, silences that are dead air, and whether the hold was too long."""
    call = read_call(transcript_of(list(lines)))
    silences = silences_of(call)
    held = holds(call, silences, LIMITS)
    return held.count, dead_air(silences, held, LIMITS).count, held.flagged


def test_an_announced_silence_is_a_hold_and_no_dead_air() -> None:
    assert heard(HOLD, "4.5-5 Customer: Sure.", "20-22 Agent: Hello again.") == (1, 0, False)


def test_a_hold_beyond_the_policys_seconds_is_flagged() -> None:
    assert heard(HOLD, "35-40 Agent: Hello again.") == (1, 0, True)


def test_a_silence_that_nobody_announced_is_dead_air() -> None:
    assert heard("0-4 Agent: Right.", "10.1-12 Agent: There it is.") == (0, 1, False)
    assert heard("0-4 Agent: Right.", "10-12 Agent: There it is.") == (0, 0, False)


def test_an_announcement_long_ago_makes_no_hold() -> None:
    assert heard(HOLD, "4-30 Customer: But I have to go soon.", "40-42 Agent: Yes.") == (
        0,
        1,
        False,
    )


def test_a_customer_announces_no_hold() -> None:
    assert heard("0-4 Customer: Hold on.", "20-22 Agent: Are you there?") == (0, 1, False)


def test_speech_of_anybody_ends_a_silence() -> None:
    lines = (
        "0-20 Agent: Long.",
        "2-4 Customer: Yes.",
        "25-26 Customer: Hello?",
        "30-31 Agent: Hi.",
    )
    assert heard(*lines) == (0, 0, False)
