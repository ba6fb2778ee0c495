"""The sentiment of a call: every segment scored, then summed up."""

from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import sentiment_of
from novapulse.domain.spoken_language import is_english
from novapulse.domain.transcript import Transcript
from novapulse.language.sentiment.scorer import SentimentScorer

NO_METHOD = "none"
"""What a call is scored by that is not in English: every score is 0."""


def analyse_sentiment(transcript: Transcript, scorer: SentimentScorer) -> Sentiment:
    """Every segment has an entry; the rules of summing up are those of ``domain.sentiment``."""
    if not is_english(transcript.language):
        return sentiment_of(transcript.segments, [0.0] * len(transcript.segments), NO_METHOD)
    scores = scorer.score([(s.speaker, s.text) for s in transcript.segments])
    return sentiment_of(transcript.segments, scores, scorer.method)
