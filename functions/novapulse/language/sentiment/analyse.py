"""The sentiment of a call: every segment scored, then summed up."""

from novapulse.domain.behaviour import known_agents
from novapulse.domain.insights import Sentiment
from novapulse.domain.sentiment import sentiment_of
from novapulse.domain.spoken_language import is_english
from novapulse.domain.transcript import AGENT, Transcript
from novapulse.language.sentiment.scorer import SentimentScorer

NO_METHOD = "none"
"""What a call is scored by that is not in English: every score is 0."""


def analyse_sentiment(transcript: Transcript, scorer: SentimentScorer) -> Sentiment:
    """Every segment has an entry; the rules of summing up are those of ``domain.sentiment``."""
    said, agents = transcript.segments, known_agents(transcript)
    if not is_english(transcript.language):
        return sentiment_of(said, [0.0] * len(said), NO_METHOD, agents=agents)
    # A colleague who takes over is heard as an agent is: "I'm so sorry" is no feeling of theirs.
    turns = [(AGENT if s.speaker in agents else s.speaker, s.text) for s in said]
    return sentiment_of(said, scorer.score(turns), scorer.method, agents=agents)
