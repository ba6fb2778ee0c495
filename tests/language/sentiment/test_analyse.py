"""Sentiment of a whole call, of the right sides."""

from novapulse.language.sentiment.analyse import analyse_sentiment
from novapulse.language.sentiment.lexicon import LexiconScorer
from tests.language.calls import make_transcript, with_a_second_agent

TURNS = [
    ("Agent", "How can I help?"),
    ("Customer", "My order is late."),
    ("Speaker 3", "Great news, wonderful, I am so happy to fix it for you!"),
]


def test_a_second_agent_is_heard_as_the_agent_is() -> None:
    said, scorer = make_transcript(TURNS), LexiconScorer()
    by_a_colleague = analyse_sentiment(with_a_second_agent(said), scorer)
    by_the_agent = analyse_sentiment(make_transcript([*TURNS[:2], ("Agent", TURNS[2][1])]), scorer)

    assert [s.score for s in by_a_colleague.segments] == [s.score for s in by_the_agent.segments]
    assert by_a_colleague.segments[2].speaker == "Speaker 3"
    assert by_a_colleague.overall_score == by_the_agent.overall_score
    assert by_a_colleague.overall_score < analyse_sentiment(said, scorer).overall_score
