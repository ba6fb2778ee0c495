"""The scan of every text that the analyses wrote, before it is stored as a result."""

from novapulse.domain.insights import Insights
from novapulse.language.pii.detector import PiiDetector
from novapulse.language.redact import scan_text


def scan_insights(insights: Insights, detector: PiiDetector) -> Insights:
    """The texts were made from a redacted transcript; a rewritten sentence may still show what
    no rule saw in its old place."""
    summary = insights.summary.model_copy(
        update={
            "text": scan_text(insights.summary.text, detector),
            "sentences": tuple(
                s.model_copy(update={"text": scan_text(s.text, detector)})
                for s in insights.summary.sentences
            ),
        }
    )
    recommendations = tuple(
        r.model_copy(update={"text": scan_text(r.text, detector)}) for r in insights.recommendations
    )
    return insights.model_copy(update={"summary": summary, "recommendations": recommendations})
