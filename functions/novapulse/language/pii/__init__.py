"""Finding personal data in calls: rules that understand spoken numbers, names and addresses."""

from novapulse.language.pii.detector import PiiDetector, RuleDetector

__all__ = ["PiiDetector", "RuleDetector"]
