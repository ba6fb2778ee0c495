"""The sentiment of a call and of each speaker: how it began, how it ended."""

from collections.abc import Sequence
from statistics import fmean

from novapulse.domain.insights import SegmentSentiment, Sentiment
from novapulse.domain.quality import SentimentAnalysis, SpeakerSentiment
from novapulse.domain.sentiment import filter_speaker, trend
from novapulse.language.assessment.call import Call


def sentiment_analysis(call: Call, sentiment: Sentiment) -> SentimentAnalysis:
    """``flagged``: negative as a whole, or a customer who leaves less content."""
    names = dict.fromkeys(segment.speaker for segment in sentiment.segments)
    speakers = tuple(_of_speaker(sentiment, name) for name in names)
    falling = any(s.trend == "declining" for s in speakers if s.speaker == call.customer)
    return SentimentAnalysis(
        overall=sentiment.overall_label,
        score=sentiment.overall_score,
        trend=sentiment.trend,
        speakers=speakers,
        negative_segments_count=sum(s.label == "negative" for s in sentiment.segments),
        flagged=sentiment.overall_label == "negative" or (call.roles_clear and falling),
    )


def _of_speaker(sentiment: Sentiment, speaker: str) -> SpeakerSentiment:
    own = filter_speaker(sentiment, speaker)
    third = max(1, len(own.segments) // 3)
    return SpeakerSentiment(
        speaker=speaker,
        label=own.overall_label,
        score=own.overall_score,
        start=_mean(own.segments[:third]),
        end=_mean(own.segments[-third:]),
        trend=trend(own.segments),
        negative_segment_ids=tuple(s.segment_id for s in own.segments if s.label == "negative"),
    )


def _mean(segments: Sequence[SegmentSentiment]) -> float:
    """By duration, at least a tenth of a second each."""
    weights = [max(0.1, s.end - s.start) for s in segments]
    return round(fmean([s.score for s in segments], weights=weights), 2) + 0.0
