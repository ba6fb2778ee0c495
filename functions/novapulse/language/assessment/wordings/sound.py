"""Words that sound alike, as recognisers confuse them: "coal" for "call".

Soundex: the first letter and three digits for the consonants after it (R. C. Russell, US patent
1,261,167, 1918; as the US National Archives use it).
"""

from functools import lru_cache
from itertools import groupby

_CODES = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_SILENT = "hw"
"""Letters that do not part two consonants of one code, as vowels do."""
_DIGITS = 3


@lru_cache(maxsize=20_000)
def soundex(word: str) -> str:
    """``recorded`` is ``R263``. Empty for what has no letter of A to Z."""
    letters = [c for c in word.lower() if "a" <= c <= "z"]
    if not letters:
        return ""
    codes = [_CODES.get(c, "") for i, c in enumerate(letters) if i == 0 or c not in _SILENT]
    merged = [code for code, _ in groupby(codes)]
    digits = [code for code in merged[1 if codes[0] or not merged[0] else 0 :] if code]
    return letters[0].upper() + "".join(digits[:_DIGITS]).ljust(_DIGITS, "0")


def same_consonants(one: str, other: str) -> bool:
    """Whether both have the same three digits, whatever letter they begin with: "according" and
    "recorded". Words of fewer consonants say too little."""
    code = soundex(one)[1:]
    return "0" not in code and bool(code) and code == soundex(other)[1:]
