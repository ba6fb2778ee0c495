"""Phone numbers in writing, and those that are free to call."""

import re
from collections.abc import Iterator

from novapulse.domain.pii import PiiKind, Span
from novapulse.language.pii.context import Context
from novapulse.language.pii.topics import KIND_OF, Topic

_FREE = re.compile(
    r"1?8(?:00|88|77|66|55|44|33)\d{7}|0(?:800|808|300|333|345|845|870)\d{6,7}|1[38]00\d{6}"
)
"""Free to call, or kept for organisations (North America, United Kingdom, Australia)."""


def is_free(digits: str) -> bool:
    return bool(_FREE.fullmatch(digits))


def phone_spans(text: str, context: Context) -> Iterator[Span]:
    """Written phone numbers of any country that ``phonenumbers`` accepts; a bare national number
    is read as North American."""
    from phonenumbers import PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, "US"):
        topics = context.topics(text, match.start, match.end)
        other = KIND_OF.keys() & set(topics) and Topic.PHONE not in topics
        if other and not match.raw_string.startswith("+"):
            continue
        free = is_free(re.sub(r"\D", "", match.raw_string)) and Topic.PHONE not in topics
        if not free and (Topic.OTHER not in topics or KIND_OF.keys() & set(topics)):
            yield Span(match.start, match.end, PiiKind.PHONE_NUMBER, 0.7)
