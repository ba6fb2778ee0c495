"""The sentiment of a call: every segment scored, then summed up."""

from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import sentiment_of
from novapulse.domain.transcript import Transcript
from novapulse.language.sentiment.scorer import SentimentScorer


def analyse_sentiment(transcript: Transcript, scorer: SentimentScorer) -> Sentiment:
    """Every segment has an entry; the rules of summing up are those of ``domain.sentiment``."""
    scores = scorer.score([(s.speaker, s.text) for s in transcript.segments])
    return sentiment_of(transcript.segments, scores, scorer.method)
