"""The words of a turn as the trained head counts them: one spelling for what recognisers spell in
several ways, and one word for all numbers, weekdays, months."""

import re

SOMEBODY = "<x>"
"""Stands for any placeholder."""
_TOKEN = re.compile(r"\[\w+\]|[a-z]+(?:'[a-z]+)*|\d+|[?!]")
_FILLERS = frozenset(("um", "uh", "er", "erm", "hmm", "hm", "mm"))
_CLASSES = {
    "<number>": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
    " ninety hundred thousand couple several",
    "<nth>": "second third fourth fifth sixth seventh eighth ninth tenth twelfth twentieth",
    "<weekday>": "monday tuesday wednesday thursday friday saturday sunday",
    "<month>": "january february march april june july august september october november december"
    " spring summer autumn easter christmas",
    "<period>": "minute minutes hour hours day days week weeks month months year years fortnight",
    "<money>": "dollar dollars pound pounds euro euros bucks quid rupees",
}
_APOSTROPHES = {
    "n't": "do does did is was ca could wo would have has are were should had",
    "'s": "that it what there he she who how where",
    "'re": "you they",
    "'ve": "i you they",
    "'m": "i",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_SPELLED = {
    (word + ending).replace("'", ""): word + ending
    for ending, words in _APOSTROPHES.items()
    for word in words.split()
} | {"gonna": "going", "wanna": "want", "gotta": "got", "cannot": "can't", "yall": "y'all"}


def words_of(text: str) -> list[str]:
    """Lower case, in order, "?" and "!" among them; less fillers and words said twice."""
    words: list[str] = []
    for token in _TOKEN.findall(text.lower().replace("’", "'")):
        word = _counted(token)
        if token not in _FILLERS and (not words or words[-1] != word):
            words.append(word)
    return words


def _counted(token: str) -> str:
    if token.startswith("["):
        return SOMEBODY
    if token.isdigit():
        return "<number>"
    word = _SPELLED.get(token, token)
    return _CLASS_OF.get(word, word)
