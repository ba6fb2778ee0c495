"""Accuracy on the sample call and on recordings with references: ``make eval``."""
