"""``/v1/search`` and ``/v1/ask``."""
