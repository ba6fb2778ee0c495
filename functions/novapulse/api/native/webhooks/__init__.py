"""``/v1/webhooks``."""
