"""Days and times as people say them, resolved against the moment of speaking."""

from novapulse.language.content.temporal.expression import TimeExpression
from novapulse.language.content.temporal.find import time_expressions

__all__ = ["TimeExpression", "time_expressions"]
