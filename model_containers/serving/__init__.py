"""One small HTTP server for every model: readiness, requests, errors, metrics, shutdown."""
