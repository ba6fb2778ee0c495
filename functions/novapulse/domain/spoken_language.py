"""The language of a call, as far as rules made for English need to know it."""

_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
_UNKNOWN = frozenset({"", "und", "auto"})


def is_english(language: str) -> bool:
    """``language`` is a tag such as ``en-US`` (BCP 47). One that says nothing counts as English."""
    return _primary(language) == "en" or language.lower() in _UNKNOWN


def language_name(language: str) -> str:
    """ "French" for ``fr`` and ``fr-CA``; the tag itself where no name is known."""
    return _NAMES.get(_primary(language), language)


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
