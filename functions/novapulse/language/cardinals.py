"""Number words of English: cardinals below a hundred, ordinals up to the twentieth."""

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
BELOW_TWENTY = UNITS + TEENS
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
CARDINAL_VALUES = {word: n for n, word in enumerate(BELOW_TWENTY)} | {
    word: 10 * n for n, word in enumerate(TENS, 2)
}
"""What each cardinal counts: "forty" is 40."""
ORDINAL_VALUES = {word: n for n, word in enumerate(ORDINALS, 1)} | {"thirtieth": 30}
"""What each ordinal counts: "third" is 3."""
