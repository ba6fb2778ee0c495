"""Settings as the command line changes them: an option that was given wins over the environment."""

from typing import Any

from novapulse.config import Settings


def load_settings(**options: Any) -> Settings:
    """Raises pydantic's ValidationError, which names the setting."""
    return Settings(**{name: value for name, value in options.items() if value is not None})
