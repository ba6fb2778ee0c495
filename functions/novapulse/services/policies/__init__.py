"""Policies as files: reading, checking and writing the YAML that docs/policies.md describes."""
