"""The project's own labels: sentiment, personal data and whole scripted calls, each in two halves.

``development`` may be tuned on. ``test`` is scored only: who tunes does not read it.
"""
