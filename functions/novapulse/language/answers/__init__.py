"""Answers to questions, made of passages that support them."""

from novapulse.language.answers.answerer import Answerer
from novapulse.language.answers.extractive import ExtractiveAnswerer

__all__ = ["Answerer", "ExtractiveAnswerer"]
