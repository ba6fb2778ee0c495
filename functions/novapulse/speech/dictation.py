"""What people say piece by piece: numbers and spelled letters."""

_NUMBER_WORDS = """
    zero nought oh double triple treble point dash hyphen
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million
"""
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split())
"""English words of card, account and telephone numbers."""


def is_dictated(word: str) -> bool:
    """True for a number, in digits or in English words, and for a single letter.

    ``word``: lower case, without punctuation at its ends.
    """
    number = any(c.isnumeric() for c in word) or set(word.split("-")) <= NUMBER_WORDS
    return number or (len(word) == 1 and word.isascii() and word.isalpha())
