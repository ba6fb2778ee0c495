"""``POST /v1/audio/ingest``."""
