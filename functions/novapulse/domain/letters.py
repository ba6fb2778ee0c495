"""Letters in one form, however they were written, in time that grows with the text alone."""

import re
import unicodedata

_MOST = 500
"""Characters beyond ASCII that are composed at once: marks without end on one letter take the
square of their number."""
_PIECE = re.compile(rf"[\x00-\x7f]+[^\x00-\x7f]{{0,{_MOST}}}|[^\x00-\x7f]{{1,{_MOST}}}")

_ALIKE = str.maketrans("İıſ", "Iis")


def composed(text: str) -> str:
    """``text`` in Unicode's form NFC, but for what stands across the end of every 500 characters in
    a row that are not ASCII."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECE.findall(text))


def without_marks(text: str) -> str:
    """The letters alone, also of ligatures and wide forms (NFKD): ``Jose`` for ``José``."""
    if text.isascii():
        return text
    parts = (part for letter in text for part in unicodedata.normalize("NFKD", letter))
    return "".join(part for part in parts if not unicodedata.combining(part))


def plain_letters(text: str) -> str:
    """``text`` with an i for the Turkish ones and an s for the long one, as long as before.
    Patterns take these for an i or an s where case does not count, and ``lower`` leaves them."""
    return text.translate(_ALIKE)
