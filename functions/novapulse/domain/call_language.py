"""The language of a written call: what the caller named, or else what its words tell."""

from novapulse.domain.media import Notice
from novapulse.domain.spoken_language import is_english, language_name, says_nothing
from novapulse.domain.written_call import WrittenCall
from novapulse.domain.written_language import written_language

FROM_WORDS = "language_from_words"
DIFFERS = "language_differs"


def call_language(
    call: WrittenCall, language: str, *, given: bool
) -> tuple[str, tuple[Notice, ...]]:
    """The tag, and what a person should know about it. ``given``: the caller named ``language``,
    which then holds, whatever the words are."""
    words = written_language(turn.text for turn in call.turns) if is_english(language) else None
    if words is None:
        return language, ()
    if given and not says_nothing(language):
        return language, (_differs(language, words),)
    return words, (_from_words(words),)


def _from_words(words: str) -> Notice:
    return Notice(
        code=FROM_WORDS,
        message=f"No language was named; by its words this call is in {language_name(words)}. If "
        "it is not, name the language when submitting.",
    )


def _differs(language: str, words: str) -> Notice:
    return Notice(
        code=DIFFERS,
        message=f"This call was handed in as {language}, and its words seem to be in "
        f"{language_name(words)}. It was analysed as {language}: that means little, and personal "
        "data may stay readable.",
    )
