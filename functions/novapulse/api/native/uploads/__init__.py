"""``/v1/audio/uploads``: recordings that are sent ahead."""
