"""How the speakers feel: scorers of turns, and the sentiment of a whole call."""

from novapulse.language.sentiment.analyse import analyse_sentiment
from novapulse.language.sentiment.choice import choose_scorer
from novapulse.language.sentiment.lexicon import LexiconScorer
from novapulse.language.sentiment.scorer import SentimentScorer
from novapulse.language.sentiment.trained import TrainedScorer

__all__ = [
    "LexiconScorer",
    "SentimentScorer",
    "TrainedScorer",
    "analyse_sentiment",
    "choose_scorer",
]
