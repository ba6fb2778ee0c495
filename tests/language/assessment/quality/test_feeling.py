from collections.abc import Sequence

from novapulse.domain.quality import SentimentAnalysis
from novapulse.domain.sentiment import sentiment_of
from novapulse.language.assessment.call import read_call
from novapulse.language.assessment.quality.feeling import sentiment_analysis
from tests.language.assessment.scripted import transcript_of


def analysed(customer: Sequence[float], agent: Sequence[float] = (0.0,)) -> SentimentAnalysis:
    lines = [f"{n}-{n + 1} Agent: a" for n in range(len(agent))]
    lines += [f"{n + 100}-{n + 101} Customer: a" for n in range(len(customer))]
    transcript = transcript_of(lines)
    sentiment = sentiment_of(transcript.segments, [*agent, *customer], "test")
    return sentiment_analysis(read_call(transcript), sentiment)


def test_start_and_end_are_the_means_of_the_first_and_the_last_third() -> None:
    customer = analysed([0.1, 0.3, 0.9, 0.9, -0.6, -0.4]).speakers[1]
    assert (customer.start, customer.end, customer.trend) == (0.2, -0.5, "declining")
    assert customer.negative_segment_ids == (6, 7)


def test_a_customer_who_leaves_less_content_is_flagged() -> None:
    assert analysed([0.6, 0.0, 0.0]).flagged
    assert not analysed([0.0, 0.0, 0.6]).flagged


def test_an_agent_who_does_is_not() -> None:
    assert not analysed([0.0, 0.0, 0.0], agent=[0.6, 0.0, 0.0]).flagged


def test_a_call_that_is_negative_as_a_whole_is_flagged() -> None:
    found = analysed([-0.6, -0.6, -0.6])
    assert (found.overall, found.negative_segments_count, found.flagged) == ("negative", 3, True)
