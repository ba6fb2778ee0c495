import pytest

from novapulse.language.assessment.wordings.meant import is_meant, is_not_denied

PHRASE = "guarantee"


def meant(text: str) -> bool:
    return is_meant(text, text.index(PHRASE))


@pytest.mark.parametrize(
    "text",
    [
        "I guarantee it.",
        "No, I guarantee it.",
        "no I guarantee it",
        "Don't worry, I guarantee it.",
        "No problem at all we guarantee it",
        "I don't know about others, but we guarantee it.",
        "If it isn't there on Monday we will guarantee it",
        "As I told you, I guarantee it.",
        "I said we guarantee it and I mean it",
        "Let me tell you we guarantee it",
        "I can't do that. I guarantee another thing.",
        "Not only do we guarantee it, we insure it.",
        "Nothing to worry about, we guarantee it",
    ],
)
def test_what_is_promised_is_meant(text: str) -> None:
    assert meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't guarantee it.",
        "I cannot and will not guarantee it.",
        "I can’t, unfortunately, guarantee it.",
        "We never guarantee that.",
        "There is no guarantee.",
        "It comes without a guarantee",
        "I'm unable to guarantee it",
        "I don't think we can guarantee it",
        "I'm not allowed to say that we guarantee it",
        "I wish I could guarantee it",
        "Did somebody tell you that we guarantee it?",
        "Who said we guarantee it?",
        "You mentioned a guarantee",
        "You said that we would guarantee it",
        "I never said we guarantee it",
    ],
)
def test_what_is_denied_supposed_or_told_of_others_is_not(text: str) -> None:
    assert not meant(text)


def test_a_duty_is_done_however_it_is_introduced() -> None:
    text = "I don't know if anyone told you, this call is recorded"
    assert is_not_denied(text, text.index("this call"))
    text = "you cannot cancel within fourteen days"
    assert not is_not_denied(text, text.index("cancel"))
