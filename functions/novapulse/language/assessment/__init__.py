"""Compliance, quality and coaching: a call held against a policy by rules that name their
evidence."""
