"""Words by which a claim about a call is held against what was said."""

import re

from novapulse.language.embedding.common_words import SILENT
from novapulse.language.embedding.words import BREAK, stems_in_order
from novapulse.language.pii.spoken_numbers import TEENS, TENS, UNITS, digit_runs
from novapulse.language.stems import stem, stem_words, stems

_MULTIPLES = {"twice": "2", "both": "2", "double": "2", "triple": "3"}
NUMBER_WORDS = {
    **{word: digit for word, digit in UNITS.items() if word != "one"},
    **TEENS,
    **{word: f"{digit}0" for word, digit in TENS.items()},
    **_MULTIPLES,
    **{"once": "1", "first": "1", "single": "1", "one": "1", "couple": "2", "duplicate": "2"},
    **{"third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8"},
    **{"ninth": "9", "tenth": "10"},
}
_REPORTING = """\
added advised agreed apologised apologized complained confirmed contacted explained informed
inquired noted offered promised reported requested representative spoke stated thanked told
acknowledged assured clarified described discovered expressed identified indicated learned looked
mentioned noticed pointed raised realised realized responded replied wondered
additionally also approximately because currently despite due eventually finally however initially
instead later meanwhile previously regarding several subsequently therefore upon various
company concern inquiry issue matter party purpose question reason request situation
arrive expected found provided remain
decline deny difficulty fail problem refuse reject trouble unable unresolved unsuccessfully
"""
"""How summaries tell that something was said or done. By themselves they claim nothing, or, as
"refused", what ``denial`` looks at."""
_BASE_FORMS = {
    **{"brought": "bring", "built": "build", "caught": "catch", "chose": "choose"},
    **{"chosen": "choose", "fell": "fall", "felt": "feel", "forgot": "forget", "given": "give"},
    **{"heard": "hear", "held": "hold", "hung": "hang", "left": "leave", "lost": "lose"},
    **{"met": "meet", "ran": "run", "sold": "sell", "shown": "show", "spent": "spend"},
    **{"withdrew": "withdraw", "withdrawn": "withdraw"},
}
"""Those that ``stems_in_order`` does not know. What a caller asks to be sent was sent: summaries
tell in the past tense."""
_ROLES = stems("agent customer caller client speaker representative the call company")
_BASE_STEMS = {stem(form): stem(base) for form, base in _BASE_FORMS.items()}
_SAYS_NOTHING = frozenset(stems_in_order(" ".join((SILENT, _REPORTING, *NUMBER_WORDS)))) | {BREAK}
_WORD = re.compile(r"\d+|[A-Za-z]+")
_RANGE = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")
_ONE = re.compile(r"\b(?:one|oh|o)\b", re.IGNORECASE)
"""More often a pronoun, or a sigh, than a number."""
_CAPITALISED = re.compile(r"(?<![\w’'])[A-Z][\w’'-]*")
_SENTENCE_OPENS = re.compile(r"^\W*\w+")


def content(text: str) -> frozenset[str]:
    """Stems of the words that claim something: no articles, no roles, no "said"."""
    stems = (_BASE_STEMS.get(found, found) for found in stems_in_order(text))
    return frozenset(found for found in stems if _claims(found))


def words_of_content(text: str) -> dict[str, str]:
    """Those stems, each with one of the words that it is of."""
    return {found: word for word in text.split() for found in content(word)}


def _claims(found: str) -> bool:
    return len(found) > 1 and found not in _SAYS_NOTHING and not any(map(str.isdigit, found))


def claimed_numbers(text: str) -> frozenset[str]:
    """As digits: "$49.99" and "forty nine ninety nine" are both 4999; "3-5" are two."""
    plain = _ONE.sub(" ", _RANGE.sub(" to ", text))
    runs = {run.digits.lstrip("0") or "0" for run in digit_runs(plain)}
    return frozenset(
        runs | {_MULTIPLES[word] for word in plain.lower().split() if word in _MULTIPLES}
    )


def said_numbers(text: str) -> frozenset[str]:
    """Those that a claim may take from ``text``: whole ones, and the parts they are said in."""
    runs = {run.digits.lstrip("0") or "0" for run in digit_runs(text)}
    words = (word.lower() for word in _WORD.findall(text))
    parts = {NUMBER_WORDS.get(word, word) for word in words}
    return frozenset(runs | {part.lstrip("0") or "0" for part in parts if part.isdecimal()})


def names(text: str) -> frozenset[str]:
    """Stems of capitalised words that do not merely open the sentence."""
    later = _SENTENCE_OPENS.sub(lambda opening: " " * len(opening[0]), text)
    found = {stem for name in _CAPITALISED.findall(later) for stem in stem_words(name)}
    return frozenset(found - _ROLES - {"i"})
