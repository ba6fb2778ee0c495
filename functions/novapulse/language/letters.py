"""Letters that patterns take for an i or an s where case does not count."""

_ALIKE = str.maketrans("İıſ", "Iis")


def plain_letters(text: str) -> str:
    """``text`` with an i for the Turkish ones and an s for the long one, as long as before.
    ``lower`` leaves those, so that no table would have what a pattern found."""
    return text.translate(_ALIKE)
