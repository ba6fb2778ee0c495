"""Letters and their marks as one character each, in time that grows with the text alone."""

import re
import unicodedata

_MOST = 500
"""Characters beyond ASCII that are composed at once: marks without end on one letter take the
square of their number."""
_PIECE = re.compile(rf"[\x00-\x7f]+[^\x00-\x7f]{{0,{_MOST}}}|[^\x00-\x7f]{{1,{_MOST}}}")


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
