"""The language of a call, as far as rules made for English need to know it."""

_NAMES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "kn": "Kannada",
    "ko": "Korean",
    "ml": "Malayalam",
    "mr": "Marathi",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
_UNKNOWN = frozenset({"", "und", "auto"})


def is_english(language: str) -> bool:
    """``language`` is a tag such as ``en-US`` (BCP 47). One that says nothing counts as English."""
    return _primary(language) == "en" or says_nothing(language)


def says_nothing(language: str) -> bool:
    """``und`` and the like."""
    return language.lower() in _UNKNOWN


def language_name(language: str) -> str:
    """ "French" for ``fr`` and ``fr-CA``; the tag itself where no name is known."""
    return _NAMES.get(_primary(language), language)


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
