"""``--metadata KEY=VALUE``."""

from collections.abc import Iterable

from novapulse.domain.errors import InvalidRequest


def metadata_pairs(texts: Iterable[str]) -> dict[str, str]:
    """Raises InvalidRequest."""
    return dict(map(_pair, texts))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InvalidRequest(
            "invalid_parameter", f"metadata: {text!r} is not accepted; send KEY=VALUE"
        )
    return name, value
