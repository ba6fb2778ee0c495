"""Word error rate over one spelling: lower case, no punctuation, numbers in words."""

import re

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_SAME = {"mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay", "o'clock": "oclock"}
_FILLERS = frozenset({"uh", "um", "uhm", "hm", "hmm", "mm", "er", "ah"})
_NOT_WORDS = re.compile(r"<[^>]*>|\[[^\]]*\]|\(\d+\)")
_NUMBER = re.compile(r"(\$?)(\d[\d,]*)(st|nd|rd|th)?\b")


def normalise(text: str) -> str:
    """The words that are compared. Noise tags, fillers and hyphens go; ``49`` and ``forty nine``,
    ``14th`` and ``fourteenth``, ``1985`` and ``nineteen eighty five`` become one."""
    text = _NOT_WORDS.sub(" ", text.lower().replace("’", "'"))
    text = _NUMBER.sub(_spell, text)
    text = re.sub(r"(?<=\w)\.(?=\w)", " dot ", text).replace("@", " at ").replace("%", " percent")
    words = re.sub(r"[^\w' ]", " ", text).split()
    kept = (_SAME.get(word.strip("'"), word.strip("'")) for word in words)
    return " ".join(word for word in kept if word and word not in _FILLERS)


def word_error_rate(reference: str, heard: str) -> float:
    """(substitutions + deletions + insertions) / words of the reference."""
    import jiwer

    return float(jiwer.wer(normalise(reference), normalise(heard)))


def _spell(match: re.Match[str]) -> str:
    dollars, digits, ordinal = match.groups()
    words = _number_words(digits.replace(",", ""))
    if ordinal:
        words[-1] = _ordinal(words[-1])
    return " " + " ".join([*words, *(["dollars"] if dollars else [])]) + " "


def _number_words(digits: str) -> list[str]:
    """Up to 99 as a number, 1900 to 2099 as a year in two halves, anything else digit by digit."""
    if len(digits) <= 2 and not (len(digits) == 2 and digits[0] == "0"):
        return _below_hundred(int(digits))
    if len(digits) == 4 and digits[:2] in ("19", "20") and digits[2:] > "09":
        return [*_below_hundred(int(digits[:2])), *_below_hundred(int(digits[2:]))]
    return [_ONES[int(digit)] for digit in digits]


def _below_hundred(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number]]
    tens, ones = divmod(number, 10)
    return [_TENS[tens], *([_ONES[ones]] if ones else [])]


def _ordinal(word: str) -> str:
    return _ORDINALS.get(word) or (word[:-1] + "ieth" if word.endswith("y") else word + "th")
