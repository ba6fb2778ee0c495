"""The settings of the AWS home."""

from functools import cache

from novapulse.config import Settings
from novapulse.domain.errors import InvalidRequest

ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - a gateway stands before the functions


@cache
def aws_settings() -> Settings:
    """Read once. Callers are elsewhere: their URLs may not lead to this machine, unless a host was
    set on purpose."""
    settings = Settings()
    if "host" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"host": ANY_ADDRESS})


def required(settings: Settings, field: str) -> str:
    """Raises InvalidRequest(``setting_missing``) naming the variable."""
    value = getattr(settings, field)
    if not isinstance(value, str) or not value:
        raise InvalidRequest(
            "setting_missing", f"NOVAPULSE_{field.upper()}: is not set; the AWS home needs it"
        )
    return value
