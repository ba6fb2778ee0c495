import pytest

from novapulse.language.content.what_if import supposes


@pytest.mark.parametrize(
    ("asked", "answer", "supposed"),
    [
        ("And if not?", "Then we'd refund it.", True),
        ("What happens if he doesn't come?", "In that case we'd refund it.", True),
        ("What if he doesn't come?", "The team will call you.", False),
        ("It never came.", "Then we'd refund it.", False),
        ("If I pay now, can you waive it?", "Then I'll waive it.", False),
    ],
)
def test_an_answer_supposes_what_was_asked_as_a_case(
    asked: str, answer: str, supposed: bool
) -> None:
    assert supposes(answer, asked) is supposed
